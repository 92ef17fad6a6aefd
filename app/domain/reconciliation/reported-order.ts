import type { Order, ShopifyId } from "~/domain/orders/order";
import { grossOf, isReturned, netOf, orderValue } from "~/domain/orders/order-value";
import { compareIds } from "~/domain/orders/purchases";
import type { Fraction } from "./reconciliation";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { dayOf, type EpochMs } from "~/domain/time/shop-time";

/** What one order adds to Shopify's sales report of a range, by Shopify's definitions. */
export interface ReportedOrder {
  readonly orders: number;
  /** 1 when it holds products and counts for the average. */
  readonly placedOrders: number;
  readonly orderValue: number;
  readonly grossSales: number;
  readonly discounts: number;
  readonly netSales: number;
}

/** What of an order the report depends on. */
export type ReportableOrder = Pick<Order, "id" | "customerId" | "processedAt" | "isTest" | "currencyCode" | "rows">;

export const NOT_REPORTED: ReportedOrder = {
  orders: 0,
  placedOrders: 0,
  orderValue: 0,
  grossSales: 0,
  discounts: 0,
  netSales: 0,
};

/**
 * Test orders add nothing; orders in a former currency only themselves. An order that holds only gift cards is an
 * order, but no sale.
 */
export function reportedOrder(
  order: ReportableOrder,
  range: DayRange,
  timeZone: string,
  currencyCode: string,
): ReportedOrder {
  if (order.isTest) return NOT_REPORTED;
  const isIn = (at: EpochMs) => isWithin(dayOf(at, timeZone), range);
  const holds = (lineType: string) =>
    order.rows.some((row) => row.isOriginal && row.lineType === lineType && row.action === "ORDER");
  const isDated = isIn(order.processedAt) && (holds("PRODUCT") || holds("GIFT_CARD"));
  const orders = isDated ? 1 : 0;
  if (order.currencyCode !== currencyCode) return { ...NOT_REPORTED, orders };
  const isPlaced = isDated && holds("PRODUCT");
  let [grossSales, discounts, returns] = [0, 0, 0];
  for (const row of order.rows) {
    if (!isIn(row.happenedAt)) continue;
    if (isReturned(row)) returns -= netOf(row);
    else if (row.lineType === "PRODUCT") {
      grossSales += grossOf(row);
      discounts += row.discount;
    }
  }
  return {
    orders,
    placedOrders: isPlaced ? 1 : 0,
    orderValue: isPlaced ? orderValue(order) : 0,
    grossSales,
    discounts,
    netSales: grossSales - discounts - returns,
  };
}

/** An order on a customer's row of orders. */
export interface CustomerOrder {
  readonly orderId: ShopifyId;
  readonly customerId: ShopifyId;
  readonly processedAt: EpochMs;
  readonly isTest: boolean;
}

/** Customers with an order in the range that is not their first, of all with one: whatever is no test counts. */
export function returningByOrders(orders: readonly CustomerOrder[], range: DayRange, timeZone: string): Fraction {
  const firsts = new Map<ShopifyId, CustomerOrder>();
  const counted = orders.filter(({ isTest }) => !isTest);
  for (const order of counted) {
    const first = firsts.get(order.customerId);
    if (!first || compareInTime(order, first) < 0) firsts.set(order.customerId, order);
  }
  const buyers = new Set<ShopifyId>();
  const returning = new Set<ShopifyId>();
  for (const order of counted) {
    const day = dayOf(order.processedAt, timeZone);
    if (day < range.from || day > range.to) continue;
    buyers.add(order.customerId);
    if (firsts.get(order.customerId)?.orderId !== order.orderId) returning.add(order.customerId);
  }
  return { numerator: returning.size, denominator: buyers.size };
}

function compareInTime(a: CustomerOrder, b: CustomerOrder): number {
  return a.processedAt - b.processedAt || compareIds(a.orderId, b.orderId);
}
