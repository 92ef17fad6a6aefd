import { findProfile, findShopByDomain } from "./adapters/db/shops.server";
import { withShop } from "./adapters/db/tenant.server";
import { type AppContext, appContext } from "./features/context.server";
import { ensureInstalled } from "./features/installation/ensure-installed.server";
import { orUnavailable } from "./or-unavailable.server";
import { authenticate } from "./shopify.server";

export interface ShopRequest {
  readonly context: AppContext;
  readonly shopId: string;
  /** my-shop.myshopify.com */
  readonly domain: string;
}

/** Authenticates a page's request by its session token; when the database is away the answer is 503. */
export function authenticated(request: Request) {
  return orUnavailable(() => authenticate.admin(request));
}

/**
 * Authenticates a page's request and runs `work` for its shop. When the database is away the answer is 503, which
 * the page explains; everything else passes through.
 */
export function forShop<T>(request: Request, work: (shop: ShopRequest) => Promise<T>): Promise<T> {
  return orUnavailable(async () => {
    const { session } = await authenticate.admin(request);
    const context = await appContext();
    let shopId = await installedShop(context, session.shop);
    if (shopId === null) {
      // Loaders of one first visit run side by side: this one is ahead of the hook that installs the shop.
      await ensureInstalled(context, session);
      shopId = await installedShop(context, session.shop);
    }
    if (shopId === null) throw new Error(`no shop is known under ${session.shop} after installation`);
    return work({ context, shopId, domain: session.shop });
  });
}

/** Null until both the directory and the profile of the shop are written. */
async function installedShop({ db }: AppContext, domain: string): Promise<string | null> {
  const shop = await findShopByDomain(db, domain);
  if (!shop) return null;
  return (await withShop(db, shop.id, (tx) => findProfile(tx, shop.id))) && shop.id;
}
