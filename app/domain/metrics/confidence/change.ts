import { TOO_FEW_TO_COMPARE, differenceInterval, rateDifferenceInterval, type Interval } from "./confidence";
import type { MetricValue } from "./metric-value";

/** How a number moved against an earlier one. `same` means: no more than chance would move it. */
export interface Change {
  readonly kind: "up" | "down" | "same" | "unknown";
  /** Percentage points for a rate, otherwise a fraction of the earlier number; null when there is nothing to compare. */
  readonly amount: number | null;
}

const UNKNOWN: Change = { kind: "unknown", amount: null };

/**
 * How `now` moved against `before`. Only a movement whose 95% interval excludes zero is called up or down.
 *
 * @param error - standard error of a number that carries no interval of its own, such as a sum of money.
 */
export function changeOf(
  now: MetricValue,
  before: MetricValue | null,
  error?: { now: number; before: number },
): Change {
  if (!before || now.value === null || before.value === null) return UNKNOWN;
  // Sums of unequal days say nothing of each other; a rate of fewer days is still that rate.
  if (now.unit !== "rate" && now.since !== before.since) return UNKNOWN;
  const difference = now.value - before.value;
  const amount = now.unit === "rate" ? difference : before.value > 0 ? difference / before.value : null;
  if (isTooFew(now) || isTooFew(before)) return { kind: "unknown", amount };
  const interval = intervalOfDifference(now, before, difference, error);
  if (!interval) return { kind: "unknown", amount };
  return { kind: interval[0] > 0 ? "up" : interval[1] < 0 ? "down" : "same", amount };
}

function intervalOfDifference(
  now: MetricValue,
  before: MetricValue,
  difference: number,
  error?: { now: number; before: number },
): Interval | null {
  if (error) return differenceInterval(difference, error.now, error.before);
  // The number of independent arrivals varies like a Poisson count.
  if (now.unit === "count")
    return differenceInterval(difference, Math.sqrt(now.value ?? 0), Math.sqrt(before.value ?? 0));
  if (now.unit === "rate" && now.interval && before.interval && now.denominator && before.denominator) {
    return rateDifferenceInterval(
      { successes: now.numerator ?? 0, trials: now.denominator },
      { successes: before.numerator ?? 0, trials: before.denominator },
    );
  }
  if (!now.interval || !before.interval) return null;
  return [
    difference - Math.hypot(half(now.interval), half(before.interval)),
    difference + Math.hypot(half(now.interval), half(before.interval)),
  ];
}

function half([low, high]: Interval): number {
  return (high - low) / 2;
}

function isTooFew({ denominator, n }: MetricValue): boolean {
  return (denominator ?? n ?? 0) < TOO_FEW_TO_COMPARE;
}
