import type { CohortCell } from "~/domain/metrics/cohorts";
import type { Segment } from "~/domain/segment";
import { customersAcquiredIn } from "./segment-sql.server";
import type { Tx } from "./tenant.server";

/** What the customers of every acquisition month did in every month since, from their orders. */
export async function readCohortCells(tx: Tx, shopId: string, segment: Segment = {}): Promise<CohortCell[]> {
  const { sql, values } = customersAcquiredIn(segment, "f", 1);
  const { rows } = await tx.query<CohortCell>(
    `SELECT to_char(f.first_day, 'YYYY-MM') AS cohort, to_char(o.day, 'YYYY-MM') AS month,
            count(DISTINCT o.customer_id)::float8 AS buyers, sum(o.kept_value)::float8 AS "keptValue"
     FROM orders o
     JOIN customer_facts f ON f.shop_id = $1 AND f.customer_id = o.customer_id
     WHERE o.shop_id = $1 AND o.is_purchase${sql}
     GROUP BY 1, 2`,
    [shopId, ...values],
  );
  return rows;
}
