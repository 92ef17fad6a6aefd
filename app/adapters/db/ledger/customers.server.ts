import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Writes the staged customers, the newest version winning; a deleted one goes, its orders keep their number. */
export async function applyStagedCustomers(tx: Tx, shopId: string, batchId: string): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO customer AS c (shop_id, customer_id, created_at, updated_at)
     SELECT shop_id, customer_id, created_at, updated_at FROM staged_customer
     WHERE shop_id = $1 AND batch_id = $2 AND NOT is_deleted
     ON CONFLICT (shop_id, customer_id) DO UPDATE
     SET created_at = EXCLUDED.created_at, updated_at = EXCLUDED.updated_at
     WHERE EXCLUDED.updated_at > c.updated_at`,
    [shopId, batchId],
  );
  const removed = await tx.query(
    `DELETE FROM customer c USING staged_customer s
     WHERE s.shop_id = $1 AND s.batch_id = $2 AND s.is_deleted
       AND c.shop_id = $1 AND c.customer_id = s.customer_id AND c.merged_into IS NULL`,
    [shopId, batchId],
  );
  return (rowCount ?? 0) + (removed.rowCount ?? 0);
}

/** Remembers that `fromId` lives on as `intoId`, together with all who were merged into it before. */
export async function recordMerge(tx: Tx, shopId: string, fromId: string, intoId: string): Promise<void> {
  await tx.query(`UPDATE customer SET merged_into = $3 WHERE shop_id = $1 AND merged_into = $2`, [
    shopId,
    fromId,
    intoId,
  ]);
  await tx.query(
    `INSERT INTO customer (shop_id, customer_id, created_at, updated_at, merged_into)
     VALUES ($1, $2, app_now(), app_now(), $3)
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET merged_into = EXCLUDED.merged_into`,
    [shopId, fromId, intoId],
  );
}

/** The id a customer is kept under now. */
export async function survivingCustomer(tx: Tx, shopId: string, customerId: string): Promise<string> {
  const { rows } = await tx.query<{ merged_into: string | null }>(
    `SELECT merged_into FROM customer WHERE shop_id = $1 AND customer_id = $2`,
    [shopId, customerId],
  );
  return rows[0]?.merged_into ?? customerId;
}

/** Gives the orders and checkouts of one customer to another. */
export async function moveToCustomer(tx: Tx, shopId: string, fromId: string, intoId: string): Promise<void> {
  for (const table of ["orders", "checkout"] as const) {
    await tx.query(`UPDATE ${table} SET customer_id = $3 WHERE shop_id = $1 AND customer_id = $2`, [
      shopId,
      fromId,
      intoId,
    ]);
  }
}

/** Puts the count of each customer's orders on these, and marks the customers of whom an order said another. */
export async function touchRecountedCustomers(
  tx: Tx,
  shopId: string,
  batchId: string,
  orderCounts: ReadonlyMap<string, number>,
): Promise<number> {
  const { rowCount } = await tx.query(
    `WITH recounted AS (
       UPDATE orders o SET customer_order_count = c.order_count
       FROM unnest($3::bigint[], $4::int[]) AS c (customer_id, order_count)
       WHERE o.shop_id = $1 AND o.customer_id = c.customer_id
         AND o.customer_order_count IS DISTINCT FROM c.order_count
       RETURNING o.customer_id
     )
     INSERT INTO touched_customer (shop_id, batch_id, customer_id)
     SELECT DISTINCT $1::bigint, $2::uuid, customer_id FROM recounted`,
    [shopId, batchId, [...orderCounts.keys()], [...orderCounts.values()]],
  );
  return rowCount ?? 0;
}
