import { describe, expect, it } from "vitest";
import { monthCoverage } from "./month-coverage";
import type { PastCut } from "./past-errors";
import type { SegmentSums } from "./segment-sums";

const sums = (forecast: number, actual: number, price: number): SegmentSums => ({
  customers: 100,
  purchases: { forecast, actual },
  value: { forecast: price * forecast, actual: price * actual },
});
const cut = (lastDay: number, factor: number, price = 20): PastCut => ({
  lastDay,
  whole: sums(900, 900 * factor, price),
  months: [sums(300, 300 * factor, price), sums(600, 600 * factor, price)],
  frequencies: [],
});
const coverage = (...cuts: PastCut[]) => monthCoverage({ days: 100, isMature: true, cuts });

describe("the share of months inside their range", () => {
  it("is of all months of all earlier days", () => {
    expect(coverage(cut(300, 1), cut(250, 1.05))).toBe(1);
    expect(coverage(cut(300, 1), cut(250, 9))).toBe(0.5);
  });

  it("knows only cuts whose days were over by then", () => {
    // What was twice as much is believed possible again once it was seen, not before.
    const off = cut(300, 1.9);
    const before = [cut(250, 1.9), cut(200, 1.9), cut(150, 1.9)] as const;
    expect(coverage(off)).toBe(0);
    expect(coverage(off, ...before)).toBeGreaterThan(0);
  });

  it("goes by purchases where nothing has a value, and is nothing without cuts", () => {
    expect(coverage(cut(300, 1, 0))).toBe(1);
    expect(coverage(cut(300, 9, 0))).toBe(0);
    expect(coverage()).toBeNull();
  });
});
