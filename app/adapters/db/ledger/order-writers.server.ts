import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Which transaction wrote each of the orders as it is stored; those not stored are left out. */
export async function readOrderWriters(tx: Tx, shopId: string, orderIds: readonly string[]) {
  const { rows } = await tx.query<{ order_id: string; writer: string }>(
    "SELECT order_id, xmin::text AS writer FROM orders WHERE shop_id = $1 AND order_id = ANY($2)",
    [shopId, orderIds],
  );
  return new Map(rows.map(({ order_id, writer }) => [order_id, writer]));
}
