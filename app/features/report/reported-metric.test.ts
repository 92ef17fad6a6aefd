import { describe, expect, it } from "vitest";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import {
  countOf,
  meanMoney,
  moneyOf,
  rateOf,
  shareOf,
  unavailable,
  type MetricValue,
} from "~/domain/metrics/confidence/metric-value";
import { reportedMetric } from "./reported-metric";
import { because } from "~/domain/metrics/confidence/reason";

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
      comparedFrom: null,
      comparedTo: null,
      previous: null,
      difference: null,
      relative: null,
      certainty: null,
    });
  });
  it("writes a mean to six decimals, its sum exactly and its interval beside it", () => {
    const mean = reportedMetric(meanMoney(32_000, 3, because("noOrders"), 400_000_000), METRICS.aov, stamp);
    expect(mean).toMatchObject({ value: "106.666667", numerator: "320.00", denominator: 3 });
    expect(mean.interval?.every((bound) => /^\d+\.\d{6}$/.test(String(bound)))).toBe(true);
  });
  it("writes a half cent of a median rather than rounding it", () => {
    const median = { ...moneyOf(0, 2), value: 1_000.5 };
    expect(reportedMetric(median, METRICS.aov_median, stamp).value).toBe("10.005000");
  });
  it("leaves rates and counts as numbers, with money in the parts of a share of money", () => {
    expect(reportedMetric(rateOf(1, 3, because("noOrders")), METRICS.repeat_rate, stamp)).toMatchObject({
      value: 1 / 3,
      numerator: 1,
    });
    expect(reportedMetric(countOf(7), METRICS.orders, stamp).value).toBe(7);
    expect(reportedMetric(shareOf(3_000, 35_000, 4, because("noOrders")), METRICS.discount_rate, stamp)).toMatchObject({
      numerator: "30.00",
      denominator: "350.00",
      n: 4,
    });
  });
  describe("beside an earlier range", () => {
    const range = { from: "2026-01-01", to: "2026-01-30" };
    const compared = (now: MetricValue, previous: MetricValue, key: MetricKey) =>
      reportedMetric(now, METRICS[key], stamp, { previous, range });

    it("gives what it was, the difference, its part of it and how sure it is", () => {
      expect(
        compared(rateOf(30, 100, because("noOrders")), rateOf(20, 80, because("noOrders")), "repeat_rate"),
      ).toMatchObject({
        comparedFrom: "2026-01-01",
        comparedTo: "2026-01-30",
        previous: 0.25,
        difference: 0.3 - 0.25,
        relative: (0.3 - 0.25) / 0.25,
        certainty: "usual",
      });
    });
    it("is exact between sums and has six decimals between means", () => {
      const sum = compared(moneyOf(12_345, 40, 5_000_000), moneyOf(2_345, 40, 200_000), "net_sales");
      expect(sum).toMatchObject({ previous: "23.45", difference: "100.00", certainty: "sure" });
      const mean = compared(meanMoney(10_000, 3, because("noOrders")), meanMoney(5_000, 3, because("noOrders")), "aov");
      expect(mean).toMatchObject({ previous: "16.666667", difference: "16.666667", certainty: "tooFew" });
    });
    it("has no difference from nothing", () => {
      const none = compared(moneyOf(100, 4), unavailable("money", because("noOrders")), "net_sales");
      expect(none).toMatchObject({ comparedTo: "2026-01-30", previous: null, difference: null, certainty: null });
    });
  });
  it("says why there is no value", () => {
    const none = reportedMetric(unavailable("money", because("noOrders")), METRICS.aov, stamp);
    expect(none).toMatchObject({
      value: null,
      interval: null,
      unavailableBecause: "No orders were placed in this range.",
    });
  });
});
