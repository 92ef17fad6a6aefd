import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { niceTicks } from "./nice-ticks";

describe("niceTicks", () => {
  it("counts in steps of 1, 2 or 5 times a power of ten", () => {
    expect(niceTicks(0, 13, 4)).toEqual([0, 5, 10, 15]);
    expect(niceTicks(0, 0.31, 4)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect(niceTicks(-7, 12, 4)).toEqual([-10, -5, 0, 5, 10, 15]);
    expect(niceTicks(0, 123_456, 4)).toEqual([0, 50_000, 100_000, 150_000]);
  });

  it("writes no rounding errors beside an axis", () => {
    expect(niceTicks(0.57, 0.83, 4)).toEqual([0.5, 0.6, 0.7, 0.8, 0.9]);
  });

  it("takes wider steps where the rounded ends lie far apart", () => {
    expect(niceTicks(1.08, 6.07, 4)).toEqual([0, 2, 4, 6, 8]);
  });

  it("holds every value between its ends, with neither few nor many steps", () => {
    const end = fc.integer({ min: -1e9, max: 1e9 }).map((thousandths) => thousandths / 1000);
    const span = fc.integer({ min: 1, max: 1e9 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(end, span, (low, width) => {
        const ticks = niceTicks(low, low + width, 4);
        expect(ticks[0]).toBeLessThanOrEqual(low);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(low + width);
        expect(ticks.length).toBeGreaterThanOrEqual(3);
        expect(ticks.length).toBeLessThanOrEqual(7);
      }),
    );
  });

  it("asks for two values that differ", () => {
    expect(() => niceTicks(3, 3, 4)).toThrow(RangeError);
  });
});
