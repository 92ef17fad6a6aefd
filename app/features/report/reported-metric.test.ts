import { describe, expect, it } from "vitest";
import { METRICS } from "~/domain/metrics/catalogue/catalogue";
import { countOf, meanMoney, moneyOf, rateOf, shareOf, unavailable } from "~/domain/metrics/confidence/metric-value";
import { reportedMetric } from "./reported-metric";

const stamp = { currencyCode: "EUR", asOf: "2026-02-01T00:00:00.000Z", definitionVersion: 3 };

describe("reportedMetric", () => {
  it("writes a sum of money exactly", () => {
    expect(reportedMetric(moneyOf(-9_000, 3), METRICS.net_sales, stamp)).toEqual({
      value: "-90.00",
      numerator: null,
      denominator: null,
      n: 3,
      unit: "money",
      interval: null,
      asOf: stamp.asOf,
      definitionVersion: 3,
      unavailableBecause: null,
      since: null,
    });
  });
  it("writes a mean to six decimals, its sum exactly and its interval beside it", () => {
    const mean = reportedMetric(meanMoney(32_000, 3, "none", 400_000_000), METRICS.aov, stamp);
    expect(mean).toMatchObject({ value: "106.666667", numerator: "320.00", denominator: 3 });
    expect(mean.interval?.every((bound) => /^\d+\.\d{6}$/.test(String(bound)))).toBe(true);
  });
  it("writes a half cent of a median rather than rounding it", () => {
    const median = { ...moneyOf(0, 2), value: 1_000.5 };
    expect(reportedMetric(median, METRICS.aov_median, stamp).value).toBe("10.005000");
  });
  it("leaves rates and counts as numbers, with money in the parts of a share of money", () => {
    expect(reportedMetric(rateOf(1, 3, "none"), METRICS.repeat_rate, stamp)).toMatchObject({
      value: 1 / 3,
      numerator: 1,
    });
    expect(reportedMetric(countOf(7), METRICS.orders, stamp).value).toBe(7);
    expect(reportedMetric(shareOf(3_000, 35_000, 4, "none"), METRICS.discount_rate, stamp)).toMatchObject({
      numerator: "30.00",
      denominator: "350.00",
      n: 4,
    });
  });
  it("says why there is no value", () => {
    const none = reportedMetric(unavailable("money", "No orders."), METRICS.aov, stamp);
    expect(none).toMatchObject({ value: null, interval: null, unavailableBecause: "No orders." });
  });
});
