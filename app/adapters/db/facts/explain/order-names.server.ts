import type { ShopifyId } from "~/domain/orders/order";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** How the merchant knows these orders, such as "#1001". */
export async function readOrderNames(
  tx: Tx,
  shopId: string,
  orderIds: readonly ShopifyId[],
): Promise<Map<ShopifyId, string>> {
  const { rows } = await tx.query<{ order_id: ShopifyId; name: string }>(
    `SELECT order_id, name FROM orders WHERE shop_id = $1 AND order_id = ANY ($2::bigint[])`,
    [shopId, orderIds],
  );
  return new Map(rows.map(({ order_id, name }) => [order_id, name]));
}
