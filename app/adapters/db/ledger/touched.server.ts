import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Marks the orders of the batch: what they add to the rollups now is about to change. */
export async function touchStagedOrders(tx: Tx, shopId: string, batchId: string): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO touched_order (shop_id, batch_id, order_id, cause)
     SELECT shop_id, batch_id, order_id, 'staged' FROM staged_order WHERE shop_id = $1 AND batch_id = $2`,
    [shopId, batchId],
  );
  return rowCount ?? 0;
}

/** Marks the customers the staged orders belong to, and those they belonged to until now. */
export async function touchCustomersOfOrders(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `INSERT INTO touched_customer (shop_id, batch_id, customer_id)
     SELECT $1, $2, customer_id FROM staged_order
     WHERE shop_id = $1 AND batch_id = $2 AND customer_id IS NOT NULL AND NOT is_deleted
     UNION
     SELECT $1, $2, o.customer_id
     FROM touched_order t
     JOIN orders o ON o.shop_id = $1 AND o.order_id = t.order_id
     WHERE t.shop_id = $1 AND t.batch_id = $2 AND o.customer_id IS NOT NULL`,
    [shopId, batchId],
  );
}

export async function touchCustomer(tx: Tx, shopId: string, batchId: string, customerId: string): Promise<void> {
  await tx.query(
    `INSERT INTO touched_customer (shop_id, batch_id, customer_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [shopId, batchId, customerId],
  );
}

export async function touchOrdersOfCustomer(
  tx: Tx,
  shopId: string,
  batchId: string,
  customerId: string,
): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO touched_order (shop_id, batch_id, order_id, cause)
     SELECT $1, $2, order_id, 'moved' FROM orders WHERE shop_id = $1 AND customer_id = $3`,
    [shopId, batchId, customerId],
  );
  return rowCount ?? 0;
}

/** Marks everything of the shop, for a rebuild. */
export async function touchWholeShop(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `INSERT INTO touched_order (shop_id, batch_id, order_id, cause)
     SELECT $1, $2, order_id, 'staged' FROM orders WHERE shop_id = $1`,
    [shopId, batchId],
  );
  await tx.query(
    `INSERT INTO touched_customer (shop_id, batch_id, customer_id)
     SELECT DISTINCT $1::bigint, $2::uuid, customer_id FROM orders WHERE shop_id = $1 AND customer_id IS NOT NULL`,
    [shopId, batchId],
  );
}
