import {
  VALUE_HORIZONS_DAYS,
  type CustomerTotals,
  type LifetimeTotals,
  type MatureCustomers,
  type ValueHorizon,
} from "~/domain/metrics/totals/totals";
import type { Segment } from "~/domain/orders/segment";
import type { DayRange } from "~/domain/time/reporting-window";
import type { EpochMs, ShopDay } from "~/domain/time/shop-time";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { cellsOfSegment, customersAcquiredIn, ordersInSegment } from "~/adapters/db/sql/segment-sql.server";
import { sumOfSquares } from "~/adapters/db/sql/sum-of-squares";

/** Distinct customers with a purchase of the segment in `range`, and those with two or more of them there. */
export async function readFilteredCustomerTotals(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  segment: Segment,
  until: EpochMs | null = null,
): Promise<CustomerTotals & { readonly repeaters: number }> {
  const { sql, values } = ordersInSegment(segment, 4);
  const { rows } = await tx.query<CustomerTotals & { repeaters: number }>(
    `SELECT count(*)::float8 AS customers, (count(*) FILTER (WHERE first = 1))::float8 AS "newCustomers",
            (count(*) FILTER (WHERE last >= 2))::float8 AS "returningCustomers",
            (count(*) FILTER (WHERE purchases >= 2))::float8 AS repeaters
     FROM (
       SELECT min(o.purchase_number) AS first, max(o.purchase_number) AS last, count(*) AS purchases
       FROM orders o
       WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.purchase_number IS NOT NULL
         AND o.processed_at < COALESCE($4::timestamptz, 'infinity')${sql}
       GROUP BY o.customer_id
     ) customer`,
    [shopId, from, to, until === null ? null : new Date(until), ...values],
  );
  return rows[0] ?? { customers: 0, newCustomers: 0, returningCustomers: 0, repeaters: 0 };
}

/** Customers of each day with a purchase of the segment on it. */
export function readFilteredCustomerDays(
  tx: Tx,
  shopId: string,
  range: DayRange,
  segment: Segment,
): Promise<CustomerDay[]> {
  return segment.firstProductId === undefined
    ? readStoredCustomerDays(tx, shopId, range, segment)
    : addUpCustomerDays(tx, shopId, range, segment);
}

type CustomerDay = CustomerTotals & { readonly day: ShopDay };

/** The purchases of a day, less those that count a customer again: only who bought twice that day can have any. */
async function readStoredCustomerDays(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  segment: Segment,
): Promise<CustomerDay[]> {
  const cells = cellsOfSegment(segment, "r", 3);
  const { sql, values } = ordersInSegment(segment, 3 + cells.values.length);
  const { rows } = await tx.query<CustomerDay>(
    `WITH numbered AS (
       SELECT r.day, COALESCE(sum(r.purchases) FILTER (WHERE r.buyer = 'new'), 0) AS firsts,
              COALESCE(sum(r.purchases) FILTER (WHERE r.buyer = 'returning'), 0) AS repeats
       FROM rollup_sales_day r
       WHERE r.shop_id = $1 AND r.day BETWEEN $2 AND $3${cells.sql}
       GROUP BY r.day
     ), buyer AS MATERIALIZED (
       SELECT DISTINCT o.customer_id, o.day FROM orders o
       WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.previous_purchase_day = o.day
     ), again AS (
       SELECT day, sum(purchases - 1) AS purchases, sum(GREATEST(repeats - 1, 0)) AS repeats
       FROM (
         SELECT b.day, count(*) AS purchases, count(*) FILTER (WHERE o.purchase_number >= 2) AS repeats
         FROM buyer b
         JOIN orders o ON o.shop_id = $1 AND o.customer_id = b.customer_id AND o.day = b.day
                        AND o.purchase_number IS NOT NULL${sql}
         GROUP BY b.customer_id, b.day
       ) bought
       GROUP BY day
     )
     SELECT n.day, (n.firsts + n.repeats - COALESCE(a.purchases, 0))::float8 AS customers,
            n.firsts::float8 AS "newCustomers", (n.repeats - COALESCE(a.repeats, 0))::float8 AS "returningCustomers"
     FROM numbered n
     LEFT JOIN again a ON a.day = n.day
     WHERE n.firsts + n.repeats > 0
     ORDER BY n.day`,
    [shopId, from, to, ...cells.values, ...values],
  );
  return rows;
}

async function addUpCustomerDays(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  segment: Segment,
): Promise<CustomerDay[]> {
  const { sql, values } = ordersInSegment(segment, 3);
  const { rows } = await tx.query<CustomerDay>(
    `SELECT day, count(*)::float8 AS customers, (count(*) FILTER (WHERE first = 1))::float8 AS "newCustomers",
            (count(*) FILTER (WHERE last >= 2))::float8 AS "returningCustomers"
     FROM (
       SELECT o.day, min(o.purchase_number) AS first, max(o.purchase_number) AS last
       FROM orders o
       WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.purchase_number IS NOT NULL${sql}
       GROUP BY o.day, o.customer_id
     ) customer
     GROUP BY 1 ORDER BY 1`,
    [shopId, from, to, ...values],
  );
  return rows;
}

const FROM = "COALESCE($2::date, '-infinity')";
const TO = "COALESCE($3::date, 'infinity')";

/** `matureCustomers` of a segment: customers by their first purchase. */
export async function readFilteredMatureCustomers(
  tx: Tx,
  shopId: string,
  range: Partial<DayRange>,
  horizonDays: ValueHorizon,
  asOf: EpochMs,
  segment: Segment,
): Promise<MatureCustomers> {
  const horizon = VALUE_HORIZONS_DAYS.find((days) => days === horizonDays);
  if (horizon === undefined) throw new RangeError(`no totals are kept for a horizon of ${horizonDays} days`);
  const { sql, values } = customersAcquiredIn(segment, "f", 4);
  const value = `f.value_${horizon}`;
  const { rows } = await tx.query<MatureCustomers>(
    `SELECT count(*)::float8 AS customers, COALESCE(sum(${value}), 0)::float8 AS "keptValue",
            ${sumOfSquares(value)}::float8 AS "keptValueSquares",
            (count(*) FILTER (WHERE f.second_purchase_at <= f.first_purchase_at + interval '${horizon * 24} hours'))::float8
              AS repeaters
     FROM customer_facts f
     WHERE f.shop_id = $1 AND f.first_day BETWEEN ${FROM} AND ${TO}
       AND f.first_purchase_at <= $4::timestamptz - interval '${horizon * 24} hours'${sql}`,
    [shopId, range.from ?? null, range.to ?? null, new Date(asOf), ...values],
  );
  return rows[0] ?? { customers: 0, keptValue: 0, keptValueSquares: 0, repeaters: 0 };
}

/** `lifetimeTotals` of a segment: customers by their first purchase. */
export async function readFilteredLifetimeTotals(tx: Tx, shopId: string, segment: Segment): Promise<LifetimeTotals> {
  const { sql, values } = customersAcquiredIn(segment, "f", 1);
  const { rows } = await tx.query<LifetimeTotals>(
    `SELECT count(*)::float8 AS customers, count(f.second_purchase_at)::float8 AS repeaters,
            COALESCE(sum(f.kept_value), 0)::float8 AS "keptValue",
            ${sumOfSquares("f.kept_value")}::float8 AS "keptValueSquares"
     FROM customer_facts f WHERE f.shop_id = $1${sql}`,
    [shopId, ...values],
  );
  return rows[0] ?? { customers: 0, repeaters: 0, keptValue: 0, keptValueSquares: 0 };
}
