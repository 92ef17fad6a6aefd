import { groupBy } from "~/domain/group-by";
import type { BookedOrder } from "~/domain/metrics/history/purchase-book";
import type { MinorUnits } from "~/domain/money";
import { orderValue } from "~/domain/orders/order-value";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";

/** Of the visits Shopify knows of an order, those of the 30 days before it. */
export const VISITS = ["first", "last"] as const;
export type Visit = (typeof VISITS)[number];

/** Placed orders whose first or last visit came from one source. */
export interface OrderSource {
  readonly visit: Visit;
  /** Null where Shopify knows no visit or not where it came from: never taken for direct. */
  readonly source: string | null;
  readonly medium: string | null;
  readonly orders: number;
  readonly orderValue: MinorUnits;
}

/** The placed orders dated in the range by where their first and by where their last visit came from. */
export function orderSources(orders: readonly BookedOrder[], range: DayRange): OrderSource[] {
  const placed = orders.filter(({ isPlaced, day }) => isPlaced && isWithin(day, range));
  return sortedOrderSources(
    VISITS.flatMap((visit) => {
      const traits = ({ order }: BookedOrder) =>
        visit === "first"
          ? [order.firstVisitSource, order.firstVisitMedium]
          : [order.lastVisitSource, order.lastVisitMedium];
      return [...groupBy(placed, (booked) => JSON.stringify(traits(booked))).values()].map((own) => {
        const [source = null, medium = null] = own[0] ? traits(own[0]) : [];
        const value = own.reduce((sum, { order }) => sum + orderValue(order), 0);
        return { visit, source, medium, orders: own.length, orderValue: value };
      });
    }),
  );
}

/** By visit, most orders first. */
export function sortedOrderSources(sources: readonly OrderSource[]): OrderSource[] {
  const name = ({ source, medium }: OrderSource) => JSON.stringify([source, medium]);
  return sources.toSorted(
    (a, b) => VISITS.indexOf(a.visit) - VISITS.indexOf(b.visit) || b.orders - a.orders || (name(a) < name(b) ? -1 : 1),
  );
}
