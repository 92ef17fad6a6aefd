import { describe, expect, it } from "vitest";
import { METRICS } from "~/domain/metrics/catalogue/catalogue";
import { FUTURE_METRICS, isMeasured } from "./goal";
import { BASELINE_METRICS, GOAL_IDS, REFERENCE_GOALS, goalsOf } from "./reference-goals";

describe("the reference goals", () => {
  it("keep the figures for abandoned carts away from abandoned checkouts", () => {
    expect(goalsOf("cart_abandonment_rate")).toEqual(["cartab_bench", "cartab_bench2", "cartab_m", "cartab_p"]);
    expect(goalsOf("checkout_abandonment_rate")).toEqual([]);
    expect(goalsOf("repeat_rate")).toEqual([]);
    expect(goalsOf("repeat_rate_trailing_365")).toEqual(["repeat_m", "repeat_p"]);
  });
  it("are each about a metric that is computed, or one that is known to be missing", () => {
    for (const id of GOAL_IDS) {
      const { metric, rule } = REFERENCE_GOALS[id];
      if (metric === null) expect(rule.type, id).toBe("statement");
      else expect(Object.hasOwn(METRICS, metric) || Object.hasOwn(FUTURE_METRICS, metric), id).toBe(true);
    }
  });
  it("ask for shares of one where the metric is a rate", () => {
    for (const id of GOAL_IDS) {
      const { metric, rule } = REFERENCE_GOALS[id];
      if (metric === null) continue;
      const unit = isMeasured(metric) ? METRICS[metric].unit : FUTURE_METRICS[metric];
      const figures = Object.values(rule).filter((part): part is number => typeof part === "number");
      if (unit === "rate") for (const figure of figures) expect(figure, id).toBeLessThan(1);
    }
  });
  it("ask for exactly the figures they were published with", () => {
    expect(REFERENCE_GOALS.clv_p.rule).toEqual({ type: "above_baseline", by: 0.2 });
    expect(REFERENCE_GOALS.b2bcac_s.rule).toEqual({ type: "below_entered", low: 0.2, high: 0.3 });
    expect(REFERENCE_GOALS.conv9x.rule).toEqual({ type: "at_least", value: 9 });
    expect(REFERENCE_GOALS.top1.rule).toEqual({ type: "at_least", value: 5 });
    expect(REFERENCE_GOALS.top10.rule).toEqual({ type: "at_least", value: 3 });
  });
  it("read a score out of five as satisfaction, whatever it was called", () => {
    expect(REFERENCE_GOALS.csat_s).toMatchObject({ metric: "csat_mean", rule: { type: "at_least", value: 4.3 } });
  });
  it("need the average order value, the conversion rate and the 365-day value of installation", () => {
    expect(BASELINE_METRICS).toEqual(["aov", "conversion_rate", "clv_observed_365_trailing"]);
  });
});
