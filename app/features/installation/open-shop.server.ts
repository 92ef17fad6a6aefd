import { withShop } from "~/adapters/db/connect/tenant.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
import { findShopByDomain } from "~/adapters/db/shop/shops.server";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import type { AppContext } from "~/context/context.server";
import { singleFlight } from "~/process/single-flight";
import { ensureInstalled } from "./ensure-installed.server";

const openOnce = singleFlight<string | null>();

/**
 * The id of the shop whose merchant has just proved who they are. Its access token is got and the app installed first
 * where that is needed: once, however many requests of a first visit run side by side.
 *
 * @param sessionToken verified.
 * @returns null when Shopify does not take the session token any more: the browser should ask with a new one.
 * @throws {ShopifyError} when Shopify is away or refuses.
 */
export async function openShop(context: AppContext, domain: string, sessionToken: string): Promise<string | null> {
  const token = await context.shopify.tokens.obtain(domain, sessionToken);
  if (token === "session_token_refused") return null;
  const known = token === "kept" ? await installedShop(context, domain) : null;
  return known ?? openOnce(domain, () => install(context, domain, sessionToken));
}

async function install(context: AppContext, domain: string, sessionToken: string): Promise<string | null> {
  if ((await context.shopify.tokens.obtain(domain, sessionToken)) === "session_token_refused") return null;
  try {
    await ensureInstalled(context, { shop: domain });
  } catch (error) {
    // The token that was kept is dead, which has just come out: the next request gets a new one.
    if (error instanceof ShopifyError && error.code === "needs_reauth") return null;
    throw error;
  }
  const shopId = await installedShop(context, domain);
  if (shopId === null) throw new Error(`no shop is known under ${domain} after installation`);
  return shopId;
}

/** Null until directory and profile are written and no token is missed. */
async function installedShop({ db }: AppContext, domain: string): Promise<string | null> {
  const shop = await findShopByDomain(db, domain);
  if (shop === null || shop.uninstalledAt !== null || shop.needsReauth) return null;
  return (await withShop(db, shop.id, (tx) => readShopProfile(tx, shop.id))) && shop.id;
}
