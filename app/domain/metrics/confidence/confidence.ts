/** Two-sided 95% point of the normal distribution. */
const Z95 = 1.959963984540054;

/** Below this many observations a number is marked *few data*. */
export const FEW_DATA = 30;
/** Below this many a comparison says nothing. */
export const TOO_FEW_TO_COMPARE = 5;

export type Interval = readonly [low: number, high: number];

/**
 * 95% interval of a rate (Wilson 1927), inside [0, 1] and sensible at 0 and 1; null when nothing was observed.
 *
 * @throws {RangeError} unless 0 <= successes <= trials.
 */
export function wilsonInterval(successes: number, trials: number): Interval | null {
  if (!(successes >= 0 && successes <= trials)) throw new RangeError(`${successes} of ${trials} is no rate`);
  if (trials === 0) return null;
  const rate = successes / trials;
  const z2 = Z95 * Z95;
  const centre = rate + z2 / (2 * trials);
  const spread = Z95 * Math.sqrt((rate * (1 - rate)) / trials + z2 / (4 * trials * trials));
  const scale = 1 + z2 / trials;
  // At 0 and 1 the bound is exact; rounding would leave it a hair off.
  return [successes === 0 ? 0 : (centre - spread) / scale, successes === trials ? 1 : (centre + spread) / scale];
}

/** Standard error of a mean, from count, sum and sum of squares; null below two observations. */
export function standardErrorOfMean(count: number, sum: number, squares: number): number | null {
  if (count < 2) return null;
  const variance = Math.max(0, (squares - (sum * sum) / count) / (count - 1));
  return Math.sqrt(variance / count);
}

/** 95% normal interval of a mean; null below two observations. */
export function meanInterval(count: number, sum: number, squares: number): Interval | null {
  const error = standardErrorOfMean(count, sum, squares);
  return error === null ? null : [sum / count - Z95 * error, sum / count + Z95 * error];
}

/**
 * 95% interval of the difference of two rates, the first less the second: Newcombe (1998), method 10, which joins the
 * Wilson intervals of both. Null when either side is empty.
 */
export function rateDifferenceInterval(
  first: { readonly successes: number; readonly trials: number },
  second: { readonly successes: number; readonly trials: number },
): Interval | null {
  const a = wilsonInterval(first.successes, first.trials);
  const b = wilsonInterval(second.successes, second.trials);
  if (!a || !b) return null;
  const rateA = first.successes / first.trials;
  const rateB = second.successes / second.trials;
  return [
    rateA - rateB - Math.hypot(rateA - a[0], b[1] - rateB),
    rateA - rateB + Math.hypot(a[1] - rateA, rateB - b[0]),
  ];
}

/** 95% normal interval of the difference of two independent estimates. */
export function differenceInterval(difference: number, errorA: number, errorB: number): Interval {
  const spread = Z95 * Math.hypot(errorA, errorB);
  return [difference - spread, difference + spread];
}
