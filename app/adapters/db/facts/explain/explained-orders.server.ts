import type { OrderAmount, OrdersBasis, ShippingBasis } from "~/domain/metrics/records/basis";
import type { Buyer } from "~/domain/metrics/history/buyer";
import type { DayRange } from "~/domain/time/reporting-window";
import type { Segment } from "~/domain/orders/segment";
import { IS_BUYER, NET, orderAmount } from "~/adapters/db/sql/ledger-sums.server";
import { ordersInSegment } from "~/adapters/db/sql/segment-sql.server";
import type { FactQuery } from "./fact-list.server";

/** Whether the order is one of these buyers'; everybody's when there is no choice. */
export function isOneOf(buyers: readonly Buyer[] | undefined): string {
  return buyers ? `(${buyers.map((buyer) => IS_BUYER[buyer]).join(" OR ")})` : "true";
}

/** What a row says of an order `o`. */
export const ORDER_COLUMNS = `
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
  const amount = (of: OrderAmount) => {
    if (of !== "averagedOrders") return orderAmount(of);
    return excludesZeroValue ? `1 - ${orderAmount("zeroValueOrders")}` : "1";
  };
  return {
    sql: `SELECT ${ORDER_COLUMNS}, ${amount(numerator)} AS numerator,
                 ${denominator === null ? "0" : amount(denominator)} AS denominator
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
            SELECT sum(${NET}) AS charged
            FROM sales_row s
            WHERE s.shop_id = $1 AND s.order_id = o.order_id AND s.day BETWEEN $2 AND $3
              AND s.line_type = 'SHIPPING'
          ) c ON true
          WHERE o.is_placed${inSegment.sql}`,
    values: [shopId, from, to, ...inSegment.values],
    hasDenominator: true,
  };
}
