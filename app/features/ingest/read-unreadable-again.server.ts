import { unreadableOrderIds } from "~/adapters/db/inbox/unreadable-orders.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import type { AppContext } from "~/context/context.server";
import { refreshOrders } from "./refresh-orders.server";

/** As many as are read one by one in one go. */
const MOST_AT_ONCE = 200;

/**
 * Asks Shopify again for the orders of which a row could not be used; those that can be used now are among the numbers
 * from then on. Called after every import and daily, and when a merchant asks for it.
 *
 * @returns how many were asked for, and how many of them can be used.
 */
export async function readUnreadableAgain(
  context: Pick<AppContext, "db">,
  shopId: string,
  admin: AdminClient,
  signal: AbortSignal,
): Promise<{ asked: number; read: number }> {
  const orderIds = await withShop(context.db, shopId, (tx) => unreadableOrderIds(tx, shopId, MOST_AT_ONCE));
  return { asked: orderIds.length, read: await refreshOrders(context, shopId, admin, orderIds, signal) };
}
