import { describe, expect, it } from "vitest";
import { meanMoney, rateOf, ratioFrom, shareOf, unavailable } from "~/domain/metrics/confidence/metric-value";
import { boundOf, evaluateGoal, type GoalEvidence, isReached, takesOwnBound } from "./evaluate-goal";
import type { GoalId, GoalRule } from "./goal";
import { GOAL_IDS, REFERENCE_GOALS } from "./reference-goals";
import { because } from "~/domain/metrics/confidence/reason";

const evidence = (parts: Partial<GoalEvidence>): GoalEvidence => ({
  metric: null,
  previous: null,
  baseline: null,
  ownBound: null,
  ...parts,
});
const rate = (numerator: number, denominator: number) => rateOf(numerator, denominator, because("noOrders"));

function goalsWith(type: GoalRule["type"]): [GoalId, ...GoalId[]] {
  const [first, ...more] = GOAL_IDS.filter((id) => REFERENCE_GOALS[id].rule.type === type);
  if (!first) throw new Error(`no goal of the type ${type}`);
  return [first, ...more];
}

describe("evaluateGoal", () => {
  it("is met from the bound on, and says what is missing below it", () => {
    expect(evaluateGoal("repeat_m", evidence({ metric: rate(25, 100) }))).toMatchObject({ status: "met", missing: 0 });
    const below = evaluateGoal("repeat_m", evidence({ metric: rate(20, 100) }));
    expect(below.status).toBe("not_met");
    expect(below.missing).toBeCloseTo(0.05, 12);
  });
  it("reads 15% above 25% as 28.75%, met exactly there", () => {
    expect(boundOf("repeat_p", evidence({}))).toMatchObject({ value: 0.2875 });
    expect(evaluateGoal("repeat_p", evidence({ metric: rate(23, 80) })).status).toBe("met");
    expect(evaluateGoal("repeat_p", evidence({ metric: rate(229, 800) })).status).toBe("not_met");
  });
  it("holds relative goals against the baseline: 88.00 is 10% above 80.00", () => {
    const baseline = { value: 8_000, unavailableBecause: null };
    const aov = (cents: number) =>
      evaluateGoal("aov_m", evidence({ metric: meanMoney(cents * 40, 40, because("noOrders")), baseline }));
    expect(aov(8_800)).toMatchObject({ status: "met", missing: 0 });
    expect(aov(8_799).status).toBe("not_met");
  });
  it("is not available while the baseline is missing or was never there", () => {
    const metric = meanMoney(400_000, 40, because("noOrders"));
    expect(evaluateGoal("aov_m", evidence({ metric })).because).toEqual(because("goalAwaitsImport"));
    const baseline = { value: null, unavailableBecause: because("noOrders") };
    expect(evaluateGoal("aov_m", evidence({ metric, baseline }))).toMatchObject({
      status: "not_available",
      because: because("noOrders"),
    });
  });
  it("takes the near end of a range, whichever side is better", () => {
    expect(evaluateGoal("growth_m", evidence({ metric: shareOf(12, 100, 90, because("noOrders")) })).status).toBe(
      "met",
    );
    expect(evaluateGoal("growth_m", evidence({ metric: shareOf(9, 100, 90, because("noOrders")) })).status).toBe(
      "not_met",
    );
    expect(evaluateGoal("growth_m", evidence({ metric: shareOf(40, 100, 90, because("noOrders")) }))).toMatchObject({
      status: "met",
      bound: { value: 0.1, farEnd: 0.15 },
    });
    expect(boundOf("churn_s", evidence({}))).toEqual({ better: "less", value: 0.05, farEnd: 0.03, isExclusive: false });
  });
  it("calls a value with little behind it few data, never met", () => {
    expect(evaluateGoal("repeat_m", evidence({ metric: rate(10, 20) })).status).toBe("few_data");
  });
  it("judges nothing that is not measured, and says why there is no value", () => {
    expect(evaluateGoal("cartab_m", evidence({}))).toMatchObject({ status: "not_available", bound: { value: 0.65 } });
    expect(evaluateGoal("perso86", evidence({})).status).toBe("not_available");
    for (const id of ["aov_m", "b2bcac_s"] as const) expect(evaluateGoal(id, evidence({})).bound).toBeNull();
    const metric = unavailable("rate", because("noCustomers"));
    expect(evaluateGoal("repeat_m", evidence({ metric })).because).toEqual(because("noCustomers"));
  });
  it("says of each goal it cannot judge why, in the order a reader would ask", () => {
    expect(evaluateGoal("perso86", evidence({}))).toMatchObject({ bound: null, missing: null });
    expect(evaluateGoal("perso86", evidence({})).because).toEqual(because("goalStatement"));
    expect(evaluateGoal("roas_m", evidence({ metric: rate(1, 100) })).because).toEqual(because("goalNotMeasured"));
    expect(evaluateGoal("repeat_m", evidence({})).because).toEqual(because("goalNotAsked"));
    expect(evaluateGoal("aov_m", evidence({ metric: meanMoney(400, 40, because("noOrders")) }))).toMatchObject({
      bound: null,
      because: because("goalAwaitsImport"),
    });
  });
  it("says how sure the number lies on its side of the bound", () => {
    const certainty = (numerator: number, denominator: number) =>
      evaluateGoal("repeat_m", evidence({ metric: rate(numerator, denominator) })).certainty;
    expect([certainty(260, 1000), certainty(400, 1000)]).toEqual(["usual", "sure"]);
    expect([certainty(240, 1000), certainty(100, 1000)]).toEqual(["usual", "sure"]);
    expect(certainty(6, 20)).toBe("tooFew");
    expect(evaluateGoal("cartab_m", evidence({})).certainty).toBeNull();
  });
  it("tests a claim on the shop's own numbers", () => {
    expect(evaluateGoal("top10", evidence({ metric: ratioFrom(3.2, 50) })).status).toBe("met");
    expect(evaluateGoal("top1", evidence({ metric: ratioFrom(4.9, 50) })).status).toBe("not_met");
  });
  it("puts the merchant's own bound in the place of the published one", () => {
    const own = evaluateGoal("repeat_m", evidence({ metric: rate(22, 100), ownBound: 0.22 }));
    expect(own).toMatchObject({ status: "met", bound: { value: 0.22 } });
  });
  it("keeps the better side of the published goal for the merchant's own bound", () => {
    const sideOf = (id: Parameters<typeof boundOf>[0]) => boundOf(id, evidence({ ownBound: 0.5 }));
    expect(sideOf("growth_m")).toMatchObject({ better: "more" });
    expect(sideOf("churn_s")).toMatchObject({ better: "less" });
    expect(sideOf("cartab_m")).toMatchObject({ better: "less" });
    expect(sideOf("b2bcac_s")).toMatchObject({ better: "less" });
    expect(sideOf("repeat_m")).toMatchObject({ better: "more" });
  });
  it("takes an own bound except for a statement and a comparison with the period before", () => {
    expect(takesOwnBound({ type: "statement" })).toBe(false);
    expect(takesOwnBound({ type: "at_least_previous" })).toBe(false);
    expect(takesOwnBound(REFERENCE_GOALS.repeat_m.rule)).toBe(true);
    expect(takesOwnBound({ type: "below_entered", low: 0.2, high: 0.3 })).toBe(true);
  });
  it("asks for as much as the period before, and says so when that had no value", () => {
    const [id] = goalsWith("at_least_previous");
    const previous = { ...rate(30, 100) };
    expect(boundOf(id, evidence({ previous }))).toEqual({
      better: "more",
      value: 0.3,
      isExclusive: false,
      farEnd: null,
    });
    expect(boundOf(id, evidence({}))).toEqual(because("goalNoPeriodBefore"));
  });
  it("says what is needed where a figure of the merchant's own is", () => {
    const [id] = goalsWith("below_entered");
    expect(boundOf(id, evidence({}))).toEqual(because("goalNeedsFigure"));
    expect(boundOf("perso86", evidence({}))).toEqual(because("goalStatement"));
  });
  it("is reached exactly at a bound, and beyond it where more than that was asked for", () => {
    const bound = { better: "more", value: 0, isExclusive: false, farEnd: null } as const;
    expect(isReached(bound, 0)).toBe(true);
    expect(isReached({ ...bound, isExclusive: true }, 0)).toBe(false);
    expect(isReached({ ...bound, isExclusive: true }, 1e-9)).toBe(true);
    // 70 x 1.1 is 77.00000000000001 here.
    const computed = { ...bound, value: 70 * 1.1 };
    expect(isReached(computed, 77)).toBe(true);
    expect(
      evaluateGoal("aov_m", {
        ...evidence({}),
        metric: meanMoney(77 * 40, 40, because("noOrders")),
        ownBound: 70 * 1.1,
      }),
    ).toMatchObject({ status: "met", missing: 0 });
    expect(evaluateGoal("repeat_m", evidence({ metric: rate(40, 100) }))).toMatchObject({ status: "met", missing: 0 });
  });
});
