import type { Tx } from "~/adapters/db/connect/tenant.server";

/**
 * Says that the numbers changed, and how new the newest event among them is. What is dated later than now, as an order
 * of a wrong clock, is no event yet.
 */
export async function raiseDataVersion(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `UPDATE shop_profile
     SET data_version = data_version + 1,
         newest_event_at = GREATEST(newest_event_at, (
           SELECT max(moment)
           FROM touched_order t
           JOIN orders o ON o.shop_id = $1 AND o.order_id = t.order_id
           CROSS JOIN LATERAL (VALUES (o.processed_at), (o.cancelled_at)) event (moment)
           WHERE t.shop_id = $1 AND t.batch_id = $2 AND moment <= app_now()
         ), (
           SELECT max(s.happened_at)
           FROM touched_order t JOIN sales_row s ON s.shop_id = $1 AND s.order_id = t.order_id
           WHERE t.shop_id = $1 AND t.batch_id = $2 AND s.happened_at <= app_now()
         ), (
           SELECT max(c.updated_at) FROM staged_checkout c
           WHERE c.shop_id = $1 AND c.batch_id = $2 AND c.updated_at <= app_now()
         ))
     WHERE shop_id = $1`,
    [shopId, batchId],
  );
}
