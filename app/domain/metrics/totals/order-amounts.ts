import {
  isReturned,
  keptValue,
  orderValue,
  originalDiscount,
  returnedValue,
  unitsOrdered,
} from "~/domain/orders/order-value";
import type { BookedOrder } from "~/domain/metrics/history/purchase-book";

/** What a placed order adds to a total. */
interface OrderAmountDefinition {
  readonly unit: "count" | "money";
  readonly of: (booked: BookedOrder) => number;
}

const count = (of: (booked: BookedOrder) => number) => ({ unit: "count", of }) as const;
const flag = (is: (booked: BookedOrder) => boolean) => count((booked) => Number(is(booked)));
const money = (of: (booked: BookedOrder) => number) => ({ unit: "money", of }) as const;

/**
 * What is summed over placed orders by their own day. Each amount has its twin in the SQL of the ledger, by the same
 * name, and a column of the rollup.
 */
export const ORDER_AMOUNTS = {
  orders: count(() => 1),
  purchases: flag(({ isPurchase }) => isPurchase),
  identifiedPurchases: flag(({ isPurchase, order }) => isPurchase && order.customerId !== null),
  cancelledOrders: flag(({ order }) => order.cancelledAt !== null),
  /** Worth nothing as placed, for shops that leave them out of the average. */
  zeroValueOrders: flag(({ order }) => orderValue(order) === 0),
  discountedOrders: flag(({ order }) => originalDiscount(order) > 0),
  /** Of which merchandise came back to date, whatever it was worth; cancellations included. */
  refundedOrders: flag(({ order }) => order.rows.some(isReturned)),
  units: count(({ order }) => unitsOrdered(order)),
  orderValue: money(({ order }) => orderValue(order)),
  /** For the interval of the mean; a float beyond 2^53. */
  orderValueSquares: money(({ order }) => orderValue(order) ** 2),
  keptValue: money(({ order }) => keptValue(order)),
  /** Merchandise that came back of the order, whenever it did; positive. */
  returnedValue: money(({ order }) => returnedValue(order)),
  totalPaid: money(({ order }) => order.totalPaid),
} as const satisfies Record<string, OrderAmountDefinition>;

export type OrderTotal = keyof typeof ORDER_AMOUNTS;
/** Sums over placed orders. */
export type OrderTotals = Readonly<Record<OrderTotal, number>>;

export const ORDER_TOTALS = Object.keys(ORDER_AMOUNTS) as OrderTotal[];
