import { compareIds } from "../purchases";
import { ratioFrom, unavailable, type MetricValue } from "./metric-value";
import type { Purchaser } from "./purchase-book";

/** Orders of the best customers and of the rest. */
export interface TopCustomers {
  readonly top: { readonly customers: number; readonly orders: number; readonly orderValue: number };
  readonly rest: { readonly customers: number; readonly orders: number; readonly orderValue: number };
}

/**
 * The purchases of the ceil(`share` x n) customers of highest value to date, and those of the rest.
 *
 * @param share - 0.1 for the top tenth.
 */
export function topCustomers(purchasers: readonly Purchaser[], share: number): TopCustomers {
  const valued = purchasers.map(({ customerId, purchases }) => ({
    customerId,
    orders: purchases.length,
    orderValue: purchases.reduce((sum, purchase) => sum + purchase.orderValue, 0),
    keptValue: purchases.reduce((sum, purchase) => sum + purchase.keptValue, 0),
  }));
  valued.sort((a, b) => b.keptValue - a.keptValue || compareIds(a.customerId, b.customerId));
  // 0.1 x 70 is 7.000000000000001: take the hair off before rounding up.
  const count = Math.ceil(valued.length * share - 1e-9);
  const sums = (part: typeof valued) => ({
    customers: part.length,
    orders: part.reduce((sum, { orders }) => sum + orders, 0),
    orderValue: part.reduce((sum, { orderValue }) => sum + orderValue, 0),
  });
  return { top: sums(valued.slice(0, count)), rest: sums(valued.slice(count)) };
}

/** Mean order value of the best customers against that of the rest. */
export function topOrderValue({ top, rest }: TopCustomers): MetricValue {
  if (rest.orderValue <= 0)
    return unavailable("ratio", "There are too few customers to compare the best with the rest.");
  return ratioFrom(top.orderValue / top.orders / (rest.orderValue / rest.orders), top.customers);
}
