import type { Definitions } from "~/domain/orders/definitions";
import type {
  CheckoutCounts,
  CustomerTotals,
  MatureCustomers,
  SalesTotals,
  ValueHorizon,
} from "~/domain/metrics/totals/totals";
import type { DayRange } from "~/domain/time/reporting-window";
import { DAY_MS, MINUTE_MS, type EpochMs } from "~/domain/time/shop-time";
import { isKnownDay } from "~/adapters/db/shop/known-checkouts.server";
import { IDLE_TIMES, finishedState } from "~/adapters/db/ledger/checkout-states.server";
import { numbered, TIMELINE_COLUMNS } from "~/adapters/db/ledger/purchase-numbers.server";
import { asTotals, ledgerSum } from "~/adapters/db/sql/ledger-sums.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** What a shop would add up to by other definitions, without anything being written. */
export interface AsIf {
  readonly range: DayRange;
  readonly definitions: Definitions;
  readonly isHistoryLimited: boolean;
  readonly now: EpochMs;
  /** Customers acquired in these days and a horizon old, for the customer value. */
  readonly acquired: DayRange;
  readonly horizonDays: ValueHorizon;
}

/** Orders that would count otherwise than they do. */
export interface MovedCounts {
  readonly noLongerPlaced: number;
  readonly newlyPlaced: number;
  readonly noLongerPurchases: number;
  readonly newlyPurchases: number;
  readonly renumbered: number;
}

/** Sums by the order's own day, and what the ledger rows of the range would add to or take from those of now. */
export type AsIfSales = Pick<SalesTotals, "orders" | "orderValue" | "orderValueSquares" | "zeroValueOrders"> & {
  readonly added: Pick<SalesTotals, "grossSales" | "discounts" | "returns">;
};

/** How orders would be placed, purchases and numbered: what rebuilding derives, from the same columns. */
const judged = (isHistoryLimited: boolean) => `
  judged AS MATERIALIZED (
    SELECT j.*, placed AND cancelled_at IS NULL AND COALESCE(financial_status, '') NOT IN ('VOIDED', 'EXPIRED')
             AND order_value > 0 AND ($7 OR kept_value > 0) AS purchase
    FROM (
      SELECT c.*, counts AND CASE WHEN is_counted THEN is_placed ELSE counts AND EXISTS (
               SELECT FROM sales_row r
               WHERE r.shop_id = $1 AND r.order_id = c.order_id AND r.is_original AND r.line_type = 'PRODUCT'
                 AND r.action = 'ORDER'
             ) END AS placed,
             counts AND CASE WHEN is_counted THEN is_in_sales ELSE counts AND EXISTS (
               SELECT FROM sales_row r
               WHERE r.shop_id = $1 AND r.order_id = c.order_id AND r.is_original AND r.line_type = 'PRODUCT'
             ) END AS in_sales
      FROM (
        SELECT o.order_id, o.customer_id, o.processed_at, o.day, o.cancelled_at, o.financial_status,
               o.updated_at, o.is_test, o.customer_order_index, o.customer_order_count, o.is_renewal, o.order_value,
               o.kept_value, o.is_counted, o.is_placed, o.is_in_sales, o.is_purchase, o.purchase_number,
               NOT o.is_test AND o.currency_code = p.currency_code
                 AND NOT ($4 AND o.cancelled_at IS NOT NULL)
                 AND ($5::text[] IS NULL OR COALESCE(o.channel, '') = ANY ($5))
                 AND NOT COALESCE(o.tags && $6::text[], false) AS counts
        FROM orders o
        JOIN shop_profile p ON p.shop_id = $1
        WHERE o.shop_id = $1
      ) c
    ) j
  ), number AS (${numbered(
    `SELECT ${TIMELINE_COLUMNS.map((column) => (column === "is_purchase" ? `purchase AS ${column}` : column)).join(", ")}
     FROM judged WHERE customer_id IS NOT NULL`,
    "$8",
    isHistoryLimited,
  )}
  ), as_if AS MATERIALIZED (
    SELECT j.*, n.purchase_number AS number
    FROM judged j LEFT JOIN number n ON n.order_id = j.order_id
  )`;

