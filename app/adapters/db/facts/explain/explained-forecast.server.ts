import type { ForecastAmount, ForecastBasis } from "~/domain/metrics/records/basis";
import type { Segment } from "~/domain/orders/segment";
import type { EpochMs } from "~/domain/time/shop-time";
import { customersAcquiredIn } from "~/adapters/db/sql/segment-sql.server";
import type { FactQuery } from "./fact-list.server";

/** What a stored forecast expects of each customer. */
export function explainedForecast(
  shopId: string,
  { months, numerator, denominator }: ForecastBasis,
  run: { readonly version: number; readonly asOf: EpochMs },
  segment: Segment,
): FactQuery {
  const inSegment = customersAcquiredIn(segment, "f", 3);
  const amounts: Readonly<Record<ForecastAmount, string>> = {
    one: "1",
    expectedValue: `c.value_${months}`,
    totalValue: `c.value_to_date + c.value_${months}`,
    hasLeft: "round((1 - c.probability_alive)::numeric, 6)",
  };
  return {
    // Facts of a customer whose purchases were all cancelled since are gone; the forecast stands until the next one.
    sql: `SELECT c.customer_id AS key, c.customer_id AS "customerId", COALESCE(f.first_purchase_at, $3) AS at,
                 COALESCE(f.purchases, 0) AS quantity, c.value_to_date AS value,
                 ${amounts[numerator]} AS numerator, ${denominator === null ? "0" : amounts[denominator]} AS denominator
          FROM customer_forecast c
          LEFT JOIN customer_facts f ON f.shop_id = $1 AND f.customer_id = c.customer_id
          WHERE c.shop_id = $1 AND c.version = $2${inSegment.sql}`,
    values: [shopId, run.version, new Date(run.asOf), ...inSegment.values],
    hasDenominator: denominator !== null,
  };
}
