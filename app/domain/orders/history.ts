import type { CheckoutHistory } from "./checkout";
import type { Order } from "./order";
import type { StorefrontEvent } from "~/domain/measurement/storefront-event";
import type { EpochMs } from "~/domain/time/shop-time";

/** All that is known of a shop's orders and checkouts, and of what its shoppers do. */
export interface ShopHistory {
  readonly orders: readonly Order[];
  readonly checkouts: readonly CheckoutHistory[];
  /** Absent where the shop was never measured. */
  readonly storefront?: StorefrontHistory;
  /** Whether product pages were ever held out, so that what lists add is measured. */
  readonly isHoldingOut?: boolean;
}

/** What the pixel told, in any order. */
export interface StorefrontHistory {
  readonly events: readonly StorefrontEvent[];
  /** Clients known from sessions that are no longer kept. */
  readonly seenClients: ReadonlySet<string>;
}

/**
 * The orders as they stood at `asOf`: later orders, ledger rows and cancellations are gone. Undated facts (payment
 * status, test, merged) are as now.
 */
export function ordersAsOf(orders: readonly Order[], asOf: EpochMs): readonly Order[] {
  return orders.filter(({ processedAt }) => processedAt <= asOf).map((order) => orderAsOf(order, asOf));
}

function orderAsOf(order: Order, asOf: EpochMs): Order {
  const isCancelledLater = order.cancelledAt !== null && order.cancelledAt > asOf;
  const rows = order.rows.filter(({ happenedAt }) => happenedAt <= asOf);
  if (!isCancelledLater && rows.length === order.rows.length) return order;
  return { ...order, cancelledAt: isCancelledLater ? null : order.cancelledAt, rows };
}

/** The checkouts as they stood at `asOf`: later starts, activity and completions are gone. */
export function checkoutsAsOf(checkouts: readonly CheckoutHistory[], asOf: EpochMs): readonly CheckoutHistory[] {
  return checkouts
    .filter(({ startedAt }) => startedAt <= asOf)
    .map((checkout) => {
      const isCompletedLater = checkout.completedAt !== null && checkout.completedAt > asOf;
      return {
        ...checkout,
        activity: checkout.activity.filter((seenAt) => seenAt <= asOf),
        completedAt: isCompletedLater ? null : checkout.completedAt,
        orderId: isCompletedLater ? null : checkout.orderId,
      };
    });
}
