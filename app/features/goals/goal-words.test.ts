import { describe, expect, it } from "vitest";
import { createFormatters } from "~/ui/format/formatters";
import type { GoalView } from "./goals";
import { paceSentence } from "./goal-words";

const format = createFormatters({ locale: "en", currencyCode: "EUR", timeZone: "UTC" });

describe("paceSentence", () => {
  it.each([
    ["count", -43.25, "43"],
    ["money", -1_250, "€12.50"],
    ["rate", -0.004, "0.4 points"],
  ] as const)("says of a %s how much it moves away in a week, in its own unit", (unit, perWeek, amount) => {
    const goal = {
      kind: "goal",
      unit,
      standing: { status: "not_met" },
      pace: { kind: "not_at_this_pace", because: "wrong_direction", perWeek },
    } as GoalView;
    expect(paceSentence(goal, format)).toBe(`Not at this pace: it moves away by ${amount} a week.`);
  });
});
