import { addTotals } from "~/domain/metrics/add-totals";
import { emptySalesTotals } from "~/domain/metrics/sales-totals";
import {
  VALUE_HORIZONS_DAYS,
  type Buyer,
  type CustomerTotals,
  type LifetimeTotals,
  type MatureCustomers,
  type SalesTotals,
  type SalesTotalsByBuyer,
  type ValueHorizon,
} from "~/domain/metrics/totals";
import type { ShopifyId } from "~/domain/orders/order";
import type { DayRange } from "~/domain/time/reporting-window";
import { isWholeShop, type Segment } from "~/domain/orders/segment";
import { addDays, type EpochMs, type ShopDay } from "~/domain/time/shop-time";
import { asTotals, BUYER, LEDGER_SUMS, ORDER_SUMS, SUMMED_COLUMNS } from "~/adapters/db/sql/ledger-sums.server";
import {
  readCustomerTotals,
  readLifetimeTotals,
  readMatureCustomers,
  readRepeatersInRange,
  readSalesTotals,
  STORED_SALES,
} from "./rollups.server";
import { readProductTitles } from "~/adapters/db/recommendations/product-titles.server";
import {
  LEAD_PRODUCT,
  cellsOfSegment,
  customersAcquiredIn,
  ordersInSegment,
} from "~/adapters/db/sql/segment-sql.server";
import { sumOfSquares } from "~/adapters/db/sql/sum-of-squares";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/*
 * Totals of a segment. The rollups tell buyers, channels, countries and discounts apart; what they do not tell, such as
 * first products and distinct customers, is added up from the facts of the range, found by their day: the time taken
 * follows the length of the range and not that of the history.
 */

/** What one day of a segment adds up to, by who ordered. */
export interface SegmentDay {
  readonly day: ShopDay;
  readonly buyer: Buyer;
  readonly totals: SalesTotals;
}

/**
 * Sums over the orders of a segment dated in `range`, and over their ledger rows that happened in it, day by day.
 *
 * @param until - leaves out what happened from that moment on.
 */
export async function readSegmentDays(
  tx: Tx,
  shopId: string,
  range: DayRange,
  segment: Segment,
  until: EpochMs | null = null,
): Promise<SegmentDay[]> {
  if (segment.firstProductId !== undefined) return addUpSegmentDays(tx, shopId, range, segment, until);
  if (until === null) return readStoredSegmentDays(tx, shopId, range, segment);
  // Of the day that is not over only a part counts, which no rollup knows.
  const { from, to } = range;
  return [
    ...(await readStoredSegmentDays(tx, shopId, { from, to: addDays(to, -1) }, segment)),
    ...(await addUpSegmentDays(tx, shopId, { from: to, to }, segment, until)),
  ];
}

async function readStoredSegmentDays(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  segment: Segment,
): Promise<SegmentDay[]> {
  const { sql, values } = cellsOfSegment(segment, "r", 3);
  const { rows } = await tx.query<SalesTotals & { day: ShopDay; buyer: Buyer }>(
    `SELECT r.day, r.buyer, ${STORED_SALES}
     FROM rollup_sales_day r
     WHERE r.shop_id = $1 AND r.day BETWEEN $2 AND $3${sql}
     GROUP BY r.day, r.buyer ORDER BY r.day, r.buyer`,
    [shopId, from, to, ...values],
  );
  return rows.map(({ day, buyer, ...totals }) => ({ day, buyer, totals }));
}

async function addUpSegmentDays(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  segment: Segment,
  until: EpochMs | null,
): Promise<SegmentDay[]> {
  const { sql, values } = ordersInSegment(segment, 4);
  const { rows } = await tx.query<Partial<SalesTotals> & { day: ShopDay; buyer: Buyer }>(
    `WITH dated AS MATERIALIZED (
       SELECT o.order_id, o.day, o.is_placed, o.is_in_sales, ${SUMMED_COLUMNS}, ${BUYER} AS buyer
       FROM orders o
       WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_counted
         AND o.processed_at < COALESCE($4::timestamptz, 'infinity')${sql}
     ), placed AS (
       SELECT o.day, o.buyer, ${asTotals(ORDER_SUMS)}
       FROM dated o WHERE o.is_placed GROUP BY 1, 2
     ), happened AS (
       SELECT day, buyer, ${asTotals(LEDGER_SUMS)}
       FROM (
         SELECT s.day, o.buyer, s.line_type, s.action, s.total, s.tax, s.discount, o.is_in_sales
         FROM dated o
         JOIN sales_row s ON s.shop_id = $1 AND s.order_id = o.order_id AND s.is_original
         UNION ALL
         SELECT s.day, ${BUYER}, s.line_type, s.action, s.total, s.tax, s.discount, o.is_in_sales
         FROM sales_row s
         JOIN orders o ON o.shop_id = $1 AND o.order_id = s.order_id
         WHERE s.shop_id = $1 AND s.day BETWEEN $2 AND $3 AND NOT s.is_original
           AND s.happened_at < COALESCE($4::timestamptz, 'infinity') AND o.is_counted${sql}
       ) s
       CROSS JOIN LATERAL (SELECT s.is_in_sales) o
       GROUP BY 1, 2
     )
     SELECT * FROM placed FULL JOIN happened USING (day, buyer) ORDER BY day, buyer`,
    [shopId, from, to, until === null ? null : new Date(until), ...values],
  );
  const empty = emptySalesTotals();
  const keys = Object.keys(empty) as (keyof SalesTotals)[];
  return rows.map((row) => ({
    day: row.day,
    buyer: row.buyer,
    totals: Object.fromEntries(keys.map((key) => [key, row[key] ?? 0])) as unknown as SalesTotals,
  }));
}

