import type { MetricDescription } from "~/domain/metrics/catalogue/catalogue";
import type { MetricUnit, MetricValue } from "~/domain/metrics/confidence/metric-value";
import { verdictOf, type Certainty } from "~/domain/metrics/confidence/verdict";
import { formatDecimal, formatFractionalDecimal, formatMean } from "~/domain/money";
import { sayReason } from "~/words/records/reasons";
import type { DayRange } from "~/domain/time/reporting-window";
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
  /** The days before that it is compared with; null where it is compared with nothing. */
  readonly comparedFrom: ShopDay | null;
  readonly comparedTo: ShopDay | null;
  /** Its value in those days. */
  readonly previous: string | number | null;
  /** What it has more than then; of rates a fraction of one. */
  readonly difference: string | number | null;
  /** The difference as a fraction of the value then; null unless that lies above zero. */
  readonly relative: number | null;
  /** How sure the difference is, as the pages say it; null where nothing is known of the number's swings. */
  readonly certainty: Certainty | null;
}

/** What a metric is compared with. */
export interface EarlierMetric {
  readonly previous: MetricValue;
  readonly range: DayRange;
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
  earlier: EarlierMetric | null = null,
): ReportedMetric {
  const { currencyCode, asOf, definitionVersion } = stamp;
  const part = (amount: number | null, of: "money" | "count") =>
    amount === null || of === "count" ? amount : formatDecimal(amount, currencyCode);
  return {
    value: valueOf(metric, currencyCode),
    numerator: part(metric.numerator, description.numerator),
    denominator: part(metric.denominator, description.denominator),
    n: metric.n,
    unit: metric.unit,
    interval:
      metric.interval && metric.unit === "money" ? moneyInterval(metric.interval, currencyCode) : metric.interval,
    asOf,
    definitionVersion,
    unavailableBecause: sayReason(metric.unavailableBecause),
    since: metric.since,
    ...reportedChange(metric, earlier, currencyCode),
  };
}

function reportedChange(metric: MetricValue, earlier: EarlierMetric | null, currencyCode: string) {
  const verdict = earlier && verdictOf(metric, earlier.previous);
  const difference = verdict && differenceOf(metric, earlier.previous, verdict.difference, currencyCode);
  return {
    comparedFrom: earlier?.range.from ?? null,
    comparedTo: earlier?.range.to ?? null,
    previous: earlier && valueOf(earlier.previous, currencyCode),
    difference,
    relative: verdict?.relative ?? null,
    certainty: verdict?.certainty ?? null,
  };
}

/** Exact between sums of money, to six decimals between means. */
function differenceOf(now: MetricValue, before: MetricValue, difference: number, currencyCode: string) {
  if (now.unit !== "money") return difference;
  const isExact = [now, before].every(({ value, denominator }) => denominator === null && Number.isInteger(value));
  return isExact ? formatDecimal(difference, currencyCode) : formatFractionalDecimal(difference, currencyCode);
}

function valueOf(metric: MetricValue, currencyCode: string): string | number | null {
  return metric.unit === "money" ? moneyValue(metric, currencyCode) : metric.value;
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
