import type { CohortMember } from "~/domain/metrics/cohorts/period-cohorts";
import type { DayRange } from "~/domain/time/reporting-window";
import type { Segment } from "~/domain/orders/segment";
import { customersAcquiredIn } from "~/adapters/db/sql/segment-sql.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Customers who first bought on the days of `cohort` and bought on those of `period`, most valuable first. */
export async function readCohortMembers(
  tx: Tx,
  shopId: string,
  cohort: DayRange,
  period: DayRange,
  segment: Segment,
  page: { readonly offset: number; readonly limit: number },
): Promise<CohortMember[]> {
  const { sql, values } = customersAcquiredIn(segment, "f", 7);
  const { rows } = await tx.query<Omit<CohortMember, "firstPurchaseAt"> & { first_at: Date }>(
    `SELECT f.customer_id AS "customerId", f.first_purchase_at AS first_at, count(*)::float8 AS purchases,
            sum(o.kept_value)::float8 AS "keptValue"
     FROM customer_facts f
     JOIN orders o ON o.shop_id = $1 AND o.customer_id = f.customer_id AND o.is_purchase AND o.day BETWEEN $4 AND $5
     WHERE f.shop_id = $1 AND f.first_day BETWEEN $2 AND $3${sql}
     GROUP BY f.customer_id, f.first_purchase_at
     ORDER BY sum(o.kept_value) DESC, f.customer_id
     OFFSET $6 LIMIT $7`,
    [shopId, cohort.from, cohort.to, period.from, period.to, page.offset, page.limit, ...values],
  );
  return rows.map(({ first_at, ...member }) => ({ ...member, firstPurchaseAt: first_at.getTime() }));
}
