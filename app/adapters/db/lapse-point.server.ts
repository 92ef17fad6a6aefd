import { DEFAULT_LAPSE_DAYS, GAPS_NEEDED, LAPSE_SHARE } from "~/domain/metrics/customer-rhythm";
import type { Tx } from "./tenant.server";

/** Days since the last purchase after which a customer counts as lapsed, by all gaps between purchases so far. */
export async function readLapsePointDays(tx: Tx, shopId: string): Promise<number> {
  const { rows } = await tx.query<{ gaps: number; days: number | null }>(
    `SELECT count(days)::float8 AS gaps, percentile_cont(${LAPSE_SHARE}) WITHIN GROUP (ORDER BY days) AS days
     FROM (
       SELECT extract(epoch FROM processed_at - lag(processed_at)
                OVER (PARTITION BY customer_id ORDER BY processed_at, order_id))::float8 / 86400 AS days
       FROM orders WHERE shop_id = $1 AND purchase_number IS NOT NULL
     ) gap`,
    [shopId],
  );
  const [row] = rows;
  return row && row.gaps >= GAPS_NEEDED && row.days !== null ? row.days : DEFAULT_LAPSE_DAYS;
}
