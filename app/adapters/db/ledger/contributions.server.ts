import { VALUE_HORIZONS_DAYS } from "~/domain/metrics/totals/totals";
import { amountBucketSql } from "~/adapters/db/sql/amount-bucket.server";
import { BUYER, columnOf, LEDGER_SUMS, ORDER_SUMS } from "~/adapters/db/sql/ledger-sums.server";
import { shippingShareSql } from "~/adapters/db/sql/shipping-share.server";
import { DISCOUNT } from "~/adapters/db/sql/segment-sql.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Whether contributions are taken out of the rollups or put into them. */
export type Sign = 1 | -1;

/** Why an order is touched; see `TouchedOrder`. */
export type Cause = "staged" | "moved" | "renumbered";

const TOUCHED_ORDERS = `touched_order t
     JOIN orders o ON o.shop_id = $1 AND o.order_id = t.order_id`;

/** What an order is told apart by in the rollups: the columns of a segment that have few values. */
const CELL = `CROSS JOIN LATERAL (
       SELECT ${BUYER} AS buyer, COALESCE(o.channel, '') AS channel, COALESCE(o.country, '') AS country,
              ${DISCOUNT} AS discount
     ) cell`;
/** Of a row of the whole shop, which is grouped by none of them. */
const CELL_KEYS = `GROUPING(cell.channel) = 1, COALESCE(cell.channel, ''), COALESCE(cell.country, ''),
            COALESCE(cell.discount, '')`;
const cellsAndWhole = (keys: string) =>
  `GROUP BY GROUPING SETS ((${keys}), (${keys}, cell.channel, cell.country, cell.discount))`;
const IS_TOUCHED = `t.shop_id = $1 AND t.batch_id = $2 AND t.cause = ANY ($4)`;

const SALES_DAY_KEYS = "shop_id, day, buyer, is_whole, channel, country, discount";

/**
 * Adds what the touched orders are worth on their own days, and their sales rows on the days they happened. Both in one
 * statement: a cell that two fill would be written twice.
 */
export async function contributeSales(
  tx: Tx,
  shopId: string,
  batchId: string,
  sign: Sign,
  causes: readonly Cause[],
): Promise<void> {
  const totals = Object.keys({ ...ORDER_SUMS, ...LEDGER_SUMS });
  const columns = totals.map(columnOf);
  const amounts = (own: Readonly<Record<string, string>>) =>
    totals.map((total) => `${own[total] ?? "0"} AS ${columnOf(total)}`).join(", ");
  await tx.query(
    `INSERT INTO rollup_sales_day AS r (${SALES_DAY_KEYS}, ${columns.join(", ")})
     SELECT $1, day, buyer, is_whole, channel, country, discount,
            ${columns.map((column) => `$3::bigint * sum(${column})`).join(", ")}
     FROM (
       SELECT o.day, cell.buyer, ${CELL_KEYS}, ${amounts(ORDER_SUMS)}
       FROM ${TOUCHED_ORDERS}
       ${CELL}
       WHERE ${IS_TOUCHED} AND o.is_placed
       ${cellsAndWhole("o.day, cell.buyer")}
       UNION ALL
       SELECT s.day, cell.buyer, ${CELL_KEYS}, ${amounts(LEDGER_SUMS)}
       FROM ${TOUCHED_ORDERS}
       JOIN sales_row s ON s.shop_id = $1 AND s.order_id = o.order_id
       ${CELL}
       WHERE ${IS_TOUCHED} AND o.is_counted
       ${cellsAndWhole("s.day, cell.buyer")}
     ) added (day, buyer, is_whole, channel, country, discount, ${columns.join(", ")})
     GROUP BY day, buyer, is_whole, channel, country, discount
     ON CONFLICT (${SALES_DAY_KEYS}) DO UPDATE SET ${increments(columns)}`,
    [shopId, batchId, sign, causes],
  );
}

/**
 * Adds the touched numbered purchases by their day and the day of the customer's previous one, and of them those whose
 * previous one is a repeat purchase itself.
 */
export async function contributePurchaseGaps(
  tx: Tx,
  shopId: string,
  batchId: string,
  sign: Sign,
  causes: readonly Cause[],
): Promise<void> {
  await tx.query(
    `INSERT INTO rollup_purchase_gap AS r (shop_id, day, previous_day, purchases, repeats)
     SELECT $1, o.day, COALESCE(o.previous_purchase_day, '-infinity'), $3::bigint * count(*),
            $3::bigint * count(o.previous_repeat_day)
     FROM ${TOUCHED_ORDERS}
     WHERE ${IS_TOUCHED} AND o.purchase_number IS NOT NULL
     GROUP BY 2, 3
     ON CONFLICT (shop_id, day, previous_day) DO UPDATE
     SET purchases = r.purchases + EXCLUDED.purchases, repeats = r.repeats + EXCLUDED.repeats`,
    [shopId, batchId, sign, causes],
  );
}

