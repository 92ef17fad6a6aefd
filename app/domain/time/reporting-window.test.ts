import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  RANGE_PRESETS,
  daysIn,
  defaultRange,
  isWithin,
  parseReportingWindow,
  previousPeriod,
  previousYear,
  type RangePreset,
} from "./reporting-window";

const at = (iso: string): number => Date.parse(iso);
/** 21 November 2026, a Saturday, 14:05 in Berlin. */
const clock = { timeZone: "Europe/Berlin", now: at("2026-11-21T13:05:00Z"), installedAt: at("2026-10-01T22:30:00Z") };
const parse = (query: string, now = clock.now) => parseReportingWindow(new URLSearchParams(query), { ...clock, now });

describe("parseReportingWindow", () => {
  it("shows the last 30 full days, compared with the 30 before, unless asked otherwise", () => {
    expect(parse("")).toEqual({
      window: { range: { from: "2026-10-22", to: "2026-11-20" }, timeZone: "Europe/Berlin", asOf: clock.now },
      preset: "last_30_days",
      comparison: "previous_period",
      comparisonRange: { from: "2026-09-22", to: "2026-10-21", until: null },
      isRunning: false,
      errors: {},
    });
    expect(defaultRange(clock)).toEqual(parse("").window.range);
  });
  it.each<[RangePreset, string, string]>([
    ["today", "2026-11-21", "2026-11-21"],
    ["yesterday", "2026-11-20", "2026-11-20"],
    ["last_7_days", "2026-11-14", "2026-11-20"],
    ["last_90_days", "2026-08-23", "2026-11-20"],
    ["last_365_days", "2025-11-21", "2026-11-20"],
    ["this_month", "2026-11-01", "2026-11-21"],
    ["last_month", "2026-10-01", "2026-10-31"],
    ["this_quarter", "2026-10-01", "2026-11-21"],
    ["last_quarter", "2026-07-01", "2026-09-30"],
    ["this_year", "2026-01-01", "2026-11-21"],
    ["last_year", "2025-01-01", "2025-12-31"],
    ["since_installation", "2026-10-02", "2026-11-21"],
  ])("reads %s as %s to %s", (preset, from, to) => {
    expect(parse(`range=${preset}`).window.range).toEqual({ from, to });
  });
  it("reads a custom range, both days included", () => {
    const parsed = parse("range=custom&from=2026-03-01&to=2026-03-31&compare=none");
    expect(parsed.window.range).toEqual({ from: "2026-03-01", to: "2026-03-31" });
    expect(parsed.comparisonRange).toBeNull();
    expect(parsed.errors).toEqual({});
  });
  it("ends a range that reaches into the future today", () => {
    expect(parse("from=2026-11-01&to=2027-01-31").window.range.to).toBe("2026-11-21");
  });
  it.each([
    ["from=2026-02-30&to=2026-03-01", "from"],
    ["from=2026-03-01", "to"],
    ["from=2026-03-02&to=2026-03-01", "to"],
    ["from=2027-03-02&to=2027-04-01", "from"],
    ["from=2026-03-01&to=2026-04-31", "to"],
    ["from=1999-12-31&to=2026-03-01", "from"],
    ["range=fortnight", "range"],
    ["compare=sideways", "compare"],
  ])("says what is wrong with %s at its field and shows the default", (query, field) => {
    const parsed = parse(query);
    expect(Object.keys(parsed.errors)).toEqual([field]);
    expect(parsed.window.range).toEqual(parse("").window.range);
    expect(parsed.comparison).toBe("previous_period");
  });
  it("reads a range of one day, today or as long ago as shops may reach", () => {
    for (const day of ["2000-01-01", "2026-03-01", "2026-11-21"]) {
      expect(parse(`from=${day}&to=${day}`)).toMatchObject({ window: { range: { from: day, to: day } }, errors: {} });
    }
  });
  it("begins today while it is not known when the app was installed", () => {
    const unknown = parseReportingWindow(new URLSearchParams("range=since_installation"), {
      ...clock,
      installedAt: null,
    });
    expect(unknown.window.range).toEqual({ from: "2026-11-21", to: "2026-11-21" });
  });
  it("runs as long as today belongs to it", () => {
    expect(parse("range=this_month").isRunning).toBe(true);
    expect(parse("range=yesterday").isRunning).toBe(false);
  });
  it("never fails, whatever the address says", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (range, from, compare) => {
        const { window } = parseReportingWindow(new URLSearchParams({ range, from, to: from, compare }), clock);
        expect(window.range.from <= window.range.to).toBe(true);
      }),
    );
  });
  it("knows every preset it offers", () => {
    for (const preset of RANGE_PRESETS) expect(parse(`range=${preset}`).errors.range).toBeUndefined();
  });
});

