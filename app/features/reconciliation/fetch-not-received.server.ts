import { findShop } from "~/adapters/db/shop/shops.server";
import type { AppContext } from "~/context/context.server";
import { refreshOrders } from "../ingest/refresh-orders.server";

/** Reads orders that have not arrived from Shopify at once; returns how many Shopify showed. */
export async function fetchNotReceived(
  context: AppContext,
  shopId: string,
  orderIds: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const shop = await findShop(context.db, shopId);
  if (!shop) throw new Error(`Shop ${shopId} is not in the directory: install the app in it first.`);
  return refreshOrders(context, shopId, context.shopify.admin(shop.domain), orderIds, signal);
}
