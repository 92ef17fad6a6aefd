import { COHORT_PERIODS, type CohortActivity, type CohortPeriod } from "~/domain/metrics/cohorts/period-cohorts";
import { customerSegment, type Segment } from "~/domain/orders/segment";
import type { ShopDay } from "~/domain/time/shop-time";
import { cellsOfSegment, customersAcquiredIn } from "~/adapters/db/sql/segment-sql.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

const LENGTHS: Readonly<Record<CohortPeriod, string>> = { week: "7 days", month: "1 month", quarter: "3 months" };

/** Only then has a purchase of a customer no number. */
const SKIPS_RENEWALS = "p.definitions ->> 'subscriptionRenewalsAreRepeat' = 'false'";

/**
 * `cohortActivity` of the customers whose first purchase belongs to the segment.
 *
 * @param since - first day of the oldest cohort wanted; null for all.
 */
export function readCohortActivity(
  tx: Tx,
  shopId: string,
  asked: CohortPeriod,
  since: ShopDay | null,
  segment: Segment,
): Promise<CohortActivity[]> {
  const period = checkedPeriod(asked);
  // Weeks are too many cells to keep, and a page shows half a year of them.
  return period === "week" || segment.firstProductId !== undefined
    ? addUpActivity(tx, shopId, period, since, segment)
    : readStoredActivity(tx, shopId, period, since, segment);
}

async function readStoredActivity(
  tx: Tx,
  shopId: string,
  period: CohortPeriod,
  since: ShopDay | null,
  segment: Segment,
): Promise<CohortActivity[]> {
  const { sql, values } = cellsOfSegment(customerSegment(segment), "r", 3);
  const { rows } = await tx.query<CohortActivity>(
    `SELECT cohort, period, sum(buyers)::float8 AS buyers, sum(orders)::float8 AS orders,
            sum(kept_value)::float8 AS value
     FROM rollup_cohort r
     WHERE r.shop_id = $1 AND r.grain = $2 AND r.cohort >= COALESCE($3::date, '-infinity')${sql}
     GROUP BY 1, 2 HAVING sum(buyers) > 0`,
    [shopId, period, since, ...values],
  );
  return rows;
}

/**
 * A customer is counted once in a period: by the purchase whose previous one lies before it, or by a skipped renewal when
 * there is no such purchase.
 */
async function addUpActivity(
  tx: Tx,
  shopId: string,
  period: CohortPeriod,
  since: ShopDay | null,
  segment: Segment,
): Promise<CohortActivity[]> {
  const { sql, values } = customersAcquiredIn(segment, "f", 2);
  const { rows } = await tx.query<CohortActivity>(
    `WITH purchase AS NOT MATERIALIZED (
       SELECT date_trunc('${period}', f.first_day::timestamp)::date AS cohort,
              date_trunc('${period}', o.day::timestamp)::date AS period,
              o.customer_id, o.purchase_number, o.previous_purchase_day, o.kept_value
       FROM customer_facts f
       JOIN orders o ON o.shop_id = $1 AND o.customer_id = f.customer_id AND o.is_purchase
                      AND o.day >= COALESCE($2::date, '-infinity')
       WHERE f.shop_id = $1 AND f.first_day >= COALESCE($2::date, '-infinity')${sql}
     ), activity AS (
       SELECT cohort, period, count(*) AS orders, sum(kept_value) AS value,
              count(purchase_number) FILTER (
                WHERE previous_purchase_day IS NULL OR previous_purchase_day < period) AS numbered_buyers
       FROM purchase GROUP BY 1, 2
     ), renewing AS (
       SELECT cohort, period, count(DISTINCT r.customer_id) AS buyers
       FROM purchase r
       WHERE r.purchase_number IS NULL AND (SELECT ${SKIPS_RENEWALS} FROM shop_profile p WHERE p.shop_id = $1)
         AND NOT EXISTS (
           SELECT FROM orders n
           WHERE n.shop_id = $1 AND n.customer_id = r.customer_id AND n.purchase_number IS NOT NULL
             AND n.day >= r.period AND n.day < r.period + interval '${LENGTHS[period]}')
       GROUP BY 1, 2
     )
     SELECT a.cohort, a.period, (a.numbered_buyers + COALESCE(r.buyers, 0))::float8 AS buyers,
            a.orders::float8 AS orders, a.value::float8 AS value
     FROM activity a
     LEFT JOIN renewing r ON r.cohort = a.cohort AND r.period = a.period`,
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
