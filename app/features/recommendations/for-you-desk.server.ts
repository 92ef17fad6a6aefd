import { findAddressee } from "~/adapters/db/inbox/inbox.server";
import { readPastPurchases } from "~/adapters/db/recommendations/customer-purchases.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { proxyCaller, type ProxyCaller } from "~/adapters/shopify/connect/proxy-signature.server";
import type { AppContext } from "~/context/context.server";
import { forYou } from "~/domain/recommendations/showing/for-you";
import { purchaseProfile } from "~/domain/recommendations/purchase-profile";
import { type EpochMs, MINUTE_MS } from "~/domain/time/shop-time";
import { perMinute } from "~/features/measurement/per-minute";
import { readCandidateLists, readListShop } from "./list-shop.server";

/** Ids of products, best first; otherwise why there are none. */
export type ForYouAnswer = { readonly products: readonly string[] } | "not_from_shopify" | "too_many";

type Context = Pick<AppContext, "db" | "now">;

/** A block shows at most eight; those in the cart or sold out fall away. */
const LENGTH = 16;
const ORDERS_LOOKED_AT = 100;
/** Products whose partners are added up; the others of a profile change little. */
const PARTNERS_LOOKED_AT = 50;
/** A shopper opens a page every few seconds at most; a shop's whole storefront stays below. */
const MOST_OF_CUSTOMER = 30;
const MOST_OF_SHOP = 3_000;
const KEPT_MS = 5 * MINUTE_MS;
const MOST_KEPT = 20_000;

/** Answers what the block "for you" asks through the app proxy. Limits and answers that are kept live here. */
export function forYouDesk(openContext: () => Promise<Context>, secrets: () => readonly string[]) {
  const mayCustomer = perMinute(MOST_OF_CUSTOMER);
  const mayShop = perMinute(MOST_OF_SHOP);
  const kept = new Map<string, { readonly products: readonly string[]; readonly at: number }>();

  return async function answer(request: Request): Promise<ForYouAnswer> {
    const { db, now } = await openContext();
    const at = now();
    const caller = proxyCaller(new URL(request.url).searchParams, secrets(), at);
    if (caller === null) return "not_from_shopify";
    const { shopDomain, customerId } = caller;
    if (customerId === null) return { products: [] };
    const key = `${shopDomain} ${customerId}`;
    if (!mayCustomer(key, at) || !mayShop(shopDomain, at)) return "too_many";
    const before = kept.get(key);
    if (before !== undefined && at - before.at < KEPT_MS) return before;
    const products = await productsFor({ shopDomain, customerId }, db, at);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, { products, at });
    return { products };
  };
}

async function productsFor(
  { shopDomain, customerId }: ProxyCaller & { readonly customerId: string },
  db: Context["db"],
  now: EpochMs,
): Promise<readonly string[]> {
  const shop = await findAddressee(db, shopDomain);
  if (shop === null || shop.uninstalledAt !== null) return [];
  return withShop(db, shop.id, async (tx) => {
    const profile = purchaseProfile(
      await readPastPurchases(tx, shop.id, customerId, { now, orders: ORDERS_LOOKED_AT }),
    );
    const productIds = profile.map(({ productId }) => productId);
    const candidates = await readCandidateLists(tx, shop.id, productIds.slice(0, PARTNERS_LOOKED_AT));
    return forYou(profile, candidates, await readListShop(tx, shop.id, { productIds, candidates }), LENGTH);
  });
}
