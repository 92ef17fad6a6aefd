import type { Reason } from "~/words/records/reasons";
import type { ShopDay } from "~/domain/time/shop-time";
import {
  FEW_DATA,
  meanInterval,
  standardErrorOfMean,
  wilsonInterval,
  type Interval,
  type Sampling,
} from "./confidence";

/** What a number is measured in. Money is in minor units of the shop currency until it is shown. */
export type MetricUnit = "money" | "rate" | "count" | "ratio" | "days";

/**
 * One number and what it takes to believe it. `value` is null when it is not available, and then
 * `unavailableBecause` says why, for a merchant to read; an empty denominator is never 0.
 */
export interface MetricValue {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** How many observations stand behind it: the denominator of a rate, the orders of a mean. */
  readonly n: number | null;
  readonly unit: MetricUnit;
  /** 95% unless the metric says otherwise; null when none is defined. */
  readonly interval: readonly [low: number, high: number] | null;
  /** What is known of its swings by chance; null when nothing is, and then no change of it is called sure. */
  readonly sampling: Sampling | null;
  readonly unavailableBecause: Reason | null;
  /** The first day it is made of, where that lies within the range asked for; null when it is made of all of it. */
  readonly since: ShopDay | null;
  /** How many of the last days it is made of can still change by what happens later; 0 when none can. */
  readonly settlingDays: number;
}

/** A share of things counted, with its Wilson interval. */
export function rateOf(numerator: number, denominator: number, becauseEmpty: Reason): MetricValue {
  if (denominator === 0) return { ...unavailable("rate", becauseEmpty), numerator, denominator, n: 0 };
  const interval = wilsonInterval(numerator, denominator);
  const sampling = { kind: "share", trials: denominator } as const;
  return available("rate", numerator / denominator, { numerator, denominator, n: denominator, interval, sampling });
}

/**
 * A share of an amount of money from `n` orders; it has no interval of its own, because amounts are no trials.
 *
 * @param squares - sum of the squared amounts of the denominator. The share then swings no further than a rate of as
 *   many trials as orders of one size would be (Kish 1965, the effective sample size).
 */
export function shareOf(
  numerator: number,
  denominator: number,
  n: number,
  becauseEmpty: Reason,
  squares?: number,
): MetricValue {
  if (denominator <= 0) return { ...unavailable("rate", becauseEmpty), numerator, denominator, n };
  const share = numerator / denominator;
  const isPart = share >= 0 && share <= 1;
  const sampling =
    squares && isPart ? ({ kind: "share", trials: Math.min(n, denominator ** 2 / squares) } as const) : null;
  return available("rate", share, { numerator, denominator, n, sampling });
}

/** Money per order or customer; with an interval where the sum of squares is known. */
export function meanMoney(total: number, count: number, becauseEmpty: Reason, squares?: number): MetricValue {
  if (count === 0) return { ...unavailable("money", becauseEmpty), numerator: total, denominator: 0, n: 0 };
  const interval = squares === undefined ? null : meanInterval(count, total, squares);
  const sampling = squares === undefined ? null : meanSampling(count, total, squares);
  return available("money", total / count, { numerator: total, denominator: count, n: count, interval, sampling });
}

/** The swings of a mean; null below two observations. */
export function meanSampling(count: number, total: number, squares: number): Sampling | null {
  const standardError = standardErrorOfMean(count, total, squares);
  return standardError === null ? null : { kind: "mean", count, standardError };
}

/** Things per thing, such as units per order. */
export function ratioOf(numerator: number, denominator: number, becauseEmpty: Reason): MetricValue {
  if (denominator === 0) return { ...unavailable("ratio", becauseEmpty), numerator, denominator, n: 0 };
  return available("ratio", numerator / denominator, { numerator, denominator, n: denominator });
}

/** A number of independent arrivals, which varies like a Poisson count. */
export function countOf(count: number): MetricValue {
  return available("count", count, { n: count, sampling: { kind: "sum", standardError: Math.sqrt(count) } });
}

/**
 * An amount of money from `n` orders or checkouts.
 *
 * @param squares - sum of the squared amounts it is made of. Orders arrive by chance and differ in size: that is the
 *   variance of their sum.
 */
export function moneyOf(amount: number, n: number, squares?: number): MetricValue {
  const sampling = squares === undefined ? null : ({ kind: "sum", standardError: Math.sqrt(squares) } as const);
  return available("money", amount, { n, sampling });
}

/** A sum that is expected, with the bounds between which it lies; known from `n` customers. */
export function expectedSum(unit: MetricUnit, sum: number, interval: Interval | null, n: number): MetricValue {
  return available(unit, sum, { n, interval });
}

/** A sum of money, and the sum of the squared amounts it is made of. */
export interface SampledSum {
  readonly amount: number;
  readonly squares: number;
}

/** A sum against an earlier one, less one, from `n` orders. Both swing, each as its orders do. */
export function growthOf(now: SampledSum, before: SampledSum, n: number, becauseEmpty: Reason): MetricValue {
  const share = shareOf(now.amount, before.amount, n, becauseEmpty);
  if (share.value === null) return share;
  const variance = (now.squares + share.value ** 2 * before.squares) / before.amount ** 2;
  return { ...share, value: share.value - 1, sampling: { kind: "sum", standardError: Math.sqrt(variance) } };
}

/** A time in days, from `n` customers or gaps. */
export function daysMetric(days: number, n: number): MetricValue {
  return available("days", days, { n });
}

/** A ratio of two means, from `n` customers. */
export function ratioFrom(ratio: number, n: number): MetricValue {
  return available("ratio", ratio, { n });
}

/** A number that cannot be given, and why. */
export function unavailable(unit: MetricUnit, unavailableBecause: Reason): MetricValue {
  return {
    value: null,
    numerator: null,
    denominator: null,
    n: null,
    unit,
    interval: null,
    sampling: null,
    unavailableBecause,
    since: null,
    settlingDays: 0,
  };
}

/** Whether a number rests on too few observations to lean on; a count is what it is. */
export function isFewData({ value, unit, n }: MetricValue): boolean {
  return value !== null && unit !== "count" && (n ?? 0) < FEW_DATA;
}

function available(
  unit: MetricUnit,
  value: number,
  parts: {
    numerator?: number;
    denominator?: number;
    n: number;
    interval?: Interval | null;
    sampling?: Sampling | null;
  },
): MetricValue {
  const { numerator = null, denominator = null, n, interval = null, sampling = null } = parts;
  const whole = { unavailableBecause: null, since: null, settlingDays: 0 };
  return { value, numerator, denominator, n, unit, interval, sampling, ...whole };
}