const ACQUISITION_SUMS = {
  customers: "count(*)",
  repeaters: "count(f.second_purchase_at)",
  kept_value: "sum(f.kept_value)",
  kept_value_squares: "sum(f.kept_value::numeric * f.kept_value)",
  ...Object.fromEntries(
    VALUE_HORIZONS_DAYS.flatMap((days) => [
      [
        `repeaters_${days}`,
        `count(*) FILTER (WHERE f.second_purchase_at <= f.first_purchase_at + interval '${days * 24} hours')`,
      ],
      [`value_${days}`, `sum(f.value_${days})`],
      [`value_squares_${days}`, `sum(f.value_${days}::numeric * f.value_${days})`],
    ]),
  ),
};

const ACQUISITION_KEYS = "shop_id, first_day, is_whole, channel, country, discount";

/** A customer whose first purchase is not known is in the whole shop alone: the cell without a discount's yes or no. */
const CUSTOMER_CELL = `CROSS JOIN LATERAL (
       SELECT COALESCE(f.first_channel, '') AS channel, COALESCE(f.first_country, '') AS country,
              COALESCE(f.first_discount, '') AS discount
     ) cell`;

/** Adds the touched customers to the day of their first purchase. */
export async function contributeAcquisitions(tx: Tx, shopId: string, batchId: string, sign: Sign): Promise<void> {
  await tx.query(
    `INSERT INTO rollup_acquisition AS r (${ACQUISITION_KEYS}, ${Object.keys(ACQUISITION_SUMS).join(", ")})
     SELECT $1, f.first_day, ${CELL_KEYS}, ${signed(ACQUISITION_SUMS)}
     FROM touched_customer c
     JOIN customer_facts f ON f.shop_id = $1 AND f.customer_id = c.customer_id
     ${CUSTOMER_CELL}
     WHERE c.shop_id = $1 AND c.batch_id = $2
     ${cellsAndWhole("f.first_day")}
     ON CONFLICT (${ACQUISITION_KEYS}) DO UPDATE SET ${increments(Object.keys(ACQUISITION_SUMS))}`,
    [shopId, batchId, sign],
  );
}

const COHORT_KEYS = "shop_id, is_whole, grain, cohort, period, channel, country, discount";
const COHORT_SUMS = { buyers: "count(*)", orders: "sum(cell.orders)", kept_value: "sum(cell.kept_value)" };

/** Adds the touched customers to the month and the quarter of their first purchase, for each in which they bought. */
export async function contributeCohorts(tx: Tx, shopId: string, batchId: string, sign: Sign): Promise<void> {
  await tx.query(
    `INSERT INTO rollup_cohort AS r (${COHORT_KEYS}, ${Object.keys(COHORT_SUMS).join(", ")})
     SELECT $1, GROUPING(cell.channel) = 1, cell.grain, cell.cohort, cell.period, COALESCE(cell.channel, ''),
            COALESCE(cell.country, ''), COALESCE(cell.discount, ''), ${signed(COHORT_SUMS)}
     FROM (
       SELECT g.grain, date_trunc(g.grain, f.first_day::timestamp)::date AS cohort,
              date_trunc(g.grain, o.day::timestamp)::date AS period, cell.channel, cell.country, cell.discount,
              count(*) AS orders, sum(o.kept_value) AS kept_value
       FROM touched_customer c
       JOIN customer_facts f ON f.shop_id = $1 AND f.customer_id = c.customer_id
       JOIN orders o ON o.shop_id = $1 AND o.customer_id = c.customer_id AND o.is_purchase
       CROSS JOIN (VALUES ('month'), ('quarter')) g (grain)
       ${CUSTOMER_CELL}
       WHERE c.shop_id = $1 AND c.batch_id = $2
       GROUP BY f.customer_id, g.grain, 2, 3, 4, 5, 6
     ) cell
     ${cellsAndWhole("cell.grain, cell.cohort, cell.period")}
     ON CONFLICT (${COHORT_KEYS}) DO UPDATE SET ${increments(Object.keys(COHORT_SUMS))}`,
    [shopId, batchId, sign],
  );
}

const SPREAD_KEYS = "shop_id, is_whole, trait, bucket, channel, country, discount";
const SPREAD_SUMS = {
  customers: "count(*)",
  kept_value: "sum(f.kept_value)",
  orders: "sum(f.orders)",
  order_value: "sum(f.order_value)",
};

/**
 * Adds the touched customers to the buckets of what they are ranked by: value, number of purchases and, in the whole
 * shop alone, the day (UTC) of the last one.
 */
