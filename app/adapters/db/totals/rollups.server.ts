import type { Buyer } from "~/domain/metrics/history/buyer";
import {
  NO_CHECKOUTS,
  VALUE_HORIZONS_DAYS,
  type CheckoutCounts,
  type CheckoutTotals,
  type CustomerTotals,
  type LifetimeTotals,
  type MatureCustomers,
  type SalesTotals,
  type SalesTotalsByBuyer,
} from "~/domain/metrics/totals/totals";
import { LEDGER_LINES } from "~/domain/metrics/totals/ledger-amounts";
import { ORDER_TOTALS } from "~/domain/metrics/totals/order-amounts";
import { salesByBuyer } from "~/domain/metrics/totals/sales-totals";
import { cutOf } from "~/domain/orders/known-checkouts";
import type { MinorUnits } from "~/domain/money";
import type { DayRange } from "~/domain/time/reporting-window";
import { customerSegment, type Segment } from "~/domain/orders/segment";
import { MINUTE_MS, type EpochMs, type ShopDay } from "~/domain/time/shop-time";
import { isKnownDay, readCheckoutsKnownFrom } from "~/adapters/db/shop/known-checkouts.server";
import { definitionsFrom } from "~/adapters/db/shop/stored-definitions";
import { columnOf } from "~/adapters/db/sql/ledger-sums.server";
import { cellsOfSegment, customersAcquiredIn } from "~/adapters/db/sql/segment-sql.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** The totals of rows `r` of the rollup of sales. */
export const STORED_SALES = [...ORDER_TOTALS, ...LEDGER_LINES]
  .map((total) => `sum(r.${columnOf(total)})::float8 AS "${total}"`)
  .join(", ");

/**
 * Sums over the placed orders dated in `range` and over the ledger rows that happened in it, by who ordered.
 */
export async function readSalesTotals(tx: Tx, shopId: string, range: DayRange): Promise<SalesTotalsByBuyer> {
  const { rows } = await tx.query<SalesTotals & { buyer: Buyer }>(
    `SELECT r.buyer, ${STORED_SALES}
     FROM rollup_sales_day r
     WHERE r.shop_id = $1 AND r.is_whole AND r.day BETWEEN $2 AND $3
     GROUP BY r.buyer`,
    [shopId, range.from, range.to],
  );
  return salesByBuyer(rows);
}

const CALENDAR = "SELECT $2::date + n AS day FROM generate_series(0, $3::date - $2::date) AS n";

/**
 * Distinct identified customers with a purchase in `range`: all purchases in it, less those whose previous one lies in
 * it too. The gaps are looked up day by day, so a short range reads little however long the history is.
 */
export async function readCustomerTotals(tx: Tx, shopId: string, range: DayRange): Promise<CustomerTotals> {
  const { rows } = await tx.query<{ customers: string; new_customers: string; returning_customers: string }>(
    `WITH calendar AS MATERIALIZED (${CALENDAR}), numbered AS (
       SELECT COALESCE(sum(purchases) FILTER (WHERE buyer = 'new'), 0) AS firsts,
              COALESCE(sum(purchases) FILTER (WHERE buyer = 'returning'), 0) AS repeats
       FROM rollup_sales_day WHERE shop_id = $1 AND is_whole AND day BETWEEN $2 AND $3
     ), again AS (
       SELECT COALESCE(sum(gaps.purchases), 0) AS purchases, COALESCE(sum(gaps.repeats), 0) AS repeats
       FROM calendar c, LATERAL (
         SELECT sum(purchases) AS purchases, sum(repeats) AS repeats FROM rollup_purchase_gap
         WHERE shop_id = $1 AND day = c.day AND previous_day >= $2
       ) gaps
     )
     SELECT n.firsts + n.repeats - a.purchases AS customers, n.firsts AS new_customers,
            n.repeats - a.repeats AS returning_customers
     FROM numbered n, again a`,
    [shopId, range.from, range.to],
  );
  return {
    customers: Number(rows[0]?.customers ?? 0),
    newCustomers: Number(rows[0]?.new_customers ?? 0),
    returningCustomers: Number(rows[0]?.returning_customers ?? 0),
  };
}

/** Identified customers with at least two purchases within `range` itself. */
export async function readRepeatersInRange(tx: Tx, shopId: string, range: DayRange): Promise<number> {
  const { rows } = await tx.query<{ repeaters: string }>(
    `SELECT count(DISTINCT customer_id) AS repeaters
     FROM orders
     WHERE shop_id = $1 AND day BETWEEN $2 AND $3 AND purchase_number IS NOT NULL AND previous_purchase_day >= $2`,
    [shopId, range.from, range.to],
  );
  return Number(rows[0]?.repeaters ?? 0);
}

