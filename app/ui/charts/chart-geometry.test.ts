import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaPath, chartScale, evenIndexes, linePath, trendPath } from "./chart-geometry";

describe("chartScale", () => {
  it("starts from zero where heights must compare", () => {
    expect(chartScale([[900, 1000]], true).y(0)).toBe(100);
    expect(chartScale([[0.2, 0.3]], false).ticks[0]).toBeGreaterThan(0.1);
  });

  it("holds the comparison as well", () => {
    const scale = chartScale([[10, 20], [50, 5]], true); // prettier-ignore
    expect(scale.y(50)).toBeGreaterThanOrEqual(0);
    expect(scale.y(50)).toBeLessThan(scale.y(20));
  });

  it("holds every value between its ends, which are round, with neither few nor many steps", () => {
    expect(chartScale([[0, 13]], true).ticks).toEqual([0, 5, 10, 15]);
    expect(chartScale([[0.57, 0.83]], false).ticks).toEqual([0.5, 0.6, 0.7, 0.8, 0.9]);
    const end = fc.integer({ min: -1e9, max: 1e9 }).map((thousandths) => thousandths / 1000);
    const span = fc.integer({ min: 1, max: 1e9 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(end, span, (low, width) => {
        const { ticks } = chartScale([[low, low + width]], false);
        expect(ticks[0]).toBeLessThanOrEqual(low);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(low + width);
        expect(ticks.length).toBeGreaterThanOrEqual(3);
        expect(ticks.length).toBeLessThanOrEqual(8);
      }),
    );
  });

  it("stands on numbers alone when there is nothing to draw", () => {
    for (const series of [[[]], [[null, null]], [[0, 0]], [[7]], [[-3, -3]]]) {
      const scale = chartScale(series, true);
      expect(scale.ticks.every(Number.isFinite)).toBe(true);
      expect(Number.isFinite(scale.y(0))).toBe(true);
    }
  });
});

describe("linePath", () => {
  it("breaks where a value is missing", () => {
    const values = [1, null, 3, 4];
    const path = linePath(values, chartScale([values], true)) ?? "";
    expect(path.match(/M/g)).toHaveLength(2);
  });

  it("does not break in a small trend", () => {
    const values = [1, null, 3, null];
    expect(trendPath(values, chartScale([values], false))?.match(/[ML]/g)).toEqual(["M", "L"]);
  });

  it("draws no tint under a broken line", () => {
    expect(areaPath([1, null, 3], chartScale([[1, null, 3]], true))).toBeNull();
    expect(areaPath([1, 2, 3], chartScale([[1, 2, 3]], true))).toMatch(/Z$/);
  });
});

describe("areaPath", () => {
  it("stays within the drawing: without zero on its axis a line has no tint", () => {
    expect(areaPath([31, 44, 37], chartScale([[31, 44, 37]], false))).toBeNull();
    expect(areaPath([-3, 0, 4], chartScale([[-3, 0, 4]], false))).toMatch(/Z$/);
  });
});

describe("evenIndexes", () => {
  it("keeps first and last", () => {
    expect(evenIndexes(30, 4)).toEqual([0, 10, 19, 29]);
    expect(evenIndexes(2, 4)).toEqual([0, 1]);
    expect(evenIndexes(0, 4)).toEqual([]);
  });
});