export async function contributeSpread(tx: Tx, shopId: string, batchId: string, sign: Sign): Promise<void> {
  await tx.query(
    `INSERT INTO rollup_customer_spread AS r (${SPREAD_KEYS}, ${Object.keys(SPREAD_SUMS).join(", ")})
     SELECT $1, GROUPING(cell.channel) = 1, spread.trait, spread.bucket, COALESCE(cell.channel, ''),
            COALESCE(cell.country, ''), COALESCE(cell.discount, ''), ${signed(SPREAD_SUMS)}
     FROM touched_customer c
     JOIN customer_facts f ON f.shop_id = $1 AND f.customer_id = c.customer_id
     ${CUSTOMER_CELL}
     CROSS JOIN LATERAL (VALUES
       ('kept_value', ${amountBucketSql("f.kept_value")}),
       ('purchases', f.purchases::bigint),
       ('last_purchase', floor(extract(epoch FROM f.last_purchase_at) / 86400)::bigint)
     ) spread (trait, bucket)
     WHERE c.shop_id = $1 AND c.batch_id = $2
     ${cellsAndWhole("spread.trait, spread.bucket")}
     HAVING spread.trait <> 'last_purchase' OR GROUPING(cell.channel) = 1
     ON CONFLICT (${SPREAD_KEYS}) DO UPDATE SET ${increments(Object.keys(SPREAD_SUMS))}`,
    [shopId, batchId, sign],
  );
}

const CHECKOUT_SUMS = {
  completed: "count(*) FILTER (WHERE c.state = 'completed')",
  recovered: "count(*) FILTER (WHERE c.state = 'recovered')",
  unfinished: "count(*) FILTER (WHERE c.state IN ('unfinished', 'abandoned'))",
  superseded: "count(*) FILTER (WHERE c.state = 'superseded')",
  voided: "count(*) FILTER (WHERE c.state = 'void')",
  anonymous: "count(*) FILTER (WHERE c.state = 'anonymous')",
  unfinished_value: "COALESCE(sum(c.value) FILTER (WHERE c.state IN ('unfinished', 'abandoned')), 0)",
  recovered_value: "COALESCE(sum(c.recovered_value) FILTER (WHERE c.state = 'recovered'), 0)",
};

const CHECKOUT_KEYS = "shop_id, day, shipping";

/** Why an announced checkout is touched; see `TouchedCheckout`. */
export type CheckoutCause = "linked" | "neighbour" | "found";

/** Adds the touched announced checkouts to the days they started. */
export async function contributeCheckouts(
  tx: Tx,
  shopId: string,
  batchId: string,
  sign: Sign,
  causes: readonly CheckoutCause[],
): Promise<void> {
  await tx.query(
    `INSERT INTO rollup_checkout_day AS r (${CHECKOUT_KEYS}, ${Object.keys(CHECKOUT_SUMS).join(", ")})
     SELECT $1, c.day, ${shippingShareSql("c")}, ${signed(CHECKOUT_SUMS)}
     FROM touched_checkout t
     JOIN checkout c ON c.shop_id = $1 AND c.checkout_key = t.checkout_key
     WHERE t.shop_id = $1 AND t.batch_id = $2 AND t.cause = ANY ($4) AND c.state NOT IN ('ignored', 'outside')
     GROUP BY 2, 3
     ON CONFLICT (${CHECKOUT_KEYS}) DO UPDATE SET ${increments(Object.keys(CHECKOUT_SUMS))}`,
    [shopId, batchId, sign, causes],
  );
}

/** Adds the checkouts made from touched orders. */
export async function contributeCheckoutsOfOrders(tx: Tx, shopId: string, batchId: string, sign: Sign): Promise<void> {
  await tx.query(
    `INSERT INTO rollup_checkout_day AS r (${CHECKOUT_KEYS}, ${Object.keys(CHECKOUT_SUMS).join(", ")})
     SELECT $1, c.day, ${shippingShareSql("c")}, ${signed(CHECKOUT_SUMS)}
     FROM touched_order t
     JOIN checkout c ON c.shop_id = $1 AND c.order_id = t.order_id AND c.checkout_id IS NULL
     WHERE t.shop_id = $1 AND t.batch_id = $2
     GROUP BY 2, 3
     ON CONFLICT (${CHECKOUT_KEYS}) DO UPDATE SET ${increments(Object.keys(CHECKOUT_SUMS))}`,
    [shopId, batchId, sign],
  );
}

function signed(sums: Record<string, string>): string {
  return Object.values(sums)
    .map((sum) => `$3::bigint * ${sum}`)
    .join(", ");
}

function increments(columns: readonly string[]): string {
  return columns.map((column) => `${column} = r.${column} + EXCLUDED.${column}`).join(", ");
}
