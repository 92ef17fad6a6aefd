import { describe, expect, it } from "vitest";
import { outlookOf } from "~/domain/clv/arrivals/outlook";
import { because } from "~/domain/metrics/confidence/reason";
import type { ForecastTotals } from "./forecast-totals";
import { rediscountedTotals } from "./rediscounted-totals";

const arrivals = {
  name: "structural" as const,
  past: { months: 12, isMature: false, cuts: [] },
  newCustomers: new Array<number>(12).fill(10),
  value: Array.from({ length: 12 }, (_, month) => 100_000 * (month + 1)),
};
const valueByMonth = Array.from({ length: 12 }, (_, month) => 12 - month);

function totalsAt(percent: number, value: number): ForecastTotals {
  const existing = { expected: value, interval: [0.8 * value, 1.3 * value] as const };
  return {
    isReady: true,
    customers: 10,
    lost: 2,
    valueToDate: 5_000,
    value: { 6: 1, 12: value, 24: 3 },
    bounds: { 6: null, 12: [0.08 * value, 0.13 * value], 24: null },
    allCustomers: 10,
    existing,
    outlook: outlookOf(arrivals, existing, valueByMonth, percent, 0),
  };
}

describe("rediscountedTotals", () => {
  it("says what the same forecast would add up to at another rate, and goes back the same way", () => {
    const plain = totalsAt(0, 1_000_000);
    const there = rediscountedTotals(plain, { valueByMonth, annualDiscountPercent: 0 }, 12);
    if (!there.isReady || !there.outlook.isReady || !plain.isReady) throw new Error("there is a forecast");
    expect(there.value[12]).toBeLessThan(1_000_000);
    expect(there.existing.expected).toBe(there.value[12]);
    const own = outlookOf(arrivals, there.existing, valueByMonth, 12, 0);
    if (!own.isReady) throw new Error("there is an outlook");
    expect(there.outlook.arriving.expected / own.arriving.expected).toBeCloseTo(1, 6);
    expect(there.outlook.together.expected / own.together.expected).toBeCloseTo(1, 6);

    const back = rediscountedTotals(totalsAt(12, there.value[12]), { valueByMonth, annualDiscountPercent: 12 }, 0);
    if (!back.isReady || !back.outlook.isReady || !plain.outlook.isReady) throw new Error("there is a forecast");
    expect(back.value[12]).toBeCloseTo(1_000_000, 6);
    expect(back.outlook.arriving.expected / plain.outlook.arriving.expected).toBeCloseTo(1, 6);
  });

  it("has nothing to discount without a forecast", () => {
    const none: ForecastTotals = { isReady: false, because: because("forecastRunning") };
    expect(rediscountedTotals(none, { valueByMonth, annualDiscountPercent: 0 }, 12)).toBe(none);
  });
});
