import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { readOrders } from "~/adapters/shopify/read/read-orders.server";
import type { AppContext } from "~/context/context.server";
import { applyRead } from "./apply-rows.server";
import { withSettledTies } from "./settled-ties.server";

const ORDERS_PER_COMMIT = 100;

/** Reads orders again and applies them as they stand now; returns how many Shopify showed. */
export async function refreshOrders(
  context: Pick<AppContext, "db">,
  shopId: string,
  admin: AdminClient,
  orderIds: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  let refreshed = 0;
  for (let at = 0; at < orderIds.length; at += ORDERS_PER_COMMIT) {
    const read = await readOrders(admin, orderIds.slice(at, at + ORDERS_PER_COMMIT), signal);
    await withSettledTies(context, shopId, admin, signal, (tx, settled) => settled(() => applyRead(tx, shopId, read)));
    refreshed += read.rows.orders.length;
  }
  return refreshed;
}
