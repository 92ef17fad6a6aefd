import { ORDERS_WITH_TOKEN, NET_SALES, SALES_OF_KNOWN_DEVICE } from "~/adapters/db/sql/measured-orders.server";
import type { DeviceSalesBasis, OnlineOrdersBasis } from "~/domain/metrics/records/basis";
import type { DayRange } from "~/domain/time/reporting-window";
import { ORDER_COLUMNS } from "./explained-orders.server";
import type { FactQuery } from "./fact-list.server";

/** The online store's orders with a checkout token, and whether the pixel saw them completed. */
export function explainedOnlineOrders(
  shopId: string,
  { numerator, denominator }: OnlineOrdersBasis,
  { from, to }: DayRange,
  checkoutSources: readonly string[],
): FactQuery {
  const amounts = { wasSeen: "(c.checkout IS NOT NULL)::int", one: "1" };
  return {
    sql: `SELECT ${ORDER_COLUMNS}, ${amounts[numerator]} AS numerator,
                 ${denominator === null ? "0" : amounts[denominator]} AS denominator
          ${ORDERS_WITH_TOKEN}`,
    values: [shopId, from, to, checkoutSources],
    hasDenominator: denominator !== null,
  };
}

/** The orders of known device, each with its net sales of the range; one sold and brought back in it is among them. */
export function explainedDeviceSales(
  shopId: string,
  { numerator, denominator }: DeviceSalesBasis,
  { from, to }: DayRange,
): FactQuery {
  const amounts = {
    mobileSales: "CASE WHEN sale.is_mobile THEN sale.net_sales ELSE 0 END",
    knownSales: "sale.net_sales",
  };
  return {
    sql: `SELECT ${ORDER_COLUMNS}, ${amounts[numerator]} AS numerator,
                 ${denominator === null ? "0" : amounts[denominator]} AS denominator
          FROM (
            SELECT o.order_id, c.device = 'mobile' AS is_mobile, ${NET_SALES} AS net_sales
            ${SALES_OF_KNOWN_DEVICE}
            GROUP BY o.order_id, c.device
          ) sale
          JOIN orders o ON o.shop_id = $1 AND o.order_id = sale.order_id`,
    values: [shopId, from, to],
    hasDenominator: denominator !== null,
    listsZeros: true,
  };
}
