import type { ComparisonRange } from "~/domain/time/reporting-window";
import type { Segment } from "~/domain/orders/segment";
import { ordersInSegment } from "~/adapters/db/sql/segment-sql.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** The median order value of the segment's placed orders dated in the range, in minor units; null without any. */
export async function readMedianOrderValue(
  tx: Tx,
  shopId: string,
  { from, to, until }: ComparisonRange,
  segment: Segment = {},
): Promise<number | null> {
  const { sql, values } = ordersInSegment(segment, 4);
  const { rows } = await tx.query<{ median: number | null }>(
    `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY o.order_value) AS median
     FROM orders o WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_placed
       AND o.processed_at < COALESCE($4::timestamptz, 'infinity')${sql}`,
    [shopId, from, to, until === null ? null : new Date(until), ...values],
  );
  return rows[0]?.median ?? null;
}

/** Whether anything the shop sold is known, whatever it counts as. */
export async function countOrders(tx: Tx, shopId: string): Promise<number> {
  const { rows } = await tx.query<{ orders: number }>(
    "SELECT count(*)::float8 AS orders FROM orders WHERE shop_id = $1",
    [shopId],
  );
  return rows[0]?.orders ?? 0;
}

export async function hasOrders(tx: Tx, shopId: string): Promise<boolean> {
  // In the order of an index: the planner would rather look for any one through the orders of all shops before it.
  const { rows } = await tx.query("SELECT order_id FROM orders WHERE shop_id = $1 ORDER BY shop_id, order_id LIMIT 1", [
    shopId,
  ]);
  return rows.length > 0;
}
