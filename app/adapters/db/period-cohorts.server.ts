import { COHORT_PERIODS, type CohortActivity, type CohortPeriod } from "~/domain/metrics/period-cohorts";
import type { Segment } from "~/domain/segment";
import type { ShopDay } from "~/domain/shop-time";
import { customersAcquiredIn } from "./segment-sql.server";
import type { Tx } from "./tenant.server";

/**
 * `cohortActivity` of the customers whose first purchase belongs to the segment.
 *
 * @param since - first day of the oldest cohort wanted; null for all.
 */
export async function readCohortActivity(
  tx: Tx,
  shopId: string,
  asked: CohortPeriod,
  since: ShopDay | null,
  segment: Segment,
): Promise<CohortActivity[]> {
  const period = checkedPeriod(asked);
  const { sql, values } = customersAcquiredIn(segment, "f", 2);
  const { rows } = await tx.query<CohortActivity>(
    `SELECT date_trunc('${period}', first_day::timestamp)::date AS cohort, period, count(*)::float8 AS buyers,
            sum(orders)::float8 AS orders, sum(value)::float8 AS value
     FROM (
       SELECT o.customer_id, min(f.first_day) AS first_day, date_trunc('${period}', o.day::timestamp)::date AS period,
              count(*) AS orders, sum(o.kept_value) AS value
       FROM customer_facts f
       JOIN orders o ON o.shop_id = $1 AND o.customer_id = f.customer_id AND o.is_purchase
                      AND o.day >= COALESCE($2::date, '-infinity')
       WHERE f.shop_id = $1 AND f.first_day >= COALESCE($2::date, '-infinity')${sql}
       GROUP BY o.customer_id, 3
     ) customer
     GROUP BY 1, 2`,
    [shopId, since, ...values],
  );
  return rows;
}

/** Periods before `since` in which a customer bought first. */
export async function countCohortsBefore(tx: Tx, shopId: string, asked: CohortPeriod, since: ShopDay): Promise<number> {
  const { rows } = await tx.query<{ cohorts: number }>(
    `SELECT count(DISTINCT date_trunc('${checkedPeriod(asked)}', first_day::timestamp))::int AS cohorts
     FROM rollup_acquisition WHERE shop_id = $1 AND is_whole AND first_day < $2 AND customers > 0`,
    [shopId, since],
  );
  return rows[0]?.cohorts ?? 0;
}

function checkedPeriod(asked: CohortPeriod): CohortPeriod {
  const period = COHORT_PERIODS.find((each) => each === asked);
  if (!period) throw new RangeError(`there are no cohorts by ${JSON.stringify(asked)}`);
  return period;
}
