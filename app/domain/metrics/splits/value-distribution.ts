import type { MinorUnits } from "~/domain/money";
import { quantile } from "~/domain/numeric/quantile";

/** How amounts of money spread: orders by value, or customers. */
export interface ValueDistribution {
  readonly n: number;
  /** Ascending, without gaps; they add up to `n`. */
  readonly bins: readonly ValueBin[];
  readonly quantiles: ValueQuantiles | null;
  readonly mean: MinorUnits | null;
  /** True when there are too many to look at one by one: the quantiles are read from a histogram. */
  readonly isApproximate: boolean;
}

export interface ValueQuantiles {
  readonly p10: MinorUnits;
  readonly p25: MinorUnits;
  readonly p50: MinorUnits;
  readonly p75: MinorUnits;
  readonly p90: MinorUnits;
}

/** Amounts with `from` <= amount < `to`; null stands for no end. */
export interface ValueBin {
  readonly from: MinorUnits | null;
  readonly to: MinorUnits | null;
  readonly count: number;
}

/** Up to this many amounts quantiles are exact. */
export const MOST_EXACT = 100_000;

export const SHARES = { p10: 0.1, p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9 } as const;
/** The bins reach to here; what is larger shares the last one. */
export const LAST_SHARE = 0.95;
const BINS = 12;
/** Index of the last bin, which has no upper end. */
const LAST_BIN = BINS;

/** The distribution of amounts in minor units, in any order. */
export function valueDistribution(values: readonly MinorUnits[], mostExact = MOST_EXACT): ValueDistribution {
  const ascending = values.toSorted((a, b) => a - b);
  const isApproximate = values.length > mostExact;
  const histogram = isApproximate ? histogramOf(values) : null;
  const quantileAt = (share: number) =>
    histogram ? histogramQuantile(histogram, share) : (quantile(ascending, share) ?? 0);
  const step = binStep(quantileAt(LAST_SHARE));
  const counts = new Map<number, number>();
  for (const value of values) {
    const bin = binOf(value, step);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const sum = values.reduce((total, value) => total + value, 0);
  return distributionFrom({ n: values.length, sum, quantileAt, step, counts, isApproximate });
}

/** What a distribution is put together from. */
export interface DistributionParts {
  readonly n: number;
  readonly sum: MinorUnits;
  readonly quantileAt: (share: number) => MinorUnits;
  /** Width of a bin. */
  readonly step: MinorUnits;
  /** Amounts by `binOf`. */
  readonly counts: ReadonlyMap<number, number>;
  readonly isApproximate: boolean;
}

export function distributionFrom({
  n,
  sum,
  quantileAt,
  step,
  counts,
  isApproximate,
}: DistributionParts): ValueDistribution {
  if (n === 0) return { n, bins: [], quantiles: null, mean: null, isApproximate };
  const quantiles = Object.fromEntries(Object.entries(SHARES).map(([name, share]) => [name, quantileAt(share)]));
  return {
    n,
    bins: binsOf(counts, step),
    quantiles: quantiles as unknown as ValueQuantiles,
    mean: sum / n,
    isApproximate,
  };
}

/** A round width with which a dozen bins reach the 95th percentile. */
export function binStep(last: MinorUnits): MinorUnits {
  const least = Math.max(1, last / BINS);
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((digit) => digit * power >= least) ?? 10) * power;
}

/** Index of the bin an amount falls into: -1 below zero, and the last one for all that is larger. */
export function binOf(value: MinorUnits, step: MinorUnits): number {
  return value < 0 ? -1 : Math.min(Math.floor(value / step), LAST_BIN);
}

function binsOf(counts: ReadonlyMap<number, number>, step: MinorUnits): ValueBin[] {
  const highest = Math.max(...counts.keys());
  const bins: ValueBin[] = counts.has(-1) ? [{ from: null, to: 0, count: counts.get(-1) ?? 0 }] : [];
  for (let bin = 0; bin <= highest; bin++) {
    bins.push({
      from: bin * step,
      to: bin === LAST_BIN ? null : (bin + 1) * step,
      count: counts.get(bin) ?? 0,
    });
  }
  return bins;
}

/**
 * Lowest amount of the bucket an amount falls into: single amounts up to 100, then buckets at most 2% wide; -1 holds
 * all that is below zero. Every number of two digits and noughts begins a bucket, so that no bucket lies in two bins.
 */
export function amountBucket(value: MinorUnits): number {
  return value < 0 ? -1 : value - (value % bucketWidth(value));
}

function bucketWidth(value: MinorUnits): number {
  const power = 10 ** (String(value).length - 3);
  return value < 100 ? 1 : (value < 500 * power ? 2 : 10) * power;
}

/** How many amounts are in each bucket. */
export type Histogram = ReadonlyMap<number, number>;

export function histogramOf(values: readonly MinorUnits[]): Histogram {
  const histogram = new Map<number, number>();
  for (const value of values) {
    const bucket = amountBucket(value);
    histogram.set(bucket, (histogram.get(bucket) ?? 0) + 1);
  }
  return histogram;
}

/**
 * The `share` quantile, off by at most the width of a bucket, 2%; amounts below zero count as zero.
 *
 * @throws {RangeError} if `share` is more than 1.
 */
export function histogramQuantile(histogram: Histogram, share: number): MinorUnits {
  const ascending = [...histogram].sort(([a], [b]) => a - b);
  const n = ascending.reduce((sum, [, count]) => sum + count, 0);
  if (n === 0) return 0;
  const position = (n - 1) * share;
  let before = 0;
  for (const [bucket, count] of ascending) {
    if (position < before + count) {
      const width = bucketWidth(bucket);
      const part = Math.max(0, position - before + 0.5) / count;
      return Math.max(0, bucket + Math.min(width - 1, Math.floor(width * part)));
    }
    before += count;
  }
  throw new RangeError(`no quantile ${share}`);
}
