import { describe, expect, it } from "vitest";
import { wilsonInterval } from "./confidence";
import {
  countOf,
  daysMetric,
  isFewData,
  meanMoney,
  moneyOf,
  rateOf,
  ratioFrom,
  ratioOf,
  shareOf,
} from "./metric-value";

const because = "There is nothing.";

describe("a metric value", () => {
  it("carries what it was made of", () => {
    const made = { unavailableBecause: null, since: null };
    expect(rateOf(1, 4, because)).toEqual({
      ...made,
      unit: "rate",
      value: 0.25,
      numerator: 1,
      denominator: 4,
      n: 4,
      interval: wilsonInterval(1, 4),
    });
    const sure = { ...made, interval: null };
    expect(shareOf(30, 120, 7, because)).toEqual({
      ...sure,
      unit: "rate",
      value: 0.25,
      numerator: 30,
      denominator: 120,
      n: 7,
    });
    expect(ratioOf(9, 3, because)).toEqual({ ...sure, unit: "ratio", value: 3, numerator: 9, denominator: 3, n: 3 });
    expect(meanMoney(900, 3, because)).toEqual({
      ...sure,
      unit: "money",
      value: 300,
      numerator: 900,
      denominator: 3,
      n: 3,
    });
    const plain = { ...sure, numerator: null, denominator: null };
    expect(countOf(5)).toEqual({ ...plain, unit: "count", value: 5, n: 5 });
    expect(moneyOf(500, 2)).toEqual({ ...plain, unit: "money", value: 500, n: 2 });
    expect(daysMetric(12, 4)).toEqual({ ...plain, unit: "days", value: 12, n: 4 });
    expect(ratioFrom(1.5, 8)).toEqual({ ...plain, unit: "ratio", value: 1.5, n: 8 });
  });
  it("is not 0 but unavailable where there is nothing to divide by", () => {
    const empty = { value: null, interval: null, unavailableBecause: because, since: null };
    expect(rateOf(0, 0, because)).toEqual({ ...empty, unit: "rate", numerator: 0, denominator: 0, n: 0 });
    expect(ratioOf(3, 0, because)).toEqual({ ...empty, unit: "ratio", numerator: 3, denominator: 0, n: 0 });
    expect(meanMoney(50, 0, because)).toEqual({ ...empty, unit: "money", numerator: 50, denominator: 0, n: 0 });
    expect(shareOf(5, 0, 2, because)).toEqual({ ...empty, unit: "rate", numerator: 5, denominator: 0, n: 2 });
    expect(shareOf(5, -1, 2, because).value).toBeNull();
    expect(shareOf(5, 1, 2, because).value).toBe(5);
  });
  it("is marked as few data below thirty observations of a rate or mean", () => {
    expect([29, 30].map((n) => isFewData(rateOf(1, n, because)))).toEqual([true, false]);
    expect(isFewData(countOf(3))).toBe(false);
    expect(isFewData(rateOf(0, 0, because))).toBe(false);
  });
});
