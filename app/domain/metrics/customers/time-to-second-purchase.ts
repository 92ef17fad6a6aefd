import { DAY_MS, type EpochMs } from "~/domain/time/shop-time";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { Purchaser } from "~/domain/metrics/history/purchase-book";
import { quantile } from "~/domain/numeric/quantile";
import { survivalQuantile, survivalSteps, type Wait } from "./survival";

/** How long customers acquired in a range take to come back. */
export interface SecondPurchaseTimes {
  readonly customers: number;
  /** Days by which half came back; null while fewer than half did. */
  readonly median: number | null;
  /** Days by which a quarter came back; null while fewer did. */
  readonly quarter: number | null;
}

/**
 * Kaplan-Meier estimate of the days from first to second purchase. Leaving out customers who have not come back would
 * make everyone look quick.
 */
export function secondPurchaseTimes(
  purchasers: readonly Purchaser[],
  range: DayRange,
  { asOf }: MetricContext,
): SecondPurchaseTimes {
  return secondPurchaseTimesOf(secondPurchaseWaits(purchasers, range, asOf));
}

/** How long each customer acquired in `range` was waited for: until the second purchase, or until `asOf`. */
export function secondPurchaseWaits(purchasers: readonly Purchaser[], range: DayRange, asOf: EpochMs): Wait[] {
  return purchasers.flatMap(({ numbered: [first, second] }) => {
    if (!first || !isWithin(first.day, range)) return [];
    return [{ days: ((second?.at ?? asOf) - first.at) / DAY_MS, isBack: second !== undefined }];
  });
}

export function secondPurchaseTimesOf(waits: readonly Wait[]): SecondPurchaseTimes {
  const steps = survivalSteps(waits);
  return {
    customers: waits.length,
    median: survivalQuantile(steps, 0.5),
    quarter: survivalQuantile(steps, 0.75),
  };
}

/** The day by which half of those who came back had done so; null when nobody did. */
export function halfOfReturners(waits: readonly Wait[]): number | null {
  const days = waits.filter(({ isBack }) => isBack).map((wait) => wait.days);
  return quantile(
    days.sort((a, b) => a - b),
    0.5,
  );
}
