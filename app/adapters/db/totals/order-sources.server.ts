import type { Tx } from "~/adapters/db/connect/tenant.server";
import { ordersInSegment } from "~/adapters/db/sql/segment-sql.server";
import { sortedOrderSources, VISITS, type OrderSource } from "~/domain/metrics/splits/order-sources";
import type { Segment } from "~/domain/orders/segment";
import type { DayRange } from "~/domain/time/reporting-window";

/** The placed orders of the segment dated in the range by where their first and by where their last visit came from. */
export async function readOrderSources(
  tx: Tx,
  shopId: string,
  range: DayRange,
  segment: Segment,
): Promise<OrderSource[]> {
  const inSegment = ordersInSegment(segment, 3);
  const ofVisit = VISITS.map(
    (visit) => `SELECT '${visit}' AS visit, o.${visit}_visit_source AS source, o.${visit}_visit_medium AS medium,
                       count(*)::float8 AS orders, sum(o.order_value)::float8 AS "orderValue"
                FROM orders o
                WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_placed${inSegment.sql}
                GROUP BY 2, 3`,
  );
  const { rows } = await tx.query<OrderSource>(ofVisit.join(" UNION ALL "), [
    shopId,
    range.from,
    range.to,
    ...inSegment.values,
  ]);
  return sortedOrderSources(rows);
}
