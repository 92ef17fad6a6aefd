import { DAY_MS } from "../shop-time";
import type { DayRange } from "../reporting-window";
import type { MetricContext } from "./metric-context";
import { daysMetric, unavailable, type MetricValue } from "./metric-value";
import type { Purchaser } from "./purchase-book";

/** How long customers acquired in a range take to come back. */
export interface SecondPurchaseTimes {
  readonly customers: number;
  /** Days by which half came back; null while fewer than half did. */
  readonly median: number | null;
  /** Days by which a quarter came back; null while fewer did. */
  readonly quarter: number | null;
}

/**
 * Kaplan-Meier estimate (1958) of the days from first to second purchase. A customer who has not come back counts as
 * not back for as long as known, the as-of less the first purchase; leaving such customers out would make everyone
 * look quick.
 */
export function secondPurchaseTimes(
  purchasers: readonly Purchaser[],
  { from, to }: DayRange,
  { asOf }: MetricContext,
): SecondPurchaseTimes {
  const durations = purchasers.flatMap(({ numbered: [first, second] }) => {
    if (!first || first.day < from || first.day > to) return [];
    return [{ days: ((second?.at ?? asOf) - first.at) / DAY_MS, isBack: second !== undefined }];
  });
  // At the same time returns come first: who is lost from sight at that moment was still at risk.
  durations.sort((a, b) => a.days - b.days || Number(b.isBack) - Number(a.isBack));
  let survival = 1;
  let median: number | null = null;
  let quarter: number | null = null;
  for (let index = 0; index < durations.length;) {
    const { days = 0 } = durations[index] ?? {};
    let next = index;
    let returns = 0;
    for (; durations[next]?.days === days; next++) if (durations[next]?.isBack) returns += 1;
    const atRisk = durations.length - index;
    survival *= (atRisk - returns) / atRisk;
    if (quarter === null && survival <= 0.75 + 1e-12) quarter = days;
    if (median === null && survival <= 0.5 + 1e-12) median = days;
    index = next;
  }
  return { customers: durations.length, median, quarter };
}

/** Days by which half the new customers of the range came back; the quarter, while fewer than half do. */
export function timeToSecondPurchase({ customers, median, quarter }: SecondPurchaseTimes): MetricValue {
  const days = median ?? quarter;
  if (days !== null) return daysMetric(days, customers);
  const reason =
    customers === 0
      ? "No customer bought first in this range."
      : "Fewer than a quarter of the new customers of this range have come back yet.";
  return { ...unavailable("days", reason), n: customers };
}
