/** What the coming days hold beside a model without seasons, from the same days a year ago: factors, 1 is none. */
export interface Season {
  readonly counts: number;
  readonly values: number;
}

export const YEAR_DAYS = 365;

/**
 * Actual over expected of a year ago, drawn towards 1 by its own uncertainty: with l the logarithm of the ratio and s
 * its standard error over customers, exp(l (1 - s² / l²)), and 1 where s exceeds |l| (James and Stein 1961, positive
 * part).
 *
 * @param actual - what each customer did in those days.
 * @param expected - what a model fitted up to just before them expected, parallel to it.
 */
export function seasonRatio(actual: Float64Array, expected: Float64Array): number {
  const total = sum(actual);
  const foreseen = sum(expected);
  if (!(total > 0) || !(foreseen > 0)) return 1;
  const ratio = total / foreseen;
  const squared = actual.reduce((squares, value, i) => squares + (value - ratio * expected[i]!) ** 2, 0);
  const log = Math.log(ratio);
  const variance = squared / (total * total);
  return log * log > variance ? Math.exp(log * (1 - variance / (log * log))) : 1;
}

const sum = (column: Float64Array) => column.reduce((total, value) => total + value, 0);
