import type { ShopDay } from "~/domain/time/shop-time";
import { FEW_DATA, meanInterval, wilsonInterval, type Interval } from "./confidence";

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
  /** 95% unless the metric says otherwise; null when none is defined. */
  readonly interval: readonly [low: number, high: number] | null;
  readonly unavailableBecause: string | null;
  /** The first day it is made of, where that lies within the range asked for; null when it is made of all of it. */
  readonly since: ShopDay | null;
}

/** A share of things counted, with its Wilson interval. */
export function rateOf(numerator: number, denominator: number, becauseEmpty: string): MetricValue {
  if (denominator === 0) return { ...unavailable("rate", becauseEmpty), numerator, denominator, n: 0 };
  const interval = wilsonInterval(numerator, denominator);
  return available("rate", numerator / denominator, { numerator, denominator, n: denominator, interval });
}

/** A share of an amount of money; it has no interval, because amounts are no trials. */
export function shareOf(numerator: number, denominator: number, n: number, becauseEmpty: string): MetricValue {
  if (denominator <= 0) return { ...unavailable("rate", becauseEmpty), numerator, denominator, n };
  return available("rate", numerator / denominator, { numerator, denominator, n });
}

/** Money per order or customer; with an interval where the sum of squares is known. */
export function meanMoney(total: number, count: number, becauseEmpty: string, squares?: number): MetricValue {
  if (count === 0) return { ...unavailable("money", becauseEmpty), numerator: total, denominator: 0, n: 0 };
  const interval = squares === undefined ? null : meanInterval(count, total, squares);
  return available("money", total / count, { numerator: total, denominator: count, n: count, interval });
}

/** Things per thing, such as units per order. */
export function ratioOf(numerator: number, denominator: number, becauseEmpty: string): MetricValue {
  if (denominator === 0) return { ...unavailable("ratio", becauseEmpty), numerator, denominator, n: 0 };
  return available("ratio", numerator / denominator, { numerator, denominator, n: denominator });
}

export function countOf(count: number): MetricValue {
  return available("count", count, { n: count });
}

/** An amount of money from `n` orders or checkouts. */
export function moneyOf(amount: number, n: number): MetricValue {
  return available("money", amount, { n });
}

/** A time in days, from `n` customers or gaps. */
export function daysMetric(days: number, n: number): MetricValue {
  return available("days", days, { n });
}

/** A ratio of two means, from `n` customers. */
export function ratioFrom(ratio: number, n: number): MetricValue {
  return available("ratio", ratio, { n });
}

/** A number that cannot be given, and why, in a sentence a merchant understands. */
export function unavailable(unit: MetricUnit, unavailableBecause: string): MetricValue {
  return {
    value: null,
    numerator: null,
    denominator: null,
    n: null,
    unit,
    interval: null,
    unavailableBecause,
    since: null,
  };
}

/** Whether a rate or mean rests on too few observations to lean on. */
export function isFewData({ value, denominator, n }: MetricValue): boolean {
  return value !== null && denominator !== null && (n ?? 0) < FEW_DATA;
}

function available(
  unit: MetricUnit,
  value: number,
  parts: { numerator?: number; denominator?: number; n: number; interval?: Interval | null },
): MetricValue {
  const { numerator = null, denominator = null, n, interval = null } = parts;
  return { value, numerator, denominator, n, unit, interval, unavailableBecause: null, since: null };
}
