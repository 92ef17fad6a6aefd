import { describe, expect, it } from "vitest";
import { meanMoney, rateOf, ratioFrom, shareOf, unavailable } from "../metrics/metric-value";
import { boundOf, evaluateGoal, type GoalEvidence } from "./evaluate-goal";

const evidence = (parts: Partial<GoalEvidence>): GoalEvidence => ({
  metric: null,
  previous: null,
  baseline: null,
  ownBound: null,
  ...parts,
});
const rate = (numerator: number, denominator: number) => rateOf(numerator, denominator, "none");

describe("evaluateGoal", () => {
  it("is met from the bound on, and says what is missing below it", () => {
    expect(evaluateGoal("repeat_m", evidence({ metric: rate(25, 100) }))).toMatchObject({ status: "met", missing: 0 });
    const below = evaluateGoal("repeat_m", evidence({ metric: rate(20, 100) }));
    expect(below.status).toBe("not_met");
    expect(below.missing).toBeCloseTo(0.05, 12);
  });
  it("reads 15 % above 25 % as 28.75 %, met exactly there", () => {
    expect(boundOf("repeat_p", evidence({}))).toMatchObject({ value: 0.2875 });
    expect(evaluateGoal("repeat_p", evidence({ metric: rate(23, 80) })).status).toBe("met");
    expect(evaluateGoal("repeat_p", evidence({ metric: rate(229, 800) })).status).toBe("not_met");
  });
  it("holds relative goals against the baseline: 88.00 is 10 % above 80.00", () => {
    const baseline = { value: 8_000, unavailableBecause: null };
    const aov = (cents: number) =>
      evaluateGoal("aov_m", evidence({ metric: meanMoney(cents * 40, 40, "none"), baseline }));
    expect(aov(8_800)).toMatchObject({ status: "met", missing: 0 });
    expect(aov(8_799).status).toBe("not_met");
  });
  it("is not available while the baseline is missing or was never there", () => {
    const metric = meanMoney(400_000, 40, "none");
    expect(evaluateGoal("aov_m", evidence({ metric })).because).toContain("first import");
    const baseline = { value: null, unavailableBecause: "No orders were placed in this range." };
    expect(evaluateGoal("aov_m", evidence({ metric, baseline }))).toMatchObject({
      status: "not_available",
      because: "No orders were placed in this range.",
    });
  });
  it("takes the near end of a range, whichever side is better", () => {
    expect(evaluateGoal("growth_m", evidence({ metric: shareOf(12, 100, 90, "none") })).status).toBe("met");
    expect(evaluateGoal("growth_m", evidence({ metric: shareOf(9, 100, 90, "none") })).status).toBe("not_met");
    expect(evaluateGoal("growth_m", evidence({ metric: shareOf(40, 100, 90, "none") }))).toMatchObject({
      status: "met",
      bound: { value: 0.1, farEnd: 0.15 },
    });
    expect(boundOf("churn_s", evidence({}))).toMatchObject({ better: "less", value: 0.05, farEnd: 0.03 });
  });
  it("calls a value with little behind it few data, never met", () => {
    expect(evaluateGoal("repeat_m", evidence({ metric: rate(10, 20) })).status).toBe("few_data");
  });
  it("judges nothing that is not measured, and says why there is no value", () => {
    expect(evaluateGoal("cartab_m", evidence({}))).toMatchObject({ status: "not_available", bound: { value: 0.65 } });
    expect(evaluateGoal("perso86", evidence({})).status).toBe("not_available");
    const metric = unavailable("rate", "No identified customer bought in this range.");
    expect(evaluateGoal("repeat_m", evidence({ metric })).because).toContain("No identified customer");
  });
  it("tests a claim on the shop's own numbers", () => {
    expect(evaluateGoal("top10", evidence({ metric: ratioFrom(3.2, 50) })).status).toBe("met");
    expect(evaluateGoal("top1", evidence({ metric: ratioFrom(4.9, 50) })).status).toBe("not_met");
  });
  it("puts the merchant's own bound in the place of the published one", () => {
    const own = evaluateGoal("repeat_m", evidence({ metric: rate(22, 100), ownBound: 0.22 }));
    expect(own).toMatchObject({ status: "met", bound: { value: 0.22 } });
  });
});
