import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { DAY_MS } from "~/domain/time/shop-time";
import { daysMetric, unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { BookedPurchaser } from "~/domain/metrics/history/purchase-book";
import { quantile } from "~/domain/numeric/quantile";
import { firstPurchase } from "~/domain/metrics/history/segmented-book";
import { because } from "~/domain/metrics/confidence/reason";

/** How long customers acquired in a range took to buy at all; medians are null without customers to take them from. */
export interface FirstPurchaseTimes {
  /** Customers whose record is older than their first purchase, and the median of the days between. */
  readonly recorded: number;
  readonly recordedMedian: number | null;
  /** Customers whose first visit Shopify knows, and the median of the days from it. */
  readonly visited: number;
  readonly visitedMedian: number | null;
}

export function firstPurchaseTimes(purchasers: readonly BookedPurchaser[], range: DayRange): FirstPurchaseTimes {
  const firsts = purchasers
    .map(firstPurchase)
    .filter((first) => first !== null)
    .filter(({ day }) => isWithin(day, range));
  const recorded = firsts
    .flatMap(({ order: { customerCreatedAt, processedAt } }) =>
      customerCreatedAt !== null && customerCreatedAt < processedAt ? [processedAt - customerCreatedAt] : [],
    )
    .sort((a, b) => a - b);
  const visited = firsts.flatMap(({ order }) => order.daysToConversion ?? []).sort((a, b) => a - b);
  const median = quantile(recorded, 0.5);
  return {
    recorded: recorded.length,
    recordedMedian: median === null ? null : median / DAY_MS,
    visited: visited.length,
    visitedMedian: quantile(visited, 0.5),
  };
}

/**
 * Days from the first visit to the first purchase, as Shopify recorded them (`daysToConversion` of an order's journey).
 * No metric of its own: it is what stands beside `time_to_first_purchase`.
 */
export function daysToConversion({ visited, visitedMedian }: FirstPurchaseTimes): MetricValue {
  if (visitedMedian !== null) return daysMetric(visitedMedian, visited);
  return unavailable("days", because("noVisitKnown"));
}
