import { describe, expect, it } from "vitest";
import { addDays } from "../shop-time";
import type { GoalBound } from "./evaluate-goal";
import { PACE_WEEKS, paceTo, type PacePoint } from "./pace";

const TODAY = "2026-06-30";
const weeks = (valueOf: (week: number) => number, count = PACE_WEEKS): PacePoint[] =>
  Array.from({ length: count }, (_, week) => ({ day: addDays(TODAY, (week - count) * 7), value: valueOf(week) }));
const atLeast = (value: number): GoalBound => ({ better: "more", value, isExclusive: false, farEnd: null });
const atMost = (value: number): GoalBound => ({ better: "less", value, isExclusive: false, farEnd: null });

describe("paceTo", () => {
  it("projects a straight line exactly", () => {
    // 100 a week ago, one a week more: 101 today, 110 in nine weeks.
    const pace = paceTo(
      atLeast(110),
      101,
      weeks((week) => 88 + week),
      TODAY,
    );
    expect(pace).toMatchObject({ kind: "projected", day: addDays(TODAY, 63), earliest: addDays(TODAY, 63) });
    expect(pace.kind === "projected" && pace.perWeek).toBeCloseTo(1, 10);
  });
  it("widens the dates with the scatter around the line", () => {
    const noisy = weeks((week) => 88 + week + (week % 2 === 0 ? 1.5 : -1.5));
    const pace = paceTo(atLeast(110), 101, noisy, TODAY);
    if (pace.kind !== "projected") throw new Error(`expected a date, got ${pace.kind}`);
    expect(pace.earliest < pace.day).toBe(true);
    expect(pace.latest !== null && pace.latest > pace.day).toBe(true);
  });
  it("works towards less as towards more", () => {
    expect(
      paceTo(
        atMost(60),
        69,
        weeks((week) => 82 - week),
        TODAY,
      ),
    ).toMatchObject({
      kind: "projected",
      day: addDays(TODAY, 63),
    });
  });
  it("is reached at the bound", () => {
    expect(
      paceTo(
        atLeast(100),
        100,
        weeks(() => 0),
        TODAY,
      ),
    ).toEqual({ kind: "reached" });
  });
  it("gives no date for a flat line, the wrong direction or a far future", () => {
    const because = (points: PacePoint[], bound = 110) => paceTo(atLeast(bound), 100, points, TODAY);
    expect(because(weeks((week) => 100 + (week % 2)))).toMatchObject({ kind: "not_at_this_pace", because: "flat" });
    expect(because(weeks(() => 100))).toMatchObject({ kind: "not_at_this_pace", because: "flat" });
    expect(because(weeks((week) => 100 - week))).toMatchObject({ because: "wrong_direction" });
    expect(because(weeks((week) => 100 + week * 0.01))).toMatchObject({ because: "beyond_two_years" });
  });
  it("says nothing from fewer than five weeks", () => {
    expect(
      paceTo(
        atLeast(110),
        100,
        weeks((week) => 100 + week, 4),
        TODAY,
      ),
    ).toEqual({ kind: "unknown", points: 4 });
  });
});