describe("comparison of a running range", () => {
  it("takes yesterday up to the same time for today", () => {
    expect(parse("range=today").comparisonRange).toEqual({
      from: "2026-11-20",
      to: "2026-11-20",
      until: at("2026-11-20T13:05:00Z"),
    });
  });
  it("takes the same elapsed days of last month for this month", () => {
    expect(parse("range=this_month").comparisonRange).toEqual({
      from: "2026-10-01",
      to: "2026-10-21",
      until: at("2026-10-21T12:05:00Z"), // still summer time in Berlin
    });
  });
  it("takes the same elapsed days of the quarter before for this quarter", () => {
    expect(parse("range=this_quarter").comparisonRange).toMatchObject({ from: "2026-07-01", to: "2026-08-21" });
  });
  it("takes the same dates of the year before, in a leap year too", () => {
    const { comparisonRange } = parse("range=this_year", at("2024-11-21T13:05:00Z"));
    expect(comparisonRange).toMatchObject({ from: "2023-01-01", to: "2023-11-21" });
  });
  it("takes a day of 25 hours up to the same time on its clock", () => {
    const { comparisonRange } = parse("range=today", at("2026-10-26T13:05:00Z"));
    expect(comparisonRange).toEqual({ from: "2026-10-25", to: "2026-10-25", until: at("2026-10-25T13:05:00Z") });
  });
  it("takes all of a month that is shorter", () => {
    const { comparisonRange } = parse("range=this_month", at("2026-03-31T10:00:00Z"));
    expect(comparisonRange).toMatchObject({ from: "2026-02-01", to: "2026-02-28" });
  });
  it("takes the same part of last year for this year", () => {
    expect(parse("range=this_year").comparisonRange).toMatchObject({ from: "2025-01-01", to: "2025-11-21" });
  });
});

describe("earlier ranges", () => {
  it("puts the previous period right before the range, equally long", () => {
    expect(previousPeriod({ from: "2026-03-01", to: "2026-03-31" })).toEqual({ from: "2026-01-29", to: "2026-02-28" });
    expect(daysIn(previousPeriod({ from: "2026-03-01", to: "2026-03-31" }))).toBe(31);
  });
  it("puts the previous year on the same dates, 29 February on the 28th", () => {
    expect(previousYear({ from: "2024-02-29", to: "2024-03-31" })).toEqual({ from: "2023-02-28", to: "2023-03-31" });
  });
  it("keeps the dates unless asked for the weekdays", () => {
    const { comparisonRange } = parse("from=2026-11-16&to=2026-11-20&compare=previous_year");
    expect(comparisonRange).toMatchObject({ from: "2025-11-16", to: "2025-11-20" });
  });
  it("keeps the weekdays when asked to", () => {
    const { comparisonRange } = parse("from=2026-11-16&to=2026-11-20&compare=previous_year&align=weekday");
    expect(comparisonRange).toMatchObject({ from: "2025-11-17", to: "2025-11-21" });
  });
});

describe("isWithin", () => {
  it("takes in the first and the last day", () => {
    const range = { from: "2026-01-31", to: "2026-02-02" };
    const days = ["2026-01-30", "2026-01-31", "2026-02-01", "2026-02-02", "2026-02-03"];
    expect(days.map((day) => isWithin(day, range))).toEqual([false, true, true, true, false]);
  });
});
