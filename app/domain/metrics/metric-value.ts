/** What a number is measured in. Money is in minor units of the shop currency until it is shown. */
export type MetricUnit = "money" | "rate" | "count" | "ratio" | "days";

/**
 * One number and what it takes to believe it. `value` is null when it is not available, and then
 * `unavailableBecause` says why in a sentence a merchant understands; an empty denominator is never 0.
 */
export interface MetricValue {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** How many observations stand behind it: the denominator of a rate, the orders of a mean. */
  readonly n: number | null;
  readonly unit: MetricUnit;
  /** 95 % unless the metric says otherwise; null when none is defined. */
  readonly interval: readonly [low: number, high: number] | null;
  readonly unavailableBecause: string | null;
}
