import { describe, expect, it } from "vitest";
import { METRIC_KEYS, METRICS } from "~/domain/metrics/catalogue/catalogue";
import { rateOf } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { evaluateGoal } from "./evaluate-goal";
import type { OwnGoalId } from "./goal";
import { allGoalIds, goalOf, isOwnGoal, OWN_GOAL_IDS, ownGoalOf } from "./own-goals";
import { GOAL_IDS } from "./reference-goals";

const atMost = (numerator: number, denominator: number, ownBound: number | null) =>
  evaluateGoal("at_most:refunded_order_share", {
    metric: rateOf(numerator, denominator, because("noOrders")),
    previous: null,
    baseline: null,
    ownBound,
  });

describe("a goal a merchant sets", () => {
  it("can be on every metric whose record has a goal, and on no other", () => {
    const metrics = new Set(OWN_GOAL_IDS.map((id) => ownGoalOf(id).metric));
    expect([...metrics]).toEqual(METRIC_KEYS.filter((key) => METRICS[key].goal !== null));
    expect(metrics.has("zero_value_order_share") && metrics.has("refunded_order_share")).toBe(true);
    expect(metrics.has("time_to_third_purchase" as never)).toBe(false);
  });
  it("asks for the better side of its metric, and for either where neither is better", () => {
    const sidesOf = (metric: string) => OWN_GOAL_IDS.filter((id) => id.endsWith(`:${metric}`));
    expect(sidesOf("aov")).toEqual(["at_least:aov"]);
    expect(sidesOf("refunded_order_share")).toEqual(["at_most:refunded_order_share"]);
    expect(sidesOf("discount_rate")).toEqual(["at_least:discount_rate", "at_most:discount_rate"]);
  });
  it("is judged as published goals are", () => {
    expect(atMost(2, 100, 0.02)).toMatchObject({ status: "met", missing: 0, certainty: "usual" });
    expect(atMost(60, 200, 0.02)).toMatchObject({
      status: "not_met",
      bound: { better: "less", value: 0.02 },
      certainty: "sure",
    });
    expect(atMost(0, 20, 0.02).status).toBe("few_data");
    expect(atMost(1, 100, null).because).toEqual(because("goalNeedsFigure"));
  });
  it("stands before the published ones, and only when it was set", () => {
    expect(allGoalIds([])).toEqual(GOAL_IDS);
    expect(allGoalIds([{ goalId: "repeat_m" }, { goalId: "at_least:aov" }])).toEqual(["at_least:aov", ...GOAL_IDS]);
  });
  it("is none where no metric can have it", () => {
    expect(isOwnGoal("at_most:aov")).toBe(false);
    expect(isOwnGoal("repeat_m")).toBe(false);
    expect(() => ownGoalOf("at_most:aov" satisfies OwnGoalId)).toThrow(RangeError);
    expect(goalOf("repeat_m").metric).toBe("repeat_rate_trailing_365");
  });
});

describe("the days a goal's weekly values look at", () => {
  it("are as many as its own where a week would be another number", () => {
    const apart = METRIC_KEYS.filter((key) => METRICS[key].goal?.windows === "apart" && METRICS[key].goal?.hasPath);
    expect(apart.filter((key) => METRICS[key].unit === "count" || METRICS[key].section === "money")).toEqual([
      "shipping_cost_charged",
    ]);
    for (const key of ["repeat_rate", "purchase_frequency", "net_sales_new", "abandoned_value"] as const) {
      expect(METRICS[key].goal, key).toMatchObject({ days: 90, windows: "overlapping" });
    }
  });
});