const MOVED: Readonly<Record<keyof MovedCounts, string>> = {
  noLongerPlaced: "is_placed AND NOT placed",
  newlyPlaced: "placed AND NOT is_placed",
  noLongerPurchases: "is_purchase AND NOT purchase",
  newlyPurchases: "purchase AND NOT is_purchase",
  renumbered: "is_purchase AND purchase AND purchase_number IS DISTINCT FROM number",
};

/** What the rows of orders that come into sales add, and those of orders that leave take away. */
const ADDED = {
  grossSales: ledgerSum("grossSales", "s.sign"),
  discounts: ledgerSum("discounts", "s.sign"),
  returns: ledgerSum("returns", "s.sign"),
};

const movedColumns = (suffix: string, filter: string) =>
  Object.entries(MOVED)
    .map(([name, condition]) => `count(*) FILTER (WHERE ${condition} AND ${filter})::float8 AS "${name}${suffix}"`)
    .join(", ");

/** The orders of a shop as they would count. */
export async function readOrdersAsIf(
  tx: Tx,
  shopId: string,
  { range, definitions, isHistoryLimited, now, acquired, horizonDays }: AsIf,
): Promise<{
  readonly sales: AsIfSales;
  readonly customers: CustomerTotals;
  readonly mature: MatureCustomers;
  readonly moved: MovedCounts;
  readonly movedEver: MovedCounts;
}> {
  const horizon = `interval '${horizonDays * 24} hours'`;
  const inRange = "day BETWEEN $2 AND $3";
  const { rows } = await tx.query<Record<string, number>>(
    `WITH ${judged(isHistoryLimited)}, acquired AS (
       SELECT customer_id, min(processed_at) FILTER (WHERE number IS NOT NULL) AS first_at,
              min(processed_at) FILTER (WHERE number IS NOT NULL AND position = 2) AS second_at
       FROM (
         SELECT customer_id, processed_at, day, number,
                count(number) OVER (PARTITION BY customer_id ORDER BY processed_at, order_id) AS position
         FROM as_if WHERE purchase AND customer_id IS NOT NULL
       ) purchase
       GROUP BY customer_id
       HAVING min(day) FILTER (WHERE number IS NOT NULL) BETWEEN $9 AND $10
          AND min(processed_at) FILTER (WHERE number IS NOT NULL) <= $11
     ), worth AS (
       SELECT c.customer_id, c.second_at <= c.first_at + ${horizon} AS is_back, sum(a.kept_value) AS value
       FROM acquired c
       JOIN as_if a ON a.customer_id = c.customer_id AND a.purchase AND a.processed_at <= c.first_at + ${horizon}
       GROUP BY c.customer_id, c.first_at, c.second_at
     ), mature AS (
       SELECT count(*)::float8 AS mature, COALESCE(sum(value), 0)::float8 AS "keptValue",
              COALESCE(sum(value * value), 0)::float8 AS "keptValueSquares",
              count(*) FILTER (WHERE is_back)::float8 AS repeaters
       FROM worth
     ), flipped AS (
       SELECT CASE WHEN a.in_sales THEN 1 ELSE -1 END AS sign, r.action, r.line_type, r.total, r.tax, r.discount
       FROM as_if a
       JOIN sales_row r ON r.shop_id = $1 AND r.order_id = a.order_id
       WHERE a.in_sales <> a.is_in_sales AND r.${inRange}
     ), added AS (
       SELECT ${asTotals(ADDED)} FROM flipped s
     ), counted AS (
       SELECT count(*) FILTER (WHERE placed AND ${inRange})::float8 AS orders,
              COALESCE(sum(order_value) FILTER (WHERE placed AND ${inRange}), 0)::float8 AS "orderValue",
              COALESCE(sum(order_value::numeric * order_value) FILTER (WHERE placed AND ${inRange}), 0)::float8
                AS "orderValueSquares",
              count(*) FILTER (WHERE placed AND order_value = 0 AND ${inRange})::float8 AS "zeroValueOrders",
              count(DISTINCT customer_id) FILTER (WHERE number IS NOT NULL AND ${inRange})::float8 AS customers,
              count(*) FILTER (WHERE number = 1 AND ${inRange})::float8 AS "newCustomers",
              count(DISTINCT customer_id) FILTER (WHERE number >= 2 AND ${inRange})::float8 AS "returningCustomers",
              ${movedColumns("", inRange)}, ${movedColumns("Ever", "true")}
       FROM as_if
     )
     SELECT * FROM counted, added, mature`,
    [
      shopId,
      range.from,
      range.to,
      definitions.excludeCancelledFromOrders,
      definitions.channelsIncluded,
      definitions.excludeOrderTags,
      definitions.fullyRefundedIsPurchase,
      definitions.subscriptionRenewalsAreRepeat,
      acquired.from,
      acquired.to,
      new Date(now - horizonDays * DAY_MS),
    ],
  );
  const value = (name: string) => rows[0]?.[name] ?? 0;
  const moved = (suffix: string) =>
    Object.fromEntries(Object.keys(MOVED).map((name) => [name, value(name + suffix)])) as unknown as MovedCounts;
  return {
    sales: {
      orders: value("orders"),
      orderValue: value("orderValue"),
      orderValueSquares: value("orderValueSquares"),
      zeroValueOrders: value("zeroValueOrders"),
      added: { grossSales: value("grossSales"), discounts: value("discounts"), returns: value("returns") },
    },
    customers: {
      customers: value("customers"),
      newCustomers: value("newCustomers"),
      returningCustomers: value("returningCustomers"),
    },
    mature: {
      customers: value("mature"),
      keptValue: value("keptValue"),
      keptValueSquares: value("keptValueSquares"),
      repeaters: value("repeaters"),
    },
    moved: moved(""),
    movedEver: moved("Ever"),
  };
}