/**
 * Customers acquired in `range` and at least `horizonDays` x 24 h before `asOf`. Whole mature days come from the
 * rollup; on the one day the limit cuts through, customers are looked at one by one.
 *
 * @param horizonDays - one of `VALUE_HORIZONS_DAYS`.
 * @param segment - of customers, without a first product.
 */
export async function readMatureCustomers(
  tx: Tx,
  shopId: string,
  range: Partial<DayRange>,
  horizonDays: number,
  asOf: EpochMs,
  segment: Segment = {},
): Promise<MatureCustomers> {
  const horizon = VALUE_HORIZONS_DAYS.find((days) => days === horizonDays);
  if (horizon === undefined) throw new RangeError(`no totals are kept for a horizon of ${horizonDays} days`);
  const value = `value_${horizon}`;
  const cells = cellsOfSegment(customerSegment(segment), "a", 4);
  const acquired = customersAcquiredIn(segment, "f", 4);
  const { rows } = await tx.query<TotalsRow>(
    `WITH mature AS (
       SELECT $4::timestamptz - interval '${horizon * 24} hours' AS until,
              (($4::timestamptz - interval '${horizon * 24} hours') AT TIME ZONE p.iana_timezone)::date AS last_day
       FROM shop_profile p WHERE p.shop_id = $1
     ), part AS (
       SELECT a.customers, a.${value} AS kept_value, a.value_squares_${horizon} AS squares,
              a.repeaters_${horizon} AS repeaters
       FROM rollup_acquisition a, mature m
       WHERE a.shop_id = $1 AND a.first_day < m.last_day
         AND a.first_day BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')${cells.sql}
       UNION ALL
       SELECT 1, f.${value}, f.${value}::numeric * f.${value},
              CASE WHEN f.second_purchase_at <= f.first_purchase_at + interval '${horizon * 24} hours' THEN 1 ELSE 0 END
       FROM customer_facts f, mature m
       WHERE f.shop_id = $1 AND f.first_day = m.last_day AND f.first_purchase_at <= m.until
         AND f.first_day BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')${acquired.sql}
     )
     SELECT COALESCE(sum(customers), 0) AS customers, COALESCE(sum(kept_value), 0) AS kept_value,
            COALESCE(sum(squares), 0) AS squares, COALESCE(sum(repeaters), 0) AS repeaters
     FROM part`,
    [shopId, range.from ?? null, range.to ?? null, new Date(asOf), ...cells.values],
  );
  return totalsFrom(rows[0]);
}

/**
 * All identified customers with a purchase, those with two, and what their purchases kept.
 *
 * @param segment - of customers, without a first product.
 */
export async function readLifetimeTotals(tx: Tx, shopId: string, segment: Segment = {}): Promise<LifetimeTotals> {
  const cells = cellsOfSegment(customerSegment(segment), "a", 1);
  const { rows } = await tx.query<TotalsRow>(
    `SELECT COALESCE(sum(customers), 0) AS customers, COALESCE(sum(kept_value), 0) AS kept_value,
            COALESCE(sum(kept_value_squares), 0) AS squares, COALESCE(sum(repeaters), 0) AS repeaters
     FROM rollup_acquisition a WHERE a.shop_id = $1${cells.sql}`,
    [shopId, ...cells.values],
  );
  return totalsFrom(rows[0]);
}

interface TotalsRow {
  readonly customers: string;
  readonly kept_value: string;
  readonly squares: string;
  readonly repeaters: string;
}

function totalsFrom(row: TotalsRow | undefined): LifetimeTotals {
  return {
    customers: Number(row?.customers ?? 0),
    repeaters: Number(row?.repeaters ?? 0),
    keptValue: Number(row?.kept_value ?? 0),
    keptValueSquares: Number(row?.squares ?? 0),
  };
}

/**
 * Checkouts started on the known days of `range` by their state at `now`. The rollup says which are unfinished; those seen within the
 * idle threshold are still open.
 */
export async function readCheckoutTotals(
  tx: Tx,
  shopId: string,
  range: DayRange,
  now: EpochMs,
): Promise<CheckoutTotals> {
  const days = await readCheckoutDays(tx, shopId, range, now);
  const sum = (key: keyof CheckoutCounts) => days.reduce((total, day) => total + day[key], 0);
  return {
    completed: sum("completed"),
    recovered: sum("recovered"),
    abandoned: sum("abandoned"),
    open: sum("open"),
    superseded: sum("superseded"),
    voided: sum("voided"),
    anonymous: sum("anonymous"),
    abandonedValue: sum("abandonedValue"),
    recoveredValue: sum("recoveredValue"),
    cut: cutOf(range, await readCheckoutsKnownFrom(tx, shopId)),
  };
}

type CheckoutDay = CheckoutCounts & { readonly day: ShopDay };

