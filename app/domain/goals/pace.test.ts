import { describe, expect, it } from "vitest";
import { addDays } from "~/domain/time/shop-time";
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
      "apart",
    );
    expect(pace).toMatchObject({ kind: "projected", day: addDays(TODAY, 63), earliest: addDays(TODAY, 63) });
    expect(pace.kind === "projected" && pace.perWeek).toBeCloseTo(1, 10);
  });
  it("names the first day on which the line is there, never the one before", () => {
    const pace = paceTo(
      atLeast(110.5),
      101,
      weeks((week) => 88 + week),
      TODAY,
      "apart",
    );
    // Nine weeks and a half: 66.5 days.
    const day = addDays(TODAY, 67);
    expect(pace).toMatchObject({ kind: "projected", day, earliest: day, latest: day });
  });
  it("gives a date two years ahead, and none a day later", () => {
    const inDays = (days: number) =>
      paceTo(
        atLeast(101 + (days - 0.5) / 7),
        101,
        weeks((week) => 88 + week),
        TODAY,
        "apart",
      );
    expect(inDays(730)).toMatchObject({ kind: "projected", day: addDays(TODAY, 730), latest: addDays(TODAY, 730) });
    expect(inDays(731)).toMatchObject({ kind: "not_at_this_pace", because: "beyond_two_years" });
  });
  it("expects a goal tomorrow that the line has passed and the value of today has not", () => {
    const passed = paceTo(
      atLeast(100.5),
      100,
      weeks((week) => 88 + week),
      TODAY,
      "apart",
    );
    expect(passed).toMatchObject({ kind: "projected", day: addDays(TODAY, 1) });
  });
  it("widens the dates with the scatter around the line", () => {
    const noisy = weeks((week) => 88 + week + (week % 2 === 0 ? 1.5 : -1.5));
    const pace = paceTo(atLeast(110), 101, noisy, TODAY, "apart");
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
        "apart",
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
        "apart",
      ),
    ).toEqual({ kind: "reached" });
  });
  it("gives no date for a flat line, the wrong direction or a far future", () => {
    const because = (points: PacePoint[], bound = 110) => paceTo(atLeast(bound), 100, points, TODAY, "apart");
    expect(because(weeks((week) => 100 + (week % 2)))).toMatchObject({ kind: "not_at_this_pace", because: "flat" });
    expect(because(weeks(() => 100))).toMatchObject({ kind: "not_at_this_pace", because: "flat" });
    expect(because(weeks((week) => 100 - week))).toMatchObject({ because: "wrong_direction" });
    expect(because(weeks((week) => 100 + week * 0.01))).toMatchObject({ because: "beyond_two_years" });
  });
  it("sees no pace in values of one day", () => {
    const points = Array.from({ length: 5 }, () => ({ day: TODAY, value: 90 }));
    expect(paceTo(atLeast(110), 90, points, TODAY, "apart")).toEqual({
      kind: "not_at_this_pace",
      because: "flat",
      perWeek: 0,
    });
  });
  it("says nothing from fewer than five weeks", () => {
    expect(
      paceTo(
        atLeast(110),
        100,
        weeks((week) => 100 + week, 4),
        TODAY,
        "apart",
      ),
    ).toEqual({ kind: "unknown", points: 4 });
  });
});

/** Student's t at 95%, two-sided, by degrees of freedom (Fisher and Yates, table III). */
const STUDENT: readonly (readonly [number, number])[] = [
  [3, 3.182],
  [4, 2.776],
  [5, 2.571],
  [6, 2.447],
  [7, 2.365],
  [8, 2.306],
  [9, 2.262],
  [10, 2.228],
  [11, 2.201],
];

