import type { OrderAmount, OrdersBasis, ShippingBasis } from "~/domain/metrics/explain/basis";
import type { Buyer } from "~/domain/metrics/totals";
import type { DayRange } from "~/domain/time/reporting-window";
import type { Segment } from "~/domain/orders/segment";
import { ordersInSegment } from "~/adapters/db/sql/segment-sql.server";
import type { FactQuery } from "./fact-list.server";

/** What one placed order adds. */
const ORDER_AMOUNTS: Readonly<Record<Exclude<OrderAmount, "counted">, string>> = {
  one: "1",
  units: "o.units",
  orderValue: "o.order_value",
  countedValue: "o.order_value",
  keptValue: "o.kept_value",
  totalPaid: "o.total_paid",
  returnedValue: "o.returned_value",
  isDiscounted: "(o.original_discount > 0)::int",
  isCancelled: "(o.cancelled_at IS NOT NULL)::int",
  isPurchase: "o.is_purchase::int",
  isIdentified: "(o.is_purchase AND o.customer_id IS NOT NULL)::int",
};

const IS_BUYER: Readonly<Record<Buyer, string>> = {
  new: "o.purchase_number = 1",
  returning: "o.purchase_number >= 2",
  other: "o.purchase_number IS NULL",
};

/** Whether the order is one of these buyers'; everybody's when there is no choice. */
export function isOneOf(buyers: readonly Buyer[] | undefined): string {
  return buyers ? `(${buyers.map((buyer) => IS_BUYER[buyer]).join(" OR ")})` : "true";
}

const ORDER_COLUMNS = `
  o.order_id AS key, o.order_id AS "orderId", o.name AS "orderName", o.customer_id AS "customerId",
  o.processed_at AS at, o.channel, o.country, o.purchase_number AS "purchaseNumber", o.order_value AS value`;

/** The placed orders dated in the range. */
export function explainedOrders(
  shopId: string,
  { numerator, denominator, buyers }: OrdersBasis,
  { from, to }: DayRange,
  excludesZeroValue: boolean,
  segment: Segment,
): FactQuery {
  const inSegment = ordersInSegment(segment, 3);
  const amounts = { ...ORDER_AMOUNTS, counted: excludesZeroValue ? "(o.order_value <> 0)::int" : "1" };
  return {
    sql: `SELECT ${ORDER_COLUMNS}, ${amounts[numerator]} AS numerator,
                 ${denominator === null ? "0" : amounts[denominator]} AS denominator
          FROM orders o
          WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_placed AND ${isOneOf(buyers)}${inSegment.sql}`,
    values: [shopId, from, to, ...inSegment.values],
    hasDenominator: denominator !== null,
  };
}

/** The placed orders dated in the range, and those whose shipping was charged or given back in it. */
export function explainedShipping(
  shopId: string,
  _: ShippingBasis,
  { from, to }: DayRange,
  segment: Segment,
): FactQuery {
  const inSegment = ordersInSegment(segment, 3);
  return {
    sql: `SELECT ${ORDER_COLUMNS}, COALESCE(c.charged, 0) AS numerator,
                 (o.day BETWEEN $2 AND $3)::int AS denominator
          FROM (
            SELECT order_id FROM orders WHERE shop_id = $1 AND day BETWEEN $2 AND $3
            UNION
            SELECT order_id FROM sales_row WHERE shop_id = $1 AND day BETWEEN $2 AND $3 AND NOT is_original
          ) touched
          JOIN orders o ON o.shop_id = $1 AND o.order_id = touched.order_id
          LEFT JOIN LATERAL (
            SELECT sum(s.total - s.tax) AS charged
            FROM sales_row s
            WHERE s.shop_id = $1 AND s.order_id = o.order_id AND s.day BETWEEN $2 AND $3
              AND s.line_type = 'SHIPPING'
          ) c ON true
          WHERE o.is_placed${inSegment.sql}`,
    values: [shopId, from, to, ...inSegment.values],
    hasDenominator: true,
  };
}
