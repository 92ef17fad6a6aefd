import { DEFAULT_LAPSE_DAYS, GAPS_NEEDED, LAPSE_SHARE } from "~/domain/metrics/customers/customer-rhythm";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Calendar days a gap may differ by from its exact length: one, and an hour of a clock that changes, to either side. */
const SLACK_DAYS = 3;

/**
 * Days since the last purchase after which a customer counts as lapsed, by all gaps between purchases so far.
 *
 * The rollup of gaps says near which number of days the point lies; only the gaps there are measured exactly.
 */
export async function readLapsePointDays(tx: Tx, shopId: string): Promise<number> {
  const { rows } = await tx.query<{ gaps: number; days: number | null }>(
    `WITH gap AS MATERIALIZED (
       SELECT day - previous_day AS days, sum(purchases)::bigint AS gaps FROM rollup_purchase_gap
       WHERE shop_id = $1 AND isfinite(previous_day) GROUP BY 1 HAVING sum(purchases) > 0
     ), ranked AS (
       SELECT days, sum(gaps) OVER (ORDER BY days) AS so_far, ${LAPSE_SHARE} * (sum(gaps) OVER () - 1) AS place FROM gap
     ), near AS MATERIALIZED (
       SELECT max(place) AS place, min(days) FILTER (WHERE so_far > floor(place)) - ${SLACK_DAYS} AS low,
              min(days) FILTER (WHERE so_far > ceil(place)) + ${SLACK_DAYS} AS high
       FROM ranked
     ), exact AS (
       SELECT extract(epoch FROM o.processed_at - before.processed_at)::float8 / 86400 AS days
       FROM near
       JOIN orders o ON o.shop_id = $1 AND o.purchase_number IS NOT NULL
         AND o.day - o.previous_purchase_day BETWEEN near.low AND near.high
       CROSS JOIN LATERAL (
         SELECT p.processed_at FROM orders p
         WHERE p.shop_id = $1 AND p.customer_id = o.customer_id AND p.purchase_number IS NOT NULL
           AND p.processed_at <= o.processed_at AND (p.processed_at, p.order_id) < (o.processed_at, o.order_id)
         ORDER BY p.processed_at DESC, p.order_id DESC LIMIT 1
       ) before
     ), placed AS (
       SELECT exact.days,
              row_number() OVER (ORDER BY exact.days) - 1 + (
                SELECT COALESCE(sum(gap.gaps), 0) FROM gap, near WHERE gap.days < near.low) AS place
       FROM exact
     )
     SELECT (SELECT COALESCE(sum(gaps), 0)::float8 FROM gap) AS gaps,
            min(placed.days) + (max(placed.days) - min(placed.days)) * max(near.place - floor(near.place))::float8 AS days
     FROM near JOIN placed ON placed.place IN (floor(near.place), ceil(near.place))`,
    [shopId],
  );
  const [row] = rows;
  return row && row.gaps >= GAPS_NEEDED && row.days !== null ? row.days : DEFAULT_LAPSE_DAYS;
}
