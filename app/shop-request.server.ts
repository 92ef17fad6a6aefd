import { DatabaseUnavailable } from "./adapters/db/unavailable";
import { findShopByDomain } from "./adapters/db/shops.server";
import { type AppContext, appContext } from "./features/context.server";
import { ensureInstalled } from "./features/installation/ensure-installed.server";
import { authenticate } from "./shopify.server";

export interface ShopRequest {
  readonly context: AppContext;
  readonly shopId: string;
  /** my-shop.myshopify.com */
  readonly domain: string;
}

/**
 * Authenticates a page's request and runs `work` for its shop. When the database is away the answer is 503, which
 * the page explains; everything else passes through.
 */
export async function forShop<T>(request: Request, work: (shop: ShopRequest) => Promise<T>): Promise<T> {
  try {
    const { session } = await authenticate.admin(request);
    const context = await appContext();
    let shop = await findShopByDomain(context.db, session.shop);
    if (!shop) {
      // Loaders of one first visit run side by side: this one may be ahead of the hook that installs the shop.
      await ensureInstalled(context, session);
      shop = await findShopByDomain(context.db, session.shop);
    }
    if (!shop) throw new Error(`no shop is known under ${session.shop} after installation`);
    return await work({ context, shopId: shop.id, domain: session.shop });
  } catch (error) {
    if (error instanceof DatabaseUnavailable)
      throw new Response(null, { status: 503, headers: { "Retry-After": "5" } });
    throw error;
  }
}
