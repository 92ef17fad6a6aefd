import type { Order } from "~/domain/orders/order";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import type { Segment } from "~/domain/orders/segment";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";
import { buyersIn } from "~/domain/metrics/history/segmented-book";
import type { CustomerTotals } from "./totals";

/** Distinct identified customers with a purchase of the segment in `range`: all, new and returning. */
export function customerTotals(
  orders: readonly Order[],
  range: DayRange,
  context: MetricContext,
  segment: Segment = {},
): CustomerTotals {
  let customers = 0;
  let newCustomers = 0;
  let returningCustomers = 0;
  for (const { numbered } of buyersIn(purchaseBook(orders, context), segment)) {
    const within = numbered.filter(({ day }) => isWithin(day, range));
    if (within.length === 0) continue;
    customers += 1;
    if (within.some(({ number }) => number === 1)) newCustomers += 1;
    if (within.some(({ number }) => number >= 2)) returningCustomers += 1;
  }
  return { customers, newCustomers, returningCustomers };
}

/** Identified customers with at least two purchases of the segment within `range` itself. */
export function repeatersInRange(
  orders: readonly Order[],
  range: DayRange,
  context: MetricContext,
  segment: Segment = {},
): number {
  const purchasers = buyersIn(purchaseBook(orders, context), segment);
  return purchasers.filter(({ numbered }) => numbered.filter(({ day }) => isWithin(day, range)).length >= 2).length;
}