describe.each(STUDENT)("a pace known to %i degrees of freedom", (freedom, t) => {
  /** A line whose slope is `times` half the width of its own interval, seen 6.8 days before the goal. */
  function along(times: number, better: "more" | "less" = "more") {
    const count = freedom + 2;
    // What is left over beside the line: nothing in sum and in slope, 6 in squares.
    const left = [1, -2, 1];
    const error = Math.sqrt(6 / freedom / ((count * (count ** 2 - 1)) / 12));
    const sign = better === "more" ? 1 : -1;
    const slope = times * t * error;
    const points = weeks((week) => sign * (slope * week + (left[week] ?? 0)), count);
    const bound = { ...atLeast(sign * slope * (count + 6.8 / 7)), better };
    return paceTo(bound, sign * -100, points, TODAY, "apart");
  }
  /** The same of changes from week to week. */
  function drifting(times: number, better: "more" | "less" = "more") {
    const count = freedom + 1;
    const left = [1, -1];
    const variance = 2 / freedom;
    const sign = better === "more" ? 1 : -1;
    const perWeek = times * t * Math.sqrt(variance / count);
    let value = 0;
    const values = [0, ...Array.from({ length: count }, (_, change) => (value += perWeek + (left[change] ?? 0)))];
    const points = weeks((week) => sign * values[week]!, count + 1);
    const toGo = 4.1 * perWeek;
    const pace = paceTo({ ...atLeast(sign * (value + toGo)), better }, sign * value, points, TODAY, "overlapping");
    // Drift, and the spread of a random walk whose drift is itself a mean of `count` changes.
    const firstDay = (side: number) => {
      const has = (day: number) =>
        (perWeek * day) / 7 + side * t * Math.sqrt(variance * (day / 7 + (day / 7) ** 2 / count)) >= toGo;
      return Array.from({ length: 730 }, (_, index) => index + 1).find(has);
    };
    return { pace, firstDay };
  }

  it("is none within its interval and one beyond it, towards more and less", () => {
    for (const better of ["more", "less"] as const) {
      for (const pace of [along(0.99, better), drifting(0.99, better).pace]) {
        expect(pace).toMatchObject({ kind: "not_at_this_pace", because: "flat" });
      }
      expect(along(1.01, better).kind).toBe("projected");
      expect(drifting(1.01, better).pace.kind).toBe("projected");
      expect(along(-0.99, better)).toMatchObject({ because: "flat" });
      expect(along(-1.01, better)).toMatchObject({ because: "wrong_direction" });
    }
  });
  it("gives a line's dates at its pace and at both ends of its interval", () => {
    // 6.8 days at the pace itself, 4.5 at one and a half times it, 13.6 at half of it.
    const dates = { day: addDays(TODAY, 7), earliest: addDays(TODAY, 5), latest: addDays(TODAY, 14) };
    for (const better of ["more", "less"] as const) expect(along(2, better)).toMatchObject(dates);
  });
  it("gives a drift's dates where its prediction band meets the goal", () => {
    for (const better of ["more", "less"] as const) {
      const { pace, firstDay } = drifting(4, better);
      const dates = [0, 1, -1].map((side) => addDays(TODAY, firstDay(side)!));
      if (pace.kind !== "projected") throw new Error(`expected a date, got ${pace.kind}`);
      expect([pace.day, pace.earliest, pace.latest]).toEqual(dates);
    }
  });
});

