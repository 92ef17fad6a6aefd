import { QUALITY_HORIZON_DAYS, type FirstProduct, type QualityGroup } from "~/domain/metrics/splits/customer-quality";
import type { PurchaseCount } from "~/domain/metrics/splits/purchase-counts";
import type { Wait } from "~/domain/metrics/customers/survival";
import type { FirstPurchaseTimes } from "~/domain/metrics/customers/time-to-first-purchase";
import type { DayRange } from "~/domain/time/reporting-window";
import { customerSegment, type Segment } from "~/domain/orders/segment";
import { DAY_MS, type EpochMs } from "~/domain/time/shop-time";
import { customerSpread } from "~/adapters/db/sql/customer-spread.server";
import { customersAcquiredIn, ordersInSegment } from "~/adapters/db/sql/segment-sql.server";
import { sumOfSquares } from "~/adapters/db/sql/sum-of-squares";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** `secondPurchaseWaits` of the customers acquired in `range` whose first purchase belongs to the segment. */
export async function readSecondPurchaseWaits(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  asOf: EpochMs,
  segment: Segment,
): Promise<Wait[]> {
  const { sql, values } = customersAcquiredIn(segment, "f", 3);
  const { rows } = await tx.query<{ first: number; second: number | null }>(
    `SELECT extract(epoch FROM f.first_purchase_at)::float8 * 1000 AS first,
            extract(epoch FROM f.second_purchase_at)::float8 * 1000 AS second
     FROM customer_facts f WHERE f.shop_id = $1 AND f.first_day BETWEEN $2 AND $3${sql}`,
    [shopId, from, to, ...values],
  );
  return rows.map(({ first, second }) => ({
    days: (Math.round(second ?? asOf) - Math.round(first)) / DAY_MS,
    isBack: second !== null,
  }));
}

/** How many customers bought how often, of those whose first purchase belongs to the segment. */
export async function readPurchaseCounts(tx: Tx, shopId: string, segment: Segment): Promise<PurchaseCount[]> {
  const { sql, values } = customerSpread("purchases", segment, 1);
  const { rows } = await tx.query<PurchaseCount>(
    `SELECT bucket::float8 AS purchases, customers::float8 AS customers FROM (${sql}) spread ORDER BY 1`,
    [shopId, ...values],
  );
  return rows;
}

/** `firstPurchaseTimes` of the customers whose first purchase belongs to the segment. */
export async function readFirstPurchaseTimes(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  segment: Segment,
): Promise<FirstPurchaseTimes> {
  const { sql, values } = ordersInSegment(customerSegment(segment), 3);
  const { rows } = await tx.query<FirstPurchaseTimes>(
    `SELECT count(waited)::float8 AS recorded,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY waited) / ${DAY_MS} AS "recordedMedian",
            count(days_to_conversion)::float8 AS visited,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY days_to_conversion::float8) AS "visitedMedian"
     FROM (
       SELECT o.days_to_conversion,
              CASE WHEN c.created_at < o.processed_at
                   THEN round(extract(epoch FROM o.processed_at - c.created_at) * 1000)::float8 END AS waited
       FROM orders o
       LEFT JOIN customer c ON c.shop_id = $1 AND c.customer_id = o.customer_id
       WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.purchase_number = 1${sql}
     ) first`,
    [shopId, from, to, ...values],
  );
  return rows[0] ?? { recorded: 0, recordedMedian: null, visited: 0, visitedMedian: null };
}

/** `customerQuality` of the customers whose first purchase belongs to the segment. */
export async function readCustomerQuality(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  asOf: EpochMs,
  segment: Segment,
): Promise<QualityGroup[]> {
  const hours = QUALITY_HORIZON_DAYS * 24;
  const value = `value_${QUALITY_HORIZON_DAYS}`;
  const { sql, values } = customersAcquiredIn(segment, "f", 4);
  const { rows } = await tx.query<QualityGroup>(
    `WITH acquired AS MATERIALIZED (
       SELECT f.first_source AS source, f.first_product_id::text AS first_product, f.first_discount AS discount,
              f.first_country AS country, f.${value} AS value,
              f.second_purchase_at <= f.first_purchase_at + interval '${hours} hours' AS is_back
       FROM customer_facts f
       WHERE f.shop_id = $1 AND f.first_day BETWEEN $2 AND $3 AND f.first_discount IS NOT NULL
         AND f.first_purchase_at <= $4::timestamptz - interval '${hours} hours'${sql}
     )
     SELECT CASE WHEN GROUPING(source) = 0 THEN 'first_visit_source' WHEN GROUPING(first_product) = 0 THEN 'first_product'
                 WHEN GROUPING(discount) = 0 THEN 'discount' ELSE 'country' END AS trait,
            COALESCE(source, first_product, discount, country) AS key,
            count(*)::float8 AS customers, sum(value)::float8 AS "keptValue",
            ${sumOfSquares("value")}::float8 AS "keptValueSquares",
            (count(*) FILTER (WHERE is_back))::float8 AS repeaters
     FROM acquired
     GROUP BY GROUPING SETS ((source), (first_product), (discount), (country))`,
    [shopId, from, to, new Date(asOf), ...values],
  );
  return rows;
}

/** `firstProducts` of the customers whose first purchase belongs to the segment. */
export async function readFirstProducts(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  segment: Segment,
): Promise<FirstProduct[]> {
  const { sql, values } = customersAcquiredIn(segment, "f", 3);
  const { rows } = await tx.query<FirstProduct>(
    `SELECT f.first_product_id AS "productId", count(*)::float8 AS customers,
            count(f.second_purchase_at)::float8 AS repeaters
     FROM customer_facts f
     WHERE f.shop_id = $1 AND f.first_day BETWEEN $2 AND $3 AND f.first_product_id IS NOT NULL${sql}
     GROUP BY 1 ORDER BY 2 DESC, 1`,
    [shopId, from, to, ...values],
  );
  return rows;
}
