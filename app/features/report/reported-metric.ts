import type { MetricDescription } from "~/domain/metrics/catalogue/catalogue";
import type { MetricUnit, MetricValue } from "~/domain/metrics/confidence/metric-value";
import { formatDecimal, formatFractionalDecimal, formatMean } from "~/domain/money";
import type { ShopDay } from "~/domain/time/shop-time";

/** One metric as reports print it: money as decimal strings, rates as fractions of one, counts as integers. */
export interface ReportedMetric {
  readonly value: string | number | null;
  readonly numerator: string | number | null;
  readonly denominator: string | number | null;
  readonly n: number | null;
  readonly unit: MetricUnit;
  readonly interval: readonly [low: string | number, high: string | number] | null;
  readonly asOf: string;
  readonly definitionVersion: number;
  readonly unavailableBecause: string | null;
  /** First day it is made of, where only a part of the range is known. */
  readonly since: ShopDay | null;
}

export interface ReportStamp {
  readonly currencyCode: string;
  readonly asOf: string;
  readonly definitionVersion: number;
}

/** Writes a metric for a report. A sum of money is exact; a mean has six decimals. */
export function reportedMetric(
  metric: MetricValue,
  description: MetricDescription,
  stamp: ReportStamp,
): ReportedMetric {
  const { currencyCode, asOf, definitionVersion } = stamp;
  const part = (amount: number | null, of: "money" | "count") =>
    amount === null || of === "count" ? amount : formatDecimal(amount, currencyCode);
  return {
    value: metric.unit === "money" ? moneyValue(metric, currencyCode) : metric.value,
    numerator: part(metric.numerator, description.numerator),
    denominator: part(metric.denominator, description.denominator),
    n: metric.n,
    unit: metric.unit,
    interval:
      metric.interval && metric.unit === "money" ? moneyInterval(metric.interval, currencyCode) : metric.interval,
    asOf,
    definitionVersion,
    unavailableBecause: metric.unavailableBecause,
    since: metric.since,
  };
}

function moneyValue({ value, numerator, denominator }: MetricValue, currencyCode: string): string | null {
  if (value === null) return null;
  if (numerator !== null && denominator !== null) return formatMean(numerator, denominator, currencyCode);
  // A median may lie half a minor unit between two orders.
  return Number.isInteger(value) ? formatDecimal(value, currencyCode) : formatFractionalDecimal(value, currencyCode);
}

function moneyInterval([low, high]: readonly [number, number], currencyCode: string): [string, string] {
  return [formatFractionalDecimal(low, currencyCode), formatFractionalDecimal(high, currencyCode)];
}