/** The days of a segment together. */
export function totalsOfDays(days: readonly SegmentDay[]): SalesTotalsByBuyer {
  const of = (asked: Buyer) =>
    days
      .filter(({ buyer }) => buyer === asked)
      .map(({ totals }) => totals)
      .reduce(addTotals, emptySalesTotals());
  return { new: of("new"), returning: of("returning"), other: of("other") };
}

export async function readFilteredSalesTotals(
  tx: Tx,
  shopId: string,
  range: DayRange,
  segment: Segment,
  until: EpochMs | null = null,
): Promise<SalesTotalsByBuyer> {
  return totalsOfDays(await readSegmentDays(tx, shopId, range, segment, until));
}

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
async function readFilteredMatureCustomers(
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
async function readFilteredLifetimeTotals(tx: Tx, shopId: string, segment: Segment): Promise<LifetimeTotals> {
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

/** The same whatever the segment: read from the rollups unless it names a first product. */
export function readMatureCustomersIn(
  tx: Tx,
  shopId: string,
  range: Partial<DayRange>,
  horizonDays: ValueHorizon,
  asOf: EpochMs,
  segment: Segment,
): Promise<MatureCustomers> {
  return segment.firstProductId === undefined
    ? readMatureCustomers(tx, shopId, range, horizonDays, asOf, segment)
    : readFilteredMatureCustomers(tx, shopId, range, horizonDays, asOf, segment);
}

export function readLifetimeTotalsIn(tx: Tx, shopId: string, segment: Segment): Promise<LifetimeTotals> {
  return segment.firstProductId === undefined
    ? readLifetimeTotals(tx, shopId, segment)
    : readFilteredLifetimeTotals(tx, shopId, segment);
}

/** Without those who bought twice in the range, whom the rollups do not know. */
export function readBuyersIn(tx: Tx, shopId: string, range: DayRange, segment: Segment): Promise<CustomerTotals> {
  return isWholeShop(segment)
    ? readCustomerTotals(tx, shopId, range)
    : readFilteredCustomerTotals(tx, shopId, range, segment);
}

export async function readCustomersIn(
  tx: Tx,
  shopId: string,
  range: DayRange,
  segment: Segment,
): Promise<CustomerTotals & { readonly repeaters: number }> {
  if (!isWholeShop(segment)) return readFilteredCustomerTotals(tx, shopId, range, segment);
  const customers = await readCustomerTotals(tx, shopId, range);
  return { ...customers, repeaters: await readRepeatersInRange(tx, shopId, range) };
}

export async function readSalesTotalsIn(
  tx: Tx,
  shopId: string,
  range: DayRange,
  segment: Segment,
): Promise<SalesTotalsByBuyer> {
  return isWholeShop(segment)
    ? readSalesTotals(tx, shopId, range)
    : readFilteredSalesTotals(tx, shopId, range, segment);
}

/** What a segment can be chosen from, most used first. */
export interface SegmentChoices {
  readonly channels: readonly string[];
  readonly countries: readonly string[];
  readonly firstProducts: readonly { readonly productId: ShopifyId; readonly title: string }[];
}

const MOST_CHOICES = 20;
/** Choices come from the newest orders alone, so that a large shop's pages do not read months of orders for a menu. */
const LOOKED_AT_ORDERS = 2_000;

/**
 * The channels and countries of the newest placed orders of `recent`, and the products that opened a first purchase
 * among them.
 */
export async function readSegmentChoices(tx: Tx, shopId: string, recent: DayRange): Promise<SegmentChoices> {
  const { rows } = await tx.query<{ kind: "channel" | "country" | "product"; name: string }>(
    `WITH recent AS MATERIALIZED (
       SELECT o.order_id, o.channel, o.country, o.purchase_number FROM orders o
       WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_placed
       ORDER BY o.day DESC LIMIT ${LOOKED_AT_ORDERS}
     ), choice AS (
       SELECT 'channel' AS kind, channel AS name, count(*) AS uses FROM recent WHERE channel IS NOT NULL GROUP BY 2
       UNION ALL
       SELECT 'country', country, count(*) FROM recent WHERE country IS NOT NULL GROUP BY 2
       UNION ALL
       SELECT 'product', product_id::text, count(*) FROM (
         SELECT ${LEAD_PRODUCT} AS product_id FROM recent o WHERE o.purchase_number = 1
       ) lead WHERE product_id IS NOT NULL GROUP BY 2
     ), ranked AS (
       SELECT kind, name, row_number() OVER (PARTITION BY kind ORDER BY uses DESC, name) AS rank FROM choice
     )
     SELECT kind, name FROM ranked WHERE rank <= ${MOST_CHOICES} ORDER BY kind, rank`,
    [shopId, recent.from, recent.to],
  );
  const named = (kind: string) => rows.filter((row) => row.kind === kind).map(({ name }) => name);
  const products = named("product");
  const titles = await readProductTitles(tx, shopId, products);
  return {
    channels: named("channel"),
    countries: named("country"),
    firstProducts: products.map((productId) => ({ productId, title: titles.get(productId) ?? `Product ${productId}` })),
  };
}
