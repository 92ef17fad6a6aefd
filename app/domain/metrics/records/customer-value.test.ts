import { describe, expect, it } from "vitest";
import { context } from "../../../../test/support/builders";
import type { ForecastMonths } from "~/domain/clv/forecast-months";
import {
  CUSTOMER_VALUE_RECORDS,
  PREDICTED_VALUE_RECORDS,
  TOTAL_VALUE_RECORDS,
  TRAILING_VALUE_RECORDS,
} from "./customer-value";
import type { ForecastTotals } from "~/domain/metrics/totals/forecast-totals";
import { because } from "~/domain/metrics/confidence/reason";

const totals = {
  isReady: true,
  customers: 4,
  lost: 1.5,
  valueToDate: 20_000,
  value: { 6: 4_000, 12: 7_000, 24: 10_000 },
  bounds: { 6: [900, 1_200], 12: [1_500, 1_700], 24: null },
  allCustomers: 4,
  existing: { expected: 7_000, interval: [6_000, 7_500] },
  outlook: { isReady: false, because: because("forecastNobody") },
} as const satisfies ForecastTotals;

const expectedValue = (of: ForecastTotals, months: ForecastMonths) =>
  PREDICTED_VALUE_RECORDS[`clv_predicted_${months}`].formula(of, context());
const totalValue = (of: ForecastTotals, months: ForecastMonths) =>
  TOTAL_VALUE_RECORDS[`clv_total_${months}`].formula(of, context());
const churnProbability = (of: ForecastTotals) => CUSTOMER_VALUE_RECORDS.churn_probability.formula(of, context());

describe("numbers of a forecast", () => {
  it("are means over its customers", () => {
    expect(expectedValue(totals, 6)).toMatchObject({
      value: 1_000,
      numerator: 4_000,
      denominator: 4,
      interval: [900, 1_200],
    });
    expect(totalValue(totals, 6)).toMatchObject({ value: 6_000, numerator: 24_000, interval: [5_900, 6_200] });
    expect(churnProbability(totals)).toMatchObject({ value: 0.375, numerator: 1.5, denominator: 4, interval: null });
  });

  it("lie within their bounds, which may just miss them, and may have none", () => {
    expect(expectedValue(totals, 12).interval).toEqual([1_500, 1_750]);
    expect(totalValue(totals, 24).interval).toBeNull();
  });

  it("are not available without a forecast, or of nobody", () => {
    const none: ForecastTotals = { isReady: false, because: because("forecastRunning") };
    expect(expectedValue(none, 12)).toMatchObject({
      value: null,
      unit: "money",
      unavailableBecause: because("forecastRunning"),
    });
    expect(totalValue(none, 12)).toMatchObject({ value: null, unavailableBecause: because("forecastRunning") });
    expect(churnProbability(none)).toMatchObject({
      value: null,
      unit: "rate",
      unavailableBecause: because("forecastRunning"),
    });
    const nobody: ForecastTotals = {
      ...totals,
      customers: 0,
      lost: 0,
      valueToDate: 0,
      value: { 6: 0, 12: 0, 24: 0 },
      bounds: { 6: null, 12: null, 24: null },
    };
    for (const metric of [expectedValue(nobody, 6), totalValue(nobody, 6), churnProbability(nobody)]) {
      expect(metric).toMatchObject({ value: null, n: 0, unavailableBecause: because("forecastNobody") });
    }
  });
});

describe("trailing customer value", () => {
  it("says which days nobody was acquired on", () => {
    const value = (customers: number) =>
      TRAILING_VALUE_RECORDS.clv_observed_90_trailing.formula(
        { customers, keptValue: 6_000, keptValueSquares: 0, repeaters: 0 },
        context(),
      );
    expect(value(30).value).toBe(200);
    expect(value(0).unavailableBecause).toEqual(because("noCustomersAcquired", { from: 90, to: 455 }));
  });
});
