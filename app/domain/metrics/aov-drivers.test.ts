import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aovDrivers } from "./aov-drivers";

const parts = (orders: number, units: number, orderValue: number, originalDiscount = 0) => ({
  orders,
  units,
  orderValue,
  originalDiscount,
});

describe("aovDrivers", () => {
  it("names the only factor that changed", () => {
    const before = parts(10, 10, 10_000);
    expect(aovDrivers(before, parts(10, 20, 20_000))).toEqual([
      { key: "units", amount: 1_000 },
      { key: "price", amount: 0 },
      { key: "discount", amount: 0 },
    ]);
    expect(aovDrivers(before, parts(5, 5, 6_000))?.[1]?.amount).toBeCloseTo(200, 9);
    expect(aovDrivers(before, parts(10, 10, 9_000, 1_000))?.[2]?.amount).toBeCloseTo(-100, 9);
  });
  it("adds up to the change", () => {
    const side = fc.record({
      orders: fc.integer({ min: 1, max: 1_000 }),
      units: fc.integer({ min: 1, max: 5_000 }),
      orderValue: fc.integer({ min: 0, max: 1_000_000 }),
      originalDiscount: fc.integer({ min: 1, max: 100_000 }),
    });
    fc.assert(
      fc.property(side, side, (before, now) => {
        const sum = aovDrivers(before, now)?.reduce((all, { amount }) => all + amount, 0) ?? Number.NaN;
        const change = now.orderValue / now.orders - before.orderValue / before.orders;
        expect(Math.abs(sum - change)).toBeLessThanOrEqual(1e-9 * (1 + now.orderValue + before.orderValue));
      }),
      { seed: 5 },
    );
  });
  it("says nothing without orders or sales to compare", () => {
    expect(aovDrivers(parts(0, 0, 0), parts(1, 1, 100))).toBeNull();
    expect(aovDrivers(parts(1, 1, 100), parts(1, 1, 0))).toBeNull();
  });
});
