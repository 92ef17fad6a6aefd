import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  meanDifferenceInterval,
  meanInterval,
  normalInterval,
  rateDifferenceInterval,
  standardErrorOfMean,
  studentPoint95,
  wilsonInterval,
} from "./confidence";

describe("wilsonInterval", () => {
  it("is 17.5% to 34.3% for 25 of 100", () => {
    const [low, high] = wilsonInterval(25, 100) ?? [0, 0];
    expect(low).toBeCloseTo(0.17545, 5);
    expect(high).toBeCloseTo(0.343045, 5);
  });
  it("touches the ends it observed and no others", () => {
    expect(wilsonInterval(0, 10)?.[0]).toBe(0);
    expect(wilsonInterval(10, 10)?.[1]).toBe(1);
    // In floating point the formula leaves 1e-16 of nothing here.
    expect(wilsonInterval(0, 3)?.[0]).toBe(0);
    expect(wilsonInterval(1, 10)?.[0]).toBeGreaterThan(0.01);
    expect(wilsonInterval(0, 0)).toBeNull();
  });
  it("always holds the rate, inside 0 and 1", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: 1, max: 5000 }), (a, b) => {
        const [successes, trials] = [Math.min(a, b), Math.max(a, b)];
        const interval = wilsonInterval(successes, trials);
        const [low, high] = interval ?? [NaN, NaN];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(successes / trials);
        expect(high).toBeGreaterThanOrEqual(successes / trials);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });
  it("refuses more successes than trials", () => {
    expect(() => wilsonInterval(3, 2)).toThrow(RangeError);
    expect(() => wilsonInterval(-1, 2)).toThrow(RangeError);
  });
});

describe("meanInterval", () => {
  it("comes from count, sum and squares", () => {
    // 1, 2, 3, 4: mean 2.5, sample variance 5/3.
    const [low, high] = meanInterval(4, 10, 30) ?? [0, 0];
    expect(low).toBeCloseTo(2.5 - 1.959964 * Math.sqrt(5 / 12), 6);
    expect(high).toBeCloseTo(2.5 + 1.959964 * Math.sqrt(5 / 12), 6);
  });
  it("is unknown for one observation", () => {
    expect(meanInterval(1, 10, 100)).toBeNull();
  });
});

describe("rateDifferenceInterval", () => {
  it("agrees with the published example 56/70 and 48/80", () => {
    // Newcombe 1998, Statistics in Medicine 17:873, table II (a), method 10.
    const [low, high] = rateDifferenceInterval({ successes: 56, trials: 70 }, { successes: 48, trials: 80 }) ?? [0, 0];
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.3339, 4);
  });
  it("is unknown while either side is empty", () => {
    const [some, none] = [
      { successes: 1, trials: 2 },
      { successes: 0, trials: 0 },
    ];
    expect(rateDifferenceInterval(some, none)).toBeNull();
    expect(rateDifferenceInterval(none, some)).toBeNull();
  });
});

describe("standardErrorOfMean", () => {
  it("needs two observations", () => {
    expect(standardErrorOfMean(2, 4, 10)).toBeCloseTo(1, 12);
    expect(standardErrorOfMean(1, 4, 16)).toBeNull();
  });
  it("is nothing for equal observations, whatever rounding leaves of them", () => {
    expect(standardErrorOfMean(3, 6, 12)).toBe(0);
    expect(standardErrorOfMean(3, 0.3, 0.03 - 1e-18)).toBeCloseTo(0, 8);
  });
});

describe("normalInterval", () => {
  it("lies 1.96 errors to both sides", () => {
    const [low, high] = normalInterval(10, 5);
    expect(low).toBeCloseTo(10 - 1.959964 * 5, 5);
    expect(high).toBeCloseTo(10 + 1.959964 * 5, 5);
  });
});

describe("studentPoint95", () => {
  it.each([
    // Fisher and Yates, table III.
    [4, 2.776],
    [5, 2.571],
    [10, 2.228],
    [30, 2.042],
    [120, 1.98],
  ])("of %i degrees of freedom", (freedom, point) => {
    expect(Math.abs(studentPoint95(freedom) - point)).toBeLessThan(0.001);
  });
});

describe("meanDifferenceInterval", () => {
  it("widens with Satterthwaite's degrees of freedom", () => {
    // Means 20.6 and 22.1, variances 9.0 of 10 and 0.9 of 20: 9.9 degrees of freedom, t 2.232.
    const first = { mean: 20.6, count: 10, standardError: Math.sqrt(9 / 10) };
    const second = { mean: 22.1, count: 20, standardError: Math.sqrt(0.9 / 20) };
    const [low, high] = meanDifferenceInterval(first, second);
    expect(low).toBeCloseTo(-1.5 - 2.232 * Math.sqrt(0.945), 2);
    expect(high).toBeCloseTo(-1.5 + 2.232 * Math.sqrt(0.945), 2);
  });
  it("is the difference alone where nothing varies", () => {
    const even = { count: 9, standardError: 0 };
    expect(meanDifferenceInterval({ ...even, mean: 5 }, { ...even, mean: 3 })).toEqual([2, 2]);
  });
});
