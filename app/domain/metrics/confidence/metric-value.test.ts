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
import { because } from "~/domain/metrics/confidence/reason";

const reason = because("noOrders");

describe("a metric value", () => {
  it("carries what it was made of", () => {
    const made = { unavailableBecause: null, since: null, settlingDays: 0 };
    expect(rateOf(1, 4, reason)).toEqual({
      ...made,
      unit: "rate",
      value: 0.25,
      numerator: 1,
      denominator: 4,
      n: 4,
      interval: wilsonInterval(1, 4),
      sampling: { kind: "share", trials: 4 },
    });
    const plainest = { ...made, interval: null, sampling: null };
    expect(shareOf(30, 120, 7, reason)).toEqual({
      ...plainest,
      unit: "rate",
      value: 0.25,
      numerator: 30,
      denominator: 120,
      n: 7,
    });
    expect(ratioOf(9, 3, reason)).toEqual({
      ...plainest,
      unit: "ratio",
      value: 3,
      numerator: 9,
      denominator: 3,
      n: 3,
    });
    expect(meanMoney(900, 3, reason)).toEqual({
      ...plainest,
      unit: "money",
      value: 300,
      numerator: 900,
      denominator: 3,
      n: 3,
    });
    const plain = { ...plainest, numerator: null, denominator: null };
    const fourArrived = { kind: "sum", standardError: 2 };
    expect(countOf(4)).toEqual({ ...plain, unit: "count", value: 4, n: 4, sampling: fourArrived });
    expect(moneyOf(500, 2)).toEqual({ ...plain, unit: "money", value: 500, n: 2 });
    expect(daysMetric(12, 4)).toEqual({ ...plain, unit: "days", value: 12, n: 4 });
    expect(ratioFrom(1.5, 8)).toEqual({ ...plain, unit: "ratio", value: 1.5, n: 8 });
  });
  it("knows how far it swings where the squares of its amounts are known", () => {
    expect(moneyOf(500, 2, 130_000).sampling).toEqual({ kind: "sum", standardError: Math.sqrt(130_000) });
    expect(meanMoney(10, 4, reason, 30).sampling).toEqual({
      kind: "mean",
      count: 4,
      standardError: Math.sqrt(5 / 12),
    });
    expect(meanMoney(10, 1, reason, 100).sampling).toBeNull();
    // Orders of one size are as many trials; of unequal sizes fewer.
    expect(shareOf(3, 12, 4, reason, 36).sampling).toEqual({ kind: "share", trials: 4 });
    expect(shareOf(3, 12, 4, reason, 72).sampling).toEqual({ kind: "share", trials: 2 });
    expect(shareOf(-3, 12, 4, reason, 72).sampling).toBeNull();
    expect(shareOf(13, 12, 4, reason, 72).sampling).toBeNull();
  });
  it("is not 0 but unavailable where there is nothing to divide by", () => {
    const empty = {
      value: null,
      interval: null,
      sampling: null,
      unavailableBecause: reason,
      since: null,
      settlingDays: 0,
    };
    expect(rateOf(0, 0, reason)).toEqual({ ...empty, unit: "rate", numerator: 0, denominator: 0, n: 0 });
    expect(ratioOf(3, 0, reason)).toEqual({ ...empty, unit: "ratio", numerator: 3, denominator: 0, n: 0 });
    expect(meanMoney(50, 0, reason)).toEqual({ ...empty, unit: "money", numerator: 50, denominator: 0, n: 0 });
    expect(shareOf(5, 0, 2, reason)).toEqual({ ...empty, unit: "rate", numerator: 5, denominator: 0, n: 2 });
    expect(shareOf(5, -1, 2, reason).value).toBeNull();
    expect(shareOf(5, 1, 2, reason).value).toBe(5);
  });
  it("is marked as few data below thirty observations, unless it is a count", () => {
    expect([29, 30].map((n) => isFewData(rateOf(1, n, reason)))).toEqual([true, false]);
    expect([29, 30].map((n) => isFewData(moneyOf(500, n)))).toEqual([true, false]);
    expect([29, 30].map((n) => isFewData(ratioFrom(2, n)))).toEqual([true, false]);
    expect(isFewData(countOf(3))).toBe(false);
    expect(isFewData(rateOf(0, 0, reason))).toBe(false);
  });
});
