import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  MOST_EXACT,
  amountBucket,
  binOf,
  binStep,
  histogramOf,
  histogramQuantile,
  valueDistribution,
} from "./value-distribution";

describe("valueDistribution", () => {
  it("is exact below its limit", () => {
    const { n, mean, quantiles, bins, isApproximate } = valueDistribution([1_000, 2_000, 3_000, 4_000, 10_000]);
    expect({ n, mean, isApproximate }).toEqual({ n: 5, mean: 4_000, isApproximate: false });
    expect(quantiles).toEqual({ p10: 1_400, p25: 2_000, p50: 3_000, p75: 4_000, p90: 7_600 });
    expect(bins[0]).toEqual({ from: 0, to: 1_000, count: 0 });
    expect(bins[1]).toEqual({ from: 1_000, to: 2_000, count: 1 });
    expect(bins.at(-1)).toEqual({ from: 10_000, to: 11_000, count: 1 });
  });
  it("needs no order among the amounts", () => {
    const distribution = valueDistribution([4_000, 1_000, 10_000, 2_000, 3_000]);
    expect(distribution).toEqual(valueDistribution([1_000, 2_000, 3_000, 4_000, 10_000]));
  });
  it("puts an amount between two steps into the lower bin", () => {
    const { bins } = valueDistribution([999, 1_000, 1_001, 11_900]);
    expect(bins.slice(0, 2)).toEqual([
      { from: 0, to: 1_000, count: 1 },
      { from: 1_000, to: 2_000, count: 2 },
    ]);
  });
  it("looks at a hundred thousand amounts one by one, at no more", () => {
    const values = Array.from({ length: MOST_EXACT }, (_, index) => index);
    expect(valueDistribution(values)).toMatchObject({ isApproximate: false, n: 100_000, quantiles: { p50: 49_999.5 } });
    expect(valueDistribution([...values, 0])).toMatchObject({ isApproximate: true, n: 100_001 });
  });
  it("puts outliers into a last bin without an end, and what is below zero into a first one", () => {
    const values = [-500, ...Array.from({ length: 100 }, () => 1_000), 9_000_000];
    const { bins } = valueDistribution(values);
    expect(bins[0]).toEqual({ from: null, to: 0, count: 1 });
    expect(bins.at(-1)).toMatchObject({ to: null, count: 1 });
  });
  it("has nothing to say without amounts, and one bin for amounts of zero", () => {
    expect(valueDistribution([])).toEqual({ n: 0, bins: [], quantiles: null, mean: null, isApproximate: false });
    expect(valueDistribution([0, 0]).bins).toEqual([{ from: 0, to: 1, count: 2 }]);
  });
  it("loses no amount and is off by at most 2% above its limit", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 300 }), (values) => {
        const approximate = valueDistribution(values, 0);
        expect(approximate.isApproximate).toBe(true);
        expect(approximate.bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        const ascending = values.toSorted((a, b) => a - b);
        const median = approximate.quantiles?.p50 ?? 0;
        // Between two neighbours the median may lie anywhere; each end is known to 2%.
        const low = ascending[Math.floor((values.length - 1) / 2)] ?? 0;
        const high = ascending[Math.ceil((values.length - 1) / 2)] ?? 0;
        expect(median).toBeGreaterThanOrEqual(low * 0.979 - 1);
        expect(median).toBeLessThanOrEqual(high * 1.021 + 1);
      }),
    );
  });
});

describe("amountBucket", () => {
  it("is one amount wide up to 100, then up to 2%", () => {
    expect([0, 1, 99, 100, 101, 102, 499, 500, 509, 510, 999].map(amountBucket)).toEqual([
      0, 1, 99, 100, 100, 102, 498, 500, 500, 510, 990,
    ]);
    expect([1_000, 1_019, 1_020, 4_999, 5_000, 5_099, 123_456_789].map(amountBucket)).toEqual([
      1_000, 1_000, 1_020, 4_980, 5_000, 5_000, 122_000_000,
    ]);
  });
  it("holds all that is below zero in one", () => {
    expect([-1, -300, -9_999].map(amountBucket)).toEqual([-1, -1, -1]);
  });
  it("lies in one bin, however wide bins are", () => {
    const amount = fc.integer({ min: -10, max: 9_000_000 });
    fc.assert(
      fc.property(amount, amount, (value, last) => {
        const step = binStep(last);
        expect(binOf(amountBucket(value), step)).toBe(binOf(value, step));
      }),
    );
  });
});

describe("histogramQuantile", () => {
  /** Two of nothing, four of about 1 000, two of about 22 000. */
  const histogram = histogramOf([0, -5, 1_000, 1_000, 1_000, 1_000, 22_026, 22_026]);

  it("is nothing where zero and less are", () => {
    expect(histogramQuantile(histogram, 0)).toBe(0);
    expect(histogramQuantile(histogram, 1 / 7)).toBe(0);
    expect(histogramQuantile(histogramOf([0]), 1)).toBe(0);
    expect(histogramQuantile(histogramOf([]), 0.5)).toBe(0);
  });
  it("goes through a bucket from its low to its high end", () => {
    expect(histogramQuantile(histogram, 2 / 7)).toBe(1_000 + Math.floor(20 / 8));
    expect(histogramQuantile(histogram, 4 / 7)).toBe(1_000 + Math.floor((20 * 2.5) / 4));
    expect(histogramQuantile(histogram, 1)).toBe(22_000 + (200 * 1.5) / 2);
  });
  it("never leaves the bucket of an amount", () => {
    expect(histogramQuantile(histogramOf([42, 42]), 0.9)).toBe(42);
    expect(histogramQuantile(histogramOf([1_000, 5_000]), 0.9)).toBe(1_019);
    expect(histogramQuantile(histogramOf([1_000, 1_000, 5_000]), 0.49)).toBeLessThan(1_020);
  });
  it("takes the width of a bucket at its low end", () => {
    expect(histogramQuantile(histogramOf([101, 101]), 1)).toBe(101);
    expect(histogramQuantile(histogramOf([509, 509]), 1)).toBe(507);
  });
  it("knows no amount beyond the last one", () => {
    expect(() => histogramQuantile(histogram, 1.2)).toThrow(RangeError);
  });
  it("reads approximate quantiles from the buckets", () => {
    const { quantiles } = valueDistribution([1_000, 1_000, 1_000], 2);
    expect(quantiles?.p50).toBe(1_010);
  });
});

describe("binStep", () => {
  it("is a round number that twelve bins need to reach the end", () => {
    expect([0, 11, 12, 13, 100, 12_000, 12_001].map(binStep)).toEqual([1, 1, 1, 2, 10, 1_000, 2_000]);
    expect([24_000, 24_001, 60_000, 60_001, 120_000].map(binStep)).toEqual([2_000, 5_000, 5_000, 10_000, 10_000]);
  });
});
