import type { Order } from "~/domain/orders/order";
import type { DayRange } from "~/domain/time/reporting-window";
import type { Segment } from "~/domain/orders/segment";
import { DAY_MS } from "~/domain/time/shop-time";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";
import { acquiredIn } from "~/domain/metrics/history/segmented-book";
import type { MatureCustomers } from "./totals";

/**
 * Customers acquired in `range` and at least `horizonDays` x 24 h before the as-of: how many, what they were worth
 * within the horizon, and how many came back within it. Younger ones are in neither part of any rate. Of a segment,
 * the customers whose first purchase belongs to it, with all they bought.
 *
 * @param range - an absent bound leaves that side open.
 */
export function matureCustomers(
  orders: readonly Order[],
  range: Partial<DayRange>,
  horizonDays: number,
  context: MetricContext,
  segment: Segment = {},
): MatureCustomers {
  const horizonMs = horizonDays * DAY_MS;
  const totals = { customers: 0, keptValue: 0, keptValueSquares: 0, repeaters: 0 };
  for (const { numbered, purchases } of acquiredIn(purchaseBook(orders, context), segment)) {
    const [first, second] = numbered;
    if (!first || (range.from && first.day < range.from) || (range.to && first.day > range.to)) continue;
    if (first.at + horizonMs > context.asOf) continue;
    const value = purchases
      .filter(({ at }) => at <= first.at + horizonMs)
      .reduce((sum, purchase) => sum + purchase.keptValue, 0);
    totals.customers += 1;
    totals.keptValue += value;
    totals.keptValueSquares += value * value;
    if (second && second.at <= first.at + horizonMs) totals.repeaters += 1;
  }
  return totals;
}
