import { describe, expect, it } from "vitest";
import { METRIC_KEYS, METRICS } from "~/domain/metrics/catalogue/catalogue";
import { metricDefinition, metricDenominator, metricLabel, metricNumerator, metricReading } from "./metric-words";

describe("the words of metrics", () => {
  it("say of each in one sentence what it is, and what its parts count", () => {
    for (const key of METRIC_KEYS) {
      const { denominator, reading } = METRICS[key].basis;
      expect(metricLabel(key), key).toMatch(/^[A-Z\d]/);
      expect(metricDefinition(key), key).toMatch(/^[A-Z].*\.$/);
      expect(metricNumerator(key), key).toMatch(/^[a-z].*[^.]$/);
      if (denominator !== null) expect(metricDenominator(key), key).toMatch(/^[a-z].*[^.]$/);
      if (reading === "values") expect(metricReading(key), key).toMatch(/^[A-Z].*\.$/);
      else expect(metricReading(key), key).toBeNull();
    }
  });

  it("name the days or months of a metric", () => {
    expect(metricLabel("repurchase_rate_60d")).toBe("Back within 60 days");
    expect(metricLabel("repeat_rate_trailing_365")).toBe("Repeat rate, 365 days");
    expect(metricLabel("clv_total_24")).toBe("Value to date + expected, 24 months");
    expect(metricDenominator("clv_observed_60")).toBe("new customers of the range at least 60 days old");
    expect(metricDenominator("clv_observed_60_trailing")).toBe(
      "customers who first bought in the 365 days that ended 60 days ago",
    );
    expect(metricLabel("order_value_top10")).toBe("Order value of the top 10%");
  });

  it("name no denominator of a sum", () => {
    expect(metricDenominator("net_sales")).toBeNull();
  });
});
