/** Two-sided 95% point of the normal distribution. */
const Z95 = 1.959963984540054;

/** Below this many observations a number is marked *too little data*, and no difference is called usual. */
export const FEW_DATA = 30;
/** Below this many a difference is never called sure and has no arrow. */
export const TOO_FEW_TO_COMPARE = 5;

/**
 * What is known of how far a number swings by chance alone. Of a share of money, `trials` are the orders of one size
 * that would swing as far.
 */
export type Sampling =
  | { readonly kind: "share"; readonly trials: number }
  | { readonly kind: "mean"; readonly count: number; readonly standardError: number }
  | { readonly kind: "sum"; readonly standardError: number };

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

/** 95% normal interval around an estimate. */
export function normalInterval(estimate: number, standardError: number): Interval {
  return [estimate - Z95 * standardError, estimate + Z95 * standardError];
}

/** A mean of `count` observations, at least two. */
interface MeanEstimate {
  readonly mean: number;
  readonly count: number;
  readonly standardError: number;
}

/**
 * 95% interval of the difference of two means whose variances differ, the first less the second: Welch (1947), with
 * Satterthwaite's degrees of freedom.
 */
export function meanDifferenceInterval(first: MeanEstimate, second: MeanEstimate): Interval {
  const difference = first.mean - second.mean;
  const variances = [first, second].map(({ standardError }) => standardError ** 2);
  const variance = variances.reduce((sum, each) => sum + each, 0);
  if (variance === 0) return [difference, difference];
  const [ownFirst = 0, ownSecond = 0] = variances;
  const freedom = variance ** 2 / (ownFirst ** 2 / (first.count - 1) + ownSecond ** 2 / (second.count - 1));
  const spread = studentPoint95(freedom) * Math.sqrt(variance);
  return [difference - spread, difference + spread];
}

/**
 * Two-sided 95% point of Student's t by its expansion around the normal point (Abramowitz and Stegun 26.7.5): within
 * 0.001 from 4 degrees of freedom on, which are those of five observations.
 */
export function studentPoint95(freedom: number): number {
  const z2 = Z95 * Z95;
  const terms = [
    1,
    (z2 + 1) / 4,
    ((5 * z2 + 16) * z2 + 3) / 96,
    (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384,
    ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92_160,
  ];
  return Z95 * terms.reduce((sum, term, power) => sum + term / freedom ** power, 0);
}
