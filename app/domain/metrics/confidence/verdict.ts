import {
  FEW_DATA,
  TOO_FEW_TO_COMPARE,
  meanDifferenceInterval,
  normalInterval,
  rateDifferenceInterval,
  wilsonInterval,
  type Interval,
} from "./confidence";
import type { MetricValue } from "./metric-value";

/**
 * How sure a difference is. `sure`: its 95% interval excludes zero; `usual`: it lies within the usual ups and downs;
 * `tooFew`: fewer than 30 observations on a side cannot tell; `tooEarly`: it would be sure, but days of a side can still
 * change.
 */
export type Certainty = "sure" | "usual" | "tooFew" | "tooEarly";

/** What is said of a number beside an earlier one, on every page, card and report alike. */
export interface Verdict {
  /** `none` for two equal numbers. */
  readonly direction: "up" | "down" | "none";
  /** In the unit of the number; of rates a fraction of one. */
  readonly difference: number;
  /** The difference as a fraction of the earlier number; null unless that lies above zero. */
  readonly relative: number | null;
  /** Null where nothing is known of the number's swings by chance. */
  readonly certainty: Certainty | null;
  /** Whether enough was observed on both sides to draw the direction. */
  readonly hasArrow: boolean;
}

/** How `now` stands to `before`; null when there is nothing to compare. */
export function verdictOf(now: MetricValue, before: MetricValue | null): Verdict | null {
  if (!before || now.value === null || before.value === null) return null;
  // Sums of unequal days say nothing of each other; a rate of fewer days is still that rate.
  if (now.unit !== "rate" && now.since !== before.since) return null;
  const difference = now.value - before.value;
  const observed = Math.min(now.n ?? 0, before.n ?? 0);
  const certainty = certaintyOf(differenceInterval(now, before), observed);
  const isSettling = now.settlingDays > 0 || before.settlingDays > 0;
  return {
    direction: difference > 0 ? "up" : difference < 0 ? "down" : "none",
    difference,
    relative: before.value > 0 ? difference / before.value : null,
    certainty: certainty === "sure" && isSettling ? "tooEarly" : certainty,
    hasArrow: difference !== 0 && observed >= TOO_FEW_TO_COMPARE,
  };
}

/** How sure it is that a number lies on the side of `bound` it is seen on; null for a number that is not available. */
export function certaintyBeside(bound: number, metric: MetricValue): Certainty | null {
  const interval = metric.interval ?? samplingInterval(metric);
  return certaintyOf(interval && [interval[0] - bound, interval[1] - bound], metric.n ?? 0);
}

function certaintyOf(interval: Interval | null, observed: number): Certainty | null {
  const excludesZero = interval !== null && (interval[0] > 0 || interval[1] < 0);
  if (excludesZero && observed >= TOO_FEW_TO_COMPARE) return "sure";
  if (observed < FEW_DATA) return "tooFew";
  return interval === null ? null : "usual";
}

/** 95% interval of `now` less `before`; null where the swings of either are not known. */
function differenceInterval(now: MetricValue, before: MetricValue): Interval | null {
  const [first, second] = [now.sampling, before.sampling];
  if (now.value === null || before.value === null) return null;
  if (first?.kind === "share" && second?.kind === "share") {
    return rateDifferenceInterval(
      { successes: now.value * first.trials, trials: first.trials },
      { successes: before.value * second.trials, trials: second.trials },
    );
  }
  if (first?.kind === "mean" && second?.kind === "mean") {
    return meanDifferenceInterval({ ...first, mean: now.value }, { ...second, mean: before.value });
  }
  if (first?.kind === "sum" && second?.kind === "sum") {
    return normalInterval(now.value - before.value, Math.hypot(first.standardError, second.standardError));
  }
  return null;
}

function samplingInterval({ value, sampling }: MetricValue): Interval | null {
  if (value === null || sampling === null) return null;
  if (sampling.kind === "share") return wilsonInterval(value * sampling.trials, sampling.trials);
  return normalInterval(value, sampling.standardError);
}
