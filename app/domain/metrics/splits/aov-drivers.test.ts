import { describe, expect, it } from "vitest";
import { aovDrivers } from "./aov-drivers";

const before = { orders: 1, units: 2, orderValue: 200, originalDiscount: 0 };
/** Three units per order instead of two, at 110 instead of 100, with a tenth off. */
const now = { orders: 10, units: 30, orderValue: 2_970, originalDiscount: 330 };

describe("aovDrivers", () => {
  it("splits a change into parts that add up to it, each the mean over all orders of change", () => {
    const drivers = aovDrivers(before, now) ?? [];
    expect(drivers.map(({ key }) => key)).toEqual(["units", "price", "discount"]);
    // By hand: the factors go from (2, 100, 1) to (3, 110, 0.9), order value from 200 to 297.
    expect(drivers[0]?.amount).toBeCloseTo(598 / 6, 9);
    expect(drivers[1]?.amount).toBeCloseTo(142 / 6, 9);
    expect(drivers[2]?.amount).toBeCloseTo(-158 / 6, 9);
    expect(drivers.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(97, 9);
  });
  it("has nothing to compare without orders, units or sales on either side", () => {
    const empty = [
      { orders: 0, units: 2, orderValue: 200, originalDiscount: 0 },
      { orders: 1, units: 0, orderValue: 200, originalDiscount: 0 },
      { orders: 1, units: 2, orderValue: 0, originalDiscount: 0 },
      { orders: 1, units: 2, orderValue: -100, originalDiscount: 50 },
    ];
    for (const side of empty) {
      expect(aovDrivers(side, now)).toBeNull();
      expect(aovDrivers(before, side)).toBeNull();
    }
  });
  it("compares orders that were given away whole", () => {
    expect(aovDrivers(before, { orders: 1, units: 2, orderValue: 0, originalDiscount: 200 })).toEqual([
      { key: "units", amount: 0 },
      { key: "price", amount: 0 },
      { key: "discount", amount: -200 },
    ]);
  });
  it("compares a single unit sold for a cent", () => {
    const least = { orders: 1, units: 1, orderValue: 1, originalDiscount: 0 };
    expect(aovDrivers(least, least)?.map(({ amount }) => amount)).toEqual([0, 0, 0]);
  });
});
