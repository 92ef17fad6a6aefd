import type { LedgerAmount, LedgerLine } from "~/domain/metrics/totals/ledger-amounts";
import { LEDGER_LINES } from "~/domain/metrics/totals/ledger-amounts";
import type { OrderTotal } from "~/domain/metrics/totals/order-amounts";
import type { Buyer } from "~/domain/metrics/history/buyer";

/*
 * What orders `o` and rows `s` of their ledger add to the totals: the SQL of `ORDER_AMOUNTS` and of the lines of the
 * ledger, which every query composes.
 */

export const IS_BUYER: Readonly<Record<Buyer, string>> = {
  new: "o.purchase_number = 1",
  returning: "o.purchase_number >= 2",
  other: "o.purchase_number IS NULL",
};

export const BUYER = `CASE WHEN ${IS_BUYER.other} THEN 'other'
                    WHEN ${IS_BUYER.new} THEN 'new' ELSE 'returning' END`;

/** What holds of an order that is counted, or what of it is summed. */
type OrderSql = { readonly where: string } | { readonly sum: string };

const ORDER_SQL: Readonly<Record<OrderTotal | "originalDiscount", OrderSql>> = {
  orders: { where: "true" },
  purchases: { where: "o.is_purchase" },
  identifiedPurchases: { where: "(o.is_purchase AND o.customer_id IS NOT NULL)" },
  cancelledOrders: { where: "(o.cancelled_at IS NOT NULL)" },
  discountedOrders: { where: "(o.original_discount > 0)" },
  zeroValueOrders: { where: "(o.order_value = 0)" },
  refundedOrders: { where: "o.is_refunded" },
  units: { sum: "o.units" },
  orderValue: { sum: "o.order_value" },
  orderValueSquares: { sum: "o.order_value::numeric * o.order_value" },
  originalDiscount: { sum: "o.original_discount" },
  keptValue: { sum: "o.kept_value" },
  returnedValue: { sum: "o.returned_value" },
  totalPaid: { sum: "o.total_paid" },
};

/** Columns the sums of orders are made of. */
export const SUMMED_COLUMNS = `o.customer_id, o.cancelled_at, o.is_purchase, o.units, o.order_value,
  o.original_discount, o.kept_value, o.returned_value, o.is_refunded, o.total_paid`;

/** What one order adds to a total. */
export function orderAmount(total: OrderTotal): string {
  const sql = ORDER_SQL[total];
  return "where" in sql ? `${sql.where}::int` : sql.sum;
}

/** Column of the rollup of sales that keeps a total. */
export function columnOf(total: string): string {
  return total.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Sums over orders by their name in the domain. */
export const ORDER_SUMS = mapped(ORDER_SQL, (sql) =>
  "where" in sql ? `count(*) FILTER (WHERE ${sql.where})` : `sum(${sql.sum})`,
);

const isLine = (...types: readonly string[]) => `s.line_type IN (${types.map((type) => `'${type}'`).join(", ")})`;
/** Whether a row brings merchandise or money for it back. */
export const IS_RETURNED = "(s.line_type = 'ADJUSTMENT' OR (s.line_type = 'PRODUCT' AND s.action = 'RETURN'))";
/** Whether a row sells merchandise. */
export const IS_SOLD = "s.line_type = 'PRODUCT' AND s.action <> 'RETURN'";
/** Whether a row is goods, or money refunded beyond those that came back. */
export const IS_MERCHANDISE = isLine("PRODUCT", "ADJUSTMENT");
const IS_TAXED = isLine("PRODUCT", "ADJUSTMENT", "SHIPPING", "DUTY", "FEE", "ADDITIONAL_FEE");
/** What is left of a row without tax. */
export const NET = "s.total - s.tax";

const LEDGER_SQL: Readonly<Record<LedgerAmount, { readonly rows: string; readonly amount: string }>> = {
  grossSales: { rows: IS_SOLD, amount: `${NET} + s.discount` },
  discounts: { rows: IS_SOLD, amount: "s.discount" },
  returns: { rows: IS_RETURNED, amount: "s.tax - s.total" },
  netSales: { rows: IS_MERCHANDISE, amount: NET },
  shipping: { rows: isLine("SHIPPING"), amount: NET },
  duties: { rows: isLine("DUTY"), amount: NET },
  tips: { rows: isLine("TIP"), amount: NET },
  fees: { rows: isLine("FEE", "ADDITIONAL_FEE"), amount: NET },
  taxes: { rows: IS_TAXED, amount: "s.tax" },
  totalSales: { rows: IS_TAXED, amount: "s.total" },
  giftCardsSold: { rows: isLine("GIFT_CARD"), amount: NET },
};

/** What one row adds to a line. */
export function ledgerAmount(line: LedgerAmount): string {
  return `CASE WHEN ${rowsOf(line)} THEN ${LEDGER_SQL[line].amount} ELSE 0 END`;
}

/**
 * The sum of a line over rows that are all of orders in sales.
 *
 * @param factor - what every row is multiplied by.
 */
export function ledgerSum(line: LedgerAmount, factor = "1"): string {
  const { rows, amount } = LEDGER_SQL[line];
  return `COALESCE(sum(${factor} * (${amount})) FILTER (WHERE ${rows}), 0)`;
}

/** Sums over the rows of counted orders by their name in the domain. */
export const LEDGER_SUMS = Object.fromEntries(
  LEDGER_LINES.map((line) => [line, `COALESCE(sum(${LEDGER_SQL[line].amount}) FILTER (WHERE ${rowsOf(line)}), 0)`]),
) as Readonly<Record<LedgerLine, string>>;

/** The rows of a line; all but gift cards are of orders in sales alone. */
function rowsOf(line: LedgerAmount): string {
  const { rows } = LEDGER_SQL[line];
  return line === "giftCardsSold" ? rows : `o.is_in_sales AND ${rows}`;
}

/** Sums as columns of a result, named as in the domain. */
export function asTotals(sums: Readonly<Record<string, string>>): string {
  return Object.entries(sums)
    .map(([total, sum]) => `(${sum})::float8 AS "${total}"`)
    .join(", ");
}

function mapped<Key extends string, From>(entries: Readonly<Record<Key, From>>, to: (from: From) => string) {
  return Object.fromEntries(Object.entries<From>(entries).map(([key, from]) => [key, to(from)])) as Record<Key, string>;
}
