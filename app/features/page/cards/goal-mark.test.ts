import { describe, expect, it } from "vitest";
import { evaluateGoal } from "~/domain/goals/evaluate-goal";
import { rateOf } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { createFormatters } from "~/ui/format/formatters";
import { goalSentence } from "./goal-mark";

const format = createFormatters({ locale: "en", currencyCode: "EUR", timeZone: "Europe/Berlin" });

/** The goal of a repeat rate of 25%. */
function repeatGoal(numerator: number, denominator: number): string | null {
  const metric = rateOf(numerator, denominator, because("noOrders"));
  const standing = evaluateGoal("repeat_m", { metric, previous: null, baseline: null, ownBound: null });
  return goalSentence(standing, "rate", format);
}

describe("goalSentence", () => {
  it("says of a reached goal whether the number is sure", () => {
    expect(repeatGoal(400, 1000)).toBe("Goal 25.0%, reached.");
    expect(repeatGoal(26, 100)).toBe("Goal 25.0%, reached, within the usual ups and downs.");
  });
  it("says the same of what is missing", () => {
    expect(repeatGoal(100, 1000)).toBe("Goal 25.0%: 15.0 points to go.");
    expect(repeatGoal(24, 100)).toBe("Goal 25.0%: 1.0 points to go, within the usual ups and downs.");
  });
  it("says the gap of a rate as the difference of both as shown", () => {
    // 21.26% is shown as 21.3%, and 25.0% less 21.3% are 3.7, though 3.74 are missing.
    expect(repeatGoal(2126, 10_000)).toBe("Goal 25.0%: 3.7 points to go.");
    // 21.25% is shown as 21.3% too; the exact gap of 3.75 would round to 3.8.
    expect(repeatGoal(2125, 10_000)).toBe("Goal 25.0%: 3.7 points to go.");
  });
  it("says the number of the goal's own days, which the gap is counted from", () => {
    const aov = {
      status: "not_met",
      bound: { better: "more", value: 7_914, isExclusive: false, farEnd: null },
      missing: 719,
      certainty: "sure",
      over: { days: 90, value: 7_195 },
    } as const;
    expect(goalSentence(aov, "money", format)).toBe("€71.95 over 90 days; goal €79.14, €7.19 to go.");
    // 71.944 is shown as 71.94; the exact gap of 7.194 would round to 7.19.
    const uneven = {
      ...aov,
      missing: 719.4,
      over: { days: 90, value: 7_194.4 },
      bound: { ...aov.bound, value: 7_913.8 },
    };
    expect(goalSentence(uneven, "money", format)).toBe("€71.94 over 90 days; goal €79.14, €7.20 to go.");
    const left = { ...aov, status: "met", bound: { ...aov.bound, better: "less", value: 0.7 }, missing: 0 } as const;
    expect(goalSentence({ ...left, over: { days: 90, value: 0.612 } }, "rate", format)).toBe(
      "61.2% over 90 days; goal at most 70.0%, reached.",
    );
  });
  it("judges nothing by too little", () => {
    expect(repeatGoal(10, 20)).toBe("Goal 25.0%.");
  });
});