describe("paceTo over windows that overlap", () => {
  const toward = (bound: number, points: PacePoint[]) =>
    paceTo(atLeast(bound), points.at(-1)?.value ?? 0, points, TODAY, "overlapping");

  it("continues a steady change exactly, from the value of today", () => {
    const pace = toward(
      110,
      weeks((week) => 89 + week),
    );
    expect(pace).toEqual({
      kind: "projected",
      day: addDays(TODAY, 63),
      earliest: addDays(TODAY, 63),
      latest: addDays(TODAY, 63),
      perWeek: 1,
    });
  });

  it("gives wider dates than a line that takes the weeks for independent", () => {
    const points = weeks((week) => 88 + 2 * week + (week % 3));
    const apart = paceTo(atLeast(130), 114, points, TODAY, "apart");
    const overlapping = paceTo(atLeast(130), 114, points, TODAY, "overlapping");
    if (apart.kind !== "projected" || overlapping.kind !== "projected") throw new Error("both give a date");
    expect(overlapping.earliest < apart.earliest).toBe(true);
    expect(overlapping.latest === null || (apart.latest !== null && overlapping.latest > apart.latest)).toBe(true);
  });

  it("takes the noise of a trailing year for a pace as seldom as it says, which a line does not", () => {
    const random = seededNormal(20_261_121);
    const runs = 400;
    const promised = { apart: 0, overlapping: 0 };
    for (let run = 0; run < runs; run++) {
      const weekly = Array.from({ length: 65 }, random);
      const trailing = weeks((week) => weekly.slice(week, week + 52).reduce((sum, each) => sum + each, 0) / 52);
      const now = trailing.at(-1)?.value ?? 0;
      for (const windows of ["apart", "overlapping"] as const) {
        if (paceTo(atLeast(now + 0.1), now, trailing, TODAY, windows).kind === "projected") promised[windows]++;
      }
    }
    // One side of a 95% interval: 2.5% of runs, here within three standard errors.
    expect(promised.overlapping / runs).toBeLessThan(0.05);
    expect(promised.apart / runs).toBeGreaterThan(0.25);
  });

  it("arrives tomorrow at the soonest and in two years at the latest", () => {
    const steady = weeks((week) => 89 + week);
    const inDays = (days: number) => toward(101 + (days - 0.5) / 7, steady);
    expect(inDays(1)).toMatchObject({ kind: "projected", day: addDays(TODAY, 1), latest: addDays(TODAY, 1) });
    expect(inDays(730)).toMatchObject({ kind: "projected", day: addDays(TODAY, 730), latest: addDays(TODAY, 730) });
    expect(inDays(731)).toMatchObject({ kind: "not_at_this_pace", because: "beyond_two_years" });
  });

  it("names no latest day when the slow end may never arrive", () => {
    const unsure = weeks((week) => week + (week % 3));
    expect(toward(40, unsure)).toMatchObject({ kind: "projected", latest: null });
  });

  it("takes five values for four changes, and knows nothing from three", () => {
    const five = weeks((week) => 80 + week, 5);
    expect(toward(110, five).kind).toBe("projected");
    const withGap = weeks((week) => 80 + week, 6).filter((_, week) => week !== 4);
    expect(toward(110, withGap)).toEqual({ kind: "unknown", points: 5 });
  });

  it("leaves out changes across a week without a value", () => {
    const points = weeks((week) => 80 + week).filter((_, week) => week % 3 !== 1);
    expect(toward(110, points).kind).toBe("projected");
    const everyOther = weeks((week) => 80 + week).filter((_, week) => week % 2 === 0);
    expect(toward(110, everyOther)).toEqual({ kind: "unknown", points: 7 });
  });
});

describe.each(["apart", "overlapping"] as const)("paceTo over windows that are %s", (windows) => {
  it("names the very day a steady change arrives, whatever the last bits of its values say", () => {
    for (let days = 1; days <= 700; days++) {
      // Neither figure nor step has an exact binary form, so the sums of them differ in the last bits.
      const [start, step] = [days / 97, days / 1_234];
      const now = start + step * PACE_WEEKS;
      const points = weeks((week) => start + step * week);
      const day = addDays(TODAY, days);
      const pace = paceTo(atLeast(now + (step * days) / 7), now, points, TODAY, windows);
      expect(pace).toMatchObject({ kind: "projected", day, earliest: day, latest: day });
    }
  });
});

/** Sums of uniform numbers, near enough to a normal distribution. */
function seededNormal(seed: number): () => number {
  let state = seed;
  const uniform = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return () => Array.from({ length: 12 }, uniform).reduce((sum, each) => sum + each, -6);
}
