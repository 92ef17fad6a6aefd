import type { Fraction } from "~/domain/reconciliation/reconciliation";
import type { DayRange } from "~/domain/time/reporting-window";
import { withShopifyPositions } from "~/adapters/db/ledger/shopify-positions.server";
import { asTotals, ledgerSum } from "~/adapters/db/sql/ledger-sums.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Counted orders that one side has and the other has not, and what is sold with them in a range. */
export interface CountedOrders {
  readonly orders: number;
  /** Those with products among them, and what they are worth as placed. */
  readonly placedOrders: number;
  readonly orderValue: number;
  readonly grossSales: number;
  readonly discounts: number;
  readonly netSales: number;
}

const LEFT_OUT_SUMS = {
  grossSales: ledgerSum("grossSales"),
  discounts: ledgerSum("discounts"),
  returns: ledgerSum("returns"),
};

/**
 * Orders no number holds because a setting leaves them out, with what they sold in the range. Test orders and those in
 * a former currency are left out by no setting.
 */
export async function readOrdersLeftOut(tx: Tx, shopId: string, range: DayRange): Promise<CountedOrders> {
  const { rows } = await tx.query<Omit<CountedOrders, "netSales"> & { returns: number }>(
    `WITH left_out AS MATERIALIZED (
       SELECT o.order_id, o.day, o.order_value
       FROM orders o
       JOIN shop_profile p ON p.shop_id = $1 AND p.currency_code = o.currency_code
       WHERE o.shop_id = $1 AND NOT o.is_counted AND NOT o.is_test
     ), sale AS (
       SELECT r.order_id, r.day, r.is_original, r.line_type, r.action, r.total, r.tax, r.discount
       FROM left_out l
       JOIN sales_row r ON r.shop_id = $1 AND r.order_id = l.order_id
     ), kind AS (
       SELECT order_id, bool_or(line_type = 'PRODUCT') AS has_product
       FROM sale WHERE is_original AND line_type IN ('PRODUCT', 'GIFT_CARD') AND action = 'ORDER'
       GROUP BY order_id
     )
     SELECT
       (SELECT count(*) FROM left_out l JOIN kind USING (order_id) WHERE l.day BETWEEN $2 AND $3)::float8 AS orders,
       (SELECT count(*) FROM left_out l JOIN kind k USING (order_id)
        WHERE k.has_product AND l.day BETWEEN $2 AND $3)::float8 AS "placedOrders",
       (SELECT COALESCE(sum(order_value), 0) FROM left_out WHERE day BETWEEN $2 AND $3)::float8 AS "orderValue",
       ${asTotals(LEFT_OUT_SUMS)}
     FROM sale s WHERE s.day BETWEEN $2 AND $3`,
    [shopId, range.from, range.to],
  );
  const { returns = 0, ...sums } = rows[0] ?? { ...NOTHING, returns: 0 };
  return { ...sums, netSales: sums.grossSales - sums.discounts - returns };
}

/** Orders of the range that hold gift cards and no product. */
export async function readGiftCardOrders(tx: Tx, shopId: string, range: DayRange): Promise<number> {
  const { rows } = await tx.query<{ orders: number }>(
    `SELECT count(*)::float8 AS orders
     FROM orders o
     WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_counted AND NOT o.is_placed
       AND EXISTS (SELECT FROM sales_row r WHERE r.shop_id = $1 AND r.order_id = o.order_id
                     AND r.is_original AND r.line_type = 'GIFT_CARD')`,
    [shopId, range.from, range.to],
  );
  return rows[0]?.orders ?? 0;
}

/** Orders of the range in a currency the shop had before. */
export async function readFormerCurrencyOrders(tx: Tx, shopId: string, range: DayRange): Promise<number> {
  const { rows } = await tx.query<{ orders: number }>(
    `SELECT count(*)::float8 AS orders
     FROM orders o
     JOIN shop_profile p ON p.shop_id = $1 AND p.currency_code <> o.currency_code
     WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND NOT o.is_test`,
    [shopId, range.from, range.to],
  );
  return rows[0]?.orders ?? 0;
}

