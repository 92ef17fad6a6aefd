import type { MinorUnits } from "../order";
import { quantile } from "./quantile";

/** How amounts of money spread: orders by value, or customers. */
export interface ValueDistribution {
  readonly n: number;
  /** Ascending, without gaps; they add up to `n`. */
  readonly bins: readonly ValueBin[];
  readonly quantiles: ValueQuantiles | null;
  readonly mean: MinorUnits | null;
  /** True when there are too many to look at one by one: the quantiles are read from a logarithmic histogram. */
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

/** Amounts by the logarithm of their size: bucket b holds those from e^(b/50) to e^((b+1)/50), 2 % apart. */
export interface LogHistogram {
  /** Zero and less. */
  readonly notPositive: number;
  readonly buckets: ReadonlyMap<number, number>;
}

export const LOG_BUCKETS = 50;
export const SHARES = { p10: 0.1, p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9 } as const;
/** The bins reach to here; what is larger shares the last one. */
export const LAST_SHARE = 0.95;
const BINS = 12;
/** Index of the last bin, which has no upper end. */
export const LAST_BIN = BINS;

/** The distribution of amounts in minor units, in any order. */
export function valueDistribution(values: readonly MinorUnits[], mostExact = MOST_EXACT): ValueDistribution {
  const ascending = values.toSorted((a, b) => a - b);
  const isApproximate = values.length > mostExact;
  const histogram = isApproximate ? logHistogram(values) : null;
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

export function logHistogram(values: readonly MinorUnits[]): LogHistogram {
  const buckets = new Map<number, number>();
  let notPositive = 0;
  for (const value of values) {
    if (value <= 0) notPositive += 1;
    else {
      const bucket = Math.floor(Math.log(value) * LOG_BUCKETS);
      buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
    }
  }
  return { notPositive, buckets };
}

/**
 * The `share` quantile, off by at most the width of a bucket, 2 %; amounts of zero and less count as zero.
 *
 * @throws {RangeError} if `share` is more than 1.
 */
export function histogramQuantile({ notPositive, buckets }: LogHistogram, share: number): MinorUnits {
  const ascending = [...buckets].sort(([a], [b]) => a - b);
  const n = ascending.reduce((sum, [, count]) => sum + count, notPositive);
  const position = (n - 1) * share;
  let before = notPositive;
  if (position <= before - 1 || n === 0) return 0;
  for (const [bucket, count] of ascending) {
    if (position < before + count) {
      return Math.round(Math.exp((bucket + Math.max(0, position - before + 0.5) / count) / LOG_BUCKETS));
    }
    before += count;
  }
  throw new RangeError(`no quantile ${share}`);
}
