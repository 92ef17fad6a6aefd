import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binStep, valueDistribution } from "./value-distribution";

describe("valueDistribution", () => {
  it("is exact below its limit", () => {
    const { n, mean, quantiles, bins, isApproximate } = valueDistribution([1_000, 2_000, 3_000, 4_000, 10_000]);
    expect({ n, mean, isApproximate }).toEqual({ n: 5, mean: 4_000, isApproximate: false });
    expect(quantiles).toEqual({ p10: 1_400, p25: 2_000, p50: 3_000, p75: 4_000, p90: 7_600 });
    expect(bins[0]).toEqual({ from: 0, to: 1_000, count: 0 });
    expect(bins[1]).toEqual({ from: 1_000, to: 2_000, count: 1 });
    expect(bins.at(-1)).toEqual({ from: 10_000, to: 11_000, count: 1 });
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
  it("loses no amount and is off by at most 2 % above its limit", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 300 }), (values) => {
        const approximate = valueDistribution(values, 0);
        expect(approximate.isApproximate).toBe(true);
        expect(approximate.bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        const ascending = values.toSorted((a, b) => a - b);
        const median = approximate.quantiles?.p50 ?? 0;
        // Between two neighbours the median may lie anywhere; each end is known to 2 %.
        const low = ascending[Math.floor((values.length - 1) / 2)] ?? 0;
        const high = ascending[Math.ceil((values.length - 1) / 2)] ?? 0;
        expect(median).toBeGreaterThanOrEqual(low * 0.979 - 1);
        expect(median).toBeLessThanOrEqual(high * 1.021 + 1);
      }),
      { seed: 3 },
    );
  });
});

describe("binStep", () => {
  it("is a round number that twelve bins need to reach the end", () => {
    expect([0, 11, 12, 13, 100, 12_000, 12_001].map(binStep)).toEqual([1, 1, 1, 2, 10, 1_000, 2_000]);
  });
});
