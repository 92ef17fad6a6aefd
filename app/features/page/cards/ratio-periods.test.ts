import { describe, expect, it } from "vitest";
import { addDays } from "~/domain/time/shop-time";
import { ratioPeriods } from "./ratio-periods";

const days = (count: number, numerator: number, denominator: number) =>
  Array.from({ length: count }, (_, index) => ({ day: addDays("2026-01-01", index), numerator, denominator }));

describe("ratioPeriods", () => {
  it("keeps days as long as they can be told apart", () => {
    const { period, points, comparison } = ratioPeriods(days(92, 50, 2), days(92, 30, 3));
    expect(period).toBe("day");
    expect(points).toHaveLength(92);
    expect([points[0]?.value, comparison[0]?.value]).toEqual([25, 10]);
  });

  it("divides the sums of whole weeks, not the quotients of days", () => {
    const uneven = days(100, 0, 0).map((day, index) =>
      index === 0 ? { ...day, numerator: 900, denominator: 9 } : { ...day, numerator: 20, denominator: 1 },
    );
    const { period, points, isLastShort } = ratioPeriods(uneven, []);
    expect(period).toBe("week");
    expect(points).toHaveLength(15);
    expect(points[0]?.value).toBe((900 + 6 * 20) / (9 + 6));
    expect(isLastShort).toBe(true);
  });

  it("has no value where nothing is divided", () => {
    expect(ratioPeriods(days(3, 0, 0), days(3, 0, 0)).comparison[0]?.value).toBeNull();
  });
});