/** How the checkouts started in the range would stand by another threshold; only ended ones depend on it. */
export async function readCheckoutsAsIf(
  tx: Tx,
  shopId: string,
  range: DayRange,
  thresholds: { readonly before: number; readonly after: number },
  now: EpochMs,
): Promise<{ readonly totals: CheckoutCounts; readonly moved: number }> {
  const openSince = (minutes: number) => new Date(now - minutes * MINUTE_MS);
  const { rows } = await tx.query<{
    state: string;
    checkouts: number;
    value: number;
    recovered: number;
    moved: number;
  }>(
    `WITH judged AS MATERIALIZED (
       SELECT * FROM checkout
       WHERE shop_id = $1 AND day BETWEEN $2 AND $3 AND checkout_id IS NOT NULL AND finished_at IS NOT NULL
         AND state IN ('completed', 'recovered', 'abandoned') AND ${isKnownDay("day")}
     ), ${IDLE_TIMES}
     ), again AS (
       SELECT c.checkout_key, ${finishedState("$4::float8")} AS state
       FROM judged c
       LEFT JOIN idle i ON i.checkout_key = c.checkout_key
     ), stand AS (
       SELECT c.value, c.recovered_value,
              CASE WHEN c.state <> 'unfinished' THEN c.state
                   WHEN c.last_activity_at >= $5 THEN 'open' ELSE 'abandoned' END AS before,
              CASE WHEN c.state <> 'unfinished' THEN COALESCE(a.state, c.state)
                   WHEN c.last_activity_at >= $6 THEN 'open' ELSE 'abandoned' END AS after
       FROM checkout c
       LEFT JOIN again a ON a.checkout_key = c.checkout_key
       WHERE c.shop_id = $1 AND c.day BETWEEN $2 AND $3 AND ${isKnownDay("c.day")}
     )
     SELECT after AS state, count(*)::float8 AS checkouts, sum(value)::float8 AS value,
            sum(recovered_value)::float8 AS recovered, count(*) FILTER (WHERE before <> after)::float8 AS moved
     FROM stand GROUP BY after`,
    [shopId, range.from, range.to, thresholds.after, openSince(thresholds.before), openSince(thresholds.after)],
  );
  const of = (state: string) => rows.find((row) => row.state === state);
  const count = (state: string) => of(state)?.checkouts ?? 0;
  return {
    totals: {
      completed: count("completed"),
      recovered: count("recovered"),
      abandoned: count("abandoned"),
      open: count("open"),
      superseded: count("superseded"),
      voided: count("void"),
      anonymous: count("anonymous"),
      abandonedValue: of("abandoned")?.value ?? 0,
      recoveredValue: of("recovered")?.recovered ?? 0,
    },
    moved: rows.reduce((sum, row) => sum + row.moved, 0),
  };
}
