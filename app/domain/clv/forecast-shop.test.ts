import { describe, expect, it } from "vitest";
import { simulatedPurchases } from "../../../test/support/purchases/simulated-purchases";
import { forecastShop, type ForecastShopOptions, type ReadyForecast } from "./forecast-shop";
import type { PurchaseLog } from "./log/purchase-log";

const OPTIONS: ForecastShopOptions = { horizonsMonths: [6, 12, 24] };
const log = simulatedPurchases({ customers: 400, days: 420, seed: 21 });

function ready(of: PurchaseLog, day: number, options = OPTIONS): ReadyForecast {
  const result = forecastShop(of, day, options);
  if (result.status !== "forecast") throw new Error(JSON.stringify(result));
  return result;
}

describe("forecastShop", () => {
  const forecast = ready(log, 419);
  const { columns } = forecast;
  const mean = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0) / column.length;

  it("expects more in longer horizons, of every customer", () => {
    expect(columns.customers).toHaveLength(400);
    for (let row = 0; row < 400; row++) {
      expect(columns.probabilityAlive[row]).toBeGreaterThanOrEqual(0);
      expect(columns.probabilityAlive[row]).toBeLessThanOrEqual(1);
      for (const [half, year, two] of [columns.expectedPurchases, columns.expectedValue]) {
        expect(half![row]).toBeGreaterThan(0);
        expect(year![row]).toBeGreaterThan(half![row]!);
        expect(two![row]).toBeGreaterThan(year![row]!);
      }
      expect(columns.nextPurchaseFrom[row]).toBeLessThan(columns.nextPurchaseTo[row]!);
    }
  });

  it("is less sure the longer it looks ahead", () => {
    expect(forecast.spreads).toHaveLength(3);
    const shared = (part: "purchases" | "value") => forecast.spreads.map((spread) => spread[part].shared);
    for (const part of ["purchases", "value"] as const) {
      expect(shared(part)).toEqual(shared(part).toSorted((one, other) => one - other));
    }
  });

  it("tells every candidate's scores at every cut, and the naive ones", () => {
    expect(forecast.backTests.map(({ lastDay }) => lastDay)).toEqual([279, 209]);
    for (const { forecasts } of forecast.backTests) {
      const names = forecasts.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(["bgnbd", "mbgnbd", "pnbd", "pnbd-all", "past-rate", "shop-mean"]));
    }
    expect(forecast.grade?.monthCoverage).toBeGreaterThan(0);
    expect(forecast.findings).toContain("season_unknown");
  });

  it("gives the same for the same input, and looks at nothing later", () => {
    const early = ready(log, 300);
    expect(early).toEqual(ready(log, 300));
    const later = early.columns;
    expect(later.customers.every((customer) => log.days[log.starts[customer]!]! <= 300)).toBe(true);
    expect(later.customers.length).toBeLessThan(400);
  });

  it("says what is missing where there is too little", () => {
    expect(forecastShop(log, 100, OPTIONS)).toMatchObject({
      status: "insufficient",
      shortage: { missing: expect.arrayContaining([expect.objectContaining({ what: "historyDays", needs: 182 })]) },
    });
    expect(forecastShop(log, -1, OPTIONS)).toMatchObject({ status: "insufficient" });
  });

  it("forecasts counts alone where nothing has a value", () => {
    const worthless = ready({ ...log, values: new Float64Array(log.values.length) }, 419);
    expect(worthless.spends).toEqual([]);
    expect(mean(worthless.columns.expectedValue[1]!)).toBe(0);
  });

  it("says that nobody seems to leave", () => {
    const loyal = simulatedPurchases({ customers: 300, days: 300, seed: 2, leaving: 0.0001 });
    expect(ready(loyal, 299, { ...OPTIONS, hasPrior: false }).findings).toContain("no_churn_signal");
  });
});