/** Which orders make a customer one who bought: purchases by the default definitions, or whatever is no test. */
const BUYING = {
  purchases: `NOT o.is_test AND o.currency_code = p.currency_code AND o.cancelled_at IS NULL AND o.order_value > 0
              AND COALESCE(o.financial_status, '') NOT IN ('VOIDED', 'EXPIRED')`,
  orders: "NOT o.is_test",
} as const;

const ORDERS_OF_BUYERS = `
  SELECT * FROM orders
  WHERE shop_id = $1
    AND customer_id IN (SELECT customer_id FROM orders WHERE shop_id = $1 AND day BETWEEN $2 AND $3)`;

/**
 * Customers with an order in the range that is not their first, of all customers with one, by another reading than the
 * settings in force.
 */
export async function readReturning(
  tx: Tx,
  shopId: string,
  range: DayRange,
  buying: keyof typeof BUYING,
  isHistoryLimited: boolean,
): Promise<Fraction> {
  const { rows } = await tx.query<Fraction>(
    `WITH timeline AS (
       SELECT o.customer_id, o.day, ${isHistoryLimited ? "COALESCE(o.shopify_position, 1)" : "1"} AS least_number,
              row_number() OVER (PARTITION BY o.customer_id ORDER BY o.processed_at, o.order_id) AS position
       FROM (${isHistoryLimited ? withShopifyPositions(ORDERS_OF_BUYERS) : ORDERS_OF_BUYERS}) o
       JOIN shop_profile p ON p.shop_id = $1
       WHERE o.day <= $3 AND ${BUYING[buying]}
     )
     SELECT count(DISTINCT customer_id)::float8 AS denominator,
            count(DISTINCT customer_id) FILTER (WHERE GREATEST(position, least_number) > 1)::float8 AS numerator
     FROM timeline WHERE day BETWEEN $2 AND $3`,
    [shopId, range.from, range.to],
  );
  return rows[0] ?? { numerator: 0, denominator: 0 };
}

/** Which version of each of these orders is stored. */
export async function readStoredVersions(
  tx: Tx,
  shopId: string,
  orderIds: readonly string[],
): Promise<Map<string, Date>> {
  const { rows } = await tx.query<{ order_id: string; updated_at: Date }>(
    "SELECT order_id, updated_at FROM orders WHERE shop_id = $1 AND order_id = ANY ($2::bigint[])",
    [shopId, orderIds],
  );
  return new Map(rows.map((row) => [row.order_id, row.updated_at]));
}

/** The stored orders processed in a span of time. */
export async function readOrderIdsBetween(tx: Tx, shopId: string, from: Date, before: Date): Promise<string[]> {
  const { rows } = await tx.query<{ order_id: string }>(
    `SELECT order_id FROM orders
     WHERE shop_id = $1 AND processed_at >= $2 AND processed_at < $3
       AND day BETWEEN $2::date - 1 AND $3::date + 1`,
    [shopId, from, before],
  );
  return rows.map(({ order_id }) => order_id);
}

/** All stored orders of some customers, for who is new and who returns. */
export async function readTimelines(
  tx: Tx,
  shopId: string,
  customerIds: readonly string[],
): Promise<{ orderId: string; customerId: string; processedAt: Date; isTest: boolean }[]> {
  const { rows } = await tx.query<{ orderId: string; customerId: string; processedAt: Date; isTest: boolean }>(
    `SELECT order_id AS "orderId", customer_id AS "customerId", processed_at AS "processedAt", is_test AS "isTest"
     FROM orders WHERE shop_id = $1 AND customer_id = ANY ($2::bigint[])`,
    [shopId, customerIds],
  );
  return rows;
}

const NOTHING: CountedOrders = {
  orders: 0,
  placedOrders: 0,
  orderValue: 0,
  grossSales: 0,
  discounts: 0,
  netSales: 0,
};