async function readCheckoutDays(tx: Tx, shopId: string, range: DayRange, now: EpochMs): Promise<CheckoutDay[]> {
  const thresholdMinutes = await readThresholdMinutes(tx, shopId);
  const { rows } = await tx.query<Record<string, string> & { day: ShopDay }>(
    `WITH still_open AS (
       SELECT day, count(*) AS open, sum(value) AS open_value
       FROM checkout
       WHERE shop_id = $1 AND checkout_id IS NOT NULL AND last_activity_at >= $4 AND state = 'unfinished'
         AND day BETWEEN $2 AND $3
       GROUP BY day
     )
     SELECT r.day, sum(r.completed) AS completed, sum(r.recovered) AS recovered, sum(r.superseded) AS superseded,
            sum(r.voided) AS voided, sum(r.anonymous) AS anonymous, sum(r.recovered_value) AS recovered_value,
            sum(r.unfinished) - COALESCE(o.open, 0) AS abandoned, COALESCE(o.open, 0) AS open,
            sum(r.unfinished_value) - COALESCE(o.open_value, 0) AS abandoned_value
     FROM rollup_checkout_day r
     LEFT JOIN still_open o ON o.day = r.day
     WHERE r.shop_id = $1 AND r.day BETWEEN $2 AND $3 AND ${isKnownDay("r.day")}
     GROUP BY r.day, o.open, o.open_value`,
    [shopId, range.from, range.to, new Date(now - thresholdMinutes * MINUTE_MS)],
  );
  return rows.map((row) => ({
    day: row.day,
    completed: Number(row.completed),
    recovered: Number(row.recovered),
    abandoned: Number(row.abandoned),
    open: Number(row.open),
    superseded: Number(row.superseded),
    voided: Number(row.voided),
    anonymous: Number(row.anonymous),
    abandonedValue: Number(row.abandoned_value),
    recoveredValue: Number(row.recovered_value),
  }));
}

async function readThresholdMinutes(tx: Tx, shopId: string): Promise<number> {
  const { rows } = await tx.query<{ definitions: unknown }>(`SELECT definitions FROM shop_profile WHERE shop_id = $1`, [
    shopId,
  ]);
  return definitionsFrom(rows[0]?.definitions).abandonmentThresholdMinutes;
}

/** What one shop day adds up to, for charts. */
export interface DailyTotals extends CustomerTotals {
  readonly day: ShopDay;
  readonly orders: number;
  readonly purchases: number;
  readonly orderValue: MinorUnits;
  readonly zeroValueOrders: number;
  readonly netSales: MinorUnits;
  readonly checkouts: CheckoutTotals;
}

/** Every day of `range`, first to last, those without orders included. */
export async function readDailySeries(tx: Tx, shopId: string, range: DayRange, now: EpochMs): Promise<DailyTotals[]> {
  const { rows } = await tx.query<Record<string, string> & { day: ShopDay }>(
    `WITH calendar AS MATERIALIZED (${CALENDAR}), sales AS (
       SELECT day, sum(orders) AS orders, sum(purchases) AS purchases, sum(order_value) AS order_value,
              sum(zero_value_orders) AS zero_value_orders, sum(gross_sales - discounts - returns) AS net_sales,
              COALESCE(sum(purchases) FILTER (WHERE buyer = 'new'), 0) AS firsts,
              COALESCE(sum(purchases) FILTER (WHERE buyer = 'returning'), 0) AS repeats
       FROM rollup_sales_day WHERE shop_id = $1 AND is_whole AND day BETWEEN $2 AND $3 GROUP BY day
     )
     SELECT c.day, s.orders, s.purchases, s.order_value, s.zero_value_orders, s.net_sales,
            s.firsts AS new_customers,
            s.firsts + s.repeats - COALESCE(g.purchases, 0) AS customers,
            s.repeats - COALESCE(g.repeats, 0) AS returning_customers
     FROM calendar c
     LEFT JOIN sales s ON s.day = c.day
     LEFT JOIN rollup_purchase_gap g ON g.shop_id = $1 AND g.day = c.day AND g.previous_day = c.day
     ORDER BY c.day`,
    [shopId, range.from, range.to],
  );
  const knownFrom = await readCheckoutsKnownFrom(tx, shopId);
  const checkouts = new Map(
    (await readCheckoutDays(tx, shopId, range, now)).map(({ day, ...totals }) => [day, totals]),
  );
  return rows.map((row) => ({
    day: row.day,
    orders: Number(row.orders ?? 0),
    purchases: Number(row.purchases ?? 0),
    orderValue: Number(row.order_value ?? 0),
    zeroValueOrders: Number(row.zero_value_orders ?? 0),
    netSales: Number(row.net_sales ?? 0),
    customers: Number(row.customers ?? 0),
    newCustomers: Number(row.new_customers ?? 0),
    returningCustomers: Number(row.returning_customers ?? 0),
    checkouts: {
      ...(checkouts.get(row.day) ?? NO_CHECKOUTS),
      cut: cutOf({ from: row.day, to: row.day }, knownFrom),
    },
  }));
}
