import { describe, expect, it } from "vitest";
import { addDays } from "~/domain/time/shop-time";
import { chartPeriods, trendPeriods } from "./chart-periods";

const days = (count: number, value: number | null = 100) =>
  Array.from({ length: count }, (_, index) => ({ day: addDays("2026-01-01", index), value }));

describe("chartPeriods", () => {
  it("keeps days as long as they can be told apart", () => {
    expect(chartPeriods(days(92), [])).toMatchObject({ period: "day", isLastShort: false, points: days(92) });
  });

  it("sums weeks from the first day on and says when the last is short", () => {
    const { period, points, comparison, isLastShort } = chartPeriods(days(100), days(100, 50));
    expect(period).toBe("week");
    expect(points).toHaveLength(15);
    expect(points[0]).toEqual({ day: "2026-01-01", value: 700 });
    expect(points[14]).toEqual({ day: "2026-04-09", value: 200 });
    expect(comparison[0]?.value).toBe(350);
    expect(isLastShort).toBe(true);
  });

  it("adds up to the same total", () => {
    const { period, points } = chartPeriods(days(1000), []);
    expect(period).toBe("days30");
    expect(points.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(100_000);
  });

  it("has no value where no day has one", () => {
    expect(chartPeriods(days(140, null), []).points[0]?.value).toBeNull();
  });
});

describe("trendPeriods", () => {
  it("averages what is known", () => {
    const trend = [...Array<number>(6).fill(10), null, ...Array<null>(7).fill(null), ...Array<number>(91).fill(20)];
    expect(trendPeriods(trend).slice(0, 3)).toEqual([10, null, 20]);
    expect(trendPeriods([1, null])).toEqual([1, null]);
  });
});
