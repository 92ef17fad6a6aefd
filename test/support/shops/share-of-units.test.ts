import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareOfUnits } from "./share-of-units";

describe("shareOfUnits", () => {
  it("hands out the odd cent once", () => {
    expect([0, 1, 2].map((unit) => shareOfUnits(1000, 3, unit, unit + 1))).toEqual([333, 334, 333]);
  });
  it("adds up to the amount wherever the units are cut", () => {
    const cuts = fc.record({
      amount: fc.integer({ min: -1e9, max: 1e9 }),
      units: fc.integer({ min: 1, max: 500 }),
      at: fc.array(fc.nat(500), { maxLength: 8 }),
    });
    fc.assert(
      fc.property(cuts, ({ amount, units, at }) => {
        const bounds = [0, ...at.filter((cut) => cut < units).sort((a, b) => a - b), units];
        const shares = bounds.slice(1).map((to, index) => shareOfUnits(amount, units, bounds[index] ?? 0, to));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
      }),
    );
  });
  it("refuses units that do not exist", () => {
    expect(() => shareOfUnits(100, 2, 1, 3)).toThrow(RangeError);
    expect(() => shareOfUnits(100, 0, 0, 0)).toThrow(RangeError);
  });
});
