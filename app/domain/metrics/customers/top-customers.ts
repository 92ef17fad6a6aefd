import type { ShopifyId } from "~/domain/orders/order";
import type { MinorUnits } from "~/domain/money";
import { compareIds } from "~/domain/orders/purchases";
import type { EpochMs } from "~/domain/time/shop-time";
import type { Purchaser } from "~/domain/metrics/history/purchase-book";

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
  const { top, rest } = rankedCustomers(purchasers, share);
  const sums = (part: readonly RankedCustomer[]) => ({
    customers: part.length,
    orders: part.reduce((sum, { orders }) => sum + orders, 0),
    orderValue: part.reduce((sum, { orderValue }) => sum + orderValue, 0),
  });
  return { top: sums(top), rest: sums(rest) };
}

export interface RankedCustomer {
  readonly customerId: ShopifyId;
  readonly firstAt: EpochMs;
  readonly orders: number;
  readonly orderValue: MinorUnits;
  readonly keptValue: MinorUnits;
}

/** Customers by value to date, highest first, cut after the ceil(`share` x n) best. */
export function rankedCustomers(
  purchasers: readonly Purchaser[],
  share: number,
): { readonly top: readonly RankedCustomer[]; readonly rest: readonly RankedCustomer[] } {
  const ranked = purchasers.map(({ customerId, purchases }) => ({
    customerId,
    firstAt: purchases[0]?.at ?? 0,
    orders: purchases.length,
    orderValue: purchases.reduce((sum, purchase) => sum + purchase.orderValue, 0),
    keptValue: purchases.reduce((sum, purchase) => sum + purchase.keptValue, 0),
  }));
  ranked.sort((a, b) => b.keptValue - a.keptValue || compareIds(a.customerId, b.customerId));
  // 0.1 x 70 is 7.000000000000001: take the hair off before rounding up.
  const count = Math.ceil(ranked.length * share - 1e-9);
  return { top: ranked.slice(0, count), rest: ranked.slice(count) };
}
