import { describe, expect, it } from "vitest";
import { NO_CHECKOUTS } from "~/domain/metrics/totals/totals";
import { addDays } from "~/domain/time/shop-time";
import type { AbandonmentDay } from "./abandonment";
import { ratePeriods } from "./rate-periods";

const days = (count: number, settling: number, abandoned: number, completed: number): AbandonmentDay[] =>
  Array.from({ length: count }, (_, index) => ({
    day: addDays("2026-01-01", index),
    totals: { ...NO_CHECKOUTS, abandoned, completed },
    rate: null,
    isSettling: index >= count - settling,
  }));

describe("ratePeriods", () => {
  it("keeps days and counts those that may still change", () => {
    const { period, points, settling } = ratePeriods(days(30, 7, 1, 3), []);
    expect(period).toBe("day");
    expect(points).toHaveLength(30);
    expect(points[0]?.value).toBe(0.25);
    expect(settling).toBe(7);
  });

  it("divides the checkouts of whole weeks, not the rates of days", () => {
    const uneven = [...days(1, 0, 9, 1), ...days(99, 0, 0, 10)].map((day, index) => ({
      ...day,
      day: addDays("2026-01-01", index),
    }));
    const { period, points } = ratePeriods(uneven, []);
    expect(period).toBe("week");
    expect(points[0]?.value).toBeCloseTo(9 / 70);
  });

  it("calls a week settling as soon as one of its days is", () => {
    expect(ratePeriods(days(98, 1, 1, 1), []).settling).toBe(1);
    expect(ratePeriods(days(98, 8, 1, 1), []).settling).toBe(2);
    expect(ratePeriods(days(98, 0, 1, 1), []).settling).toBe(0);
  });

  it("has no rate where nothing ended", () => {
    expect(ratePeriods(days(3, 0, 0, 0), days(3, 0, 0, 0)).comparison[0]?.value).toBeNull();
  });
});
