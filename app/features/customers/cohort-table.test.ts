import { describe, expect, it } from "vitest";
import type { PeriodCohort } from "~/domain/metrics/cohorts/period-cohorts";
import { cohortsTogether } from "~/domain/metrics/cohorts/period-cohorts";
import { createFormatters } from "~/ui/format/formatters";
import { cohortName, cohortTable } from "./cohort-table";
import { cohortSummary } from "./cohorts-tab";

const format = createFormatters({ locale: "en-GB", currencyCode: "EUR", timeZone: "Europe/Berlin" });
const cell = (offset: number, buyers: number, cumulativeValue: number, isComplete = true) => ({
  offset,
  buyers,
  orders: buyers,
  value: 0,
  cumulativeValue,
  isComplete,
});
const cohorts: PeriodCohort[] = [
  {
    from: "2026-01-01",
    to: "2026-01-31",
    customers: 40,
    cells: [cell(0, 40, 400_000), cell(1, 10, 500_000), cell(2, 2, 520_000, false)],
  },
  { from: "2026-02-01", to: "2026-02-28", customers: 10, cells: [cell(0, 10, 120_000), cell(1, 1, 130_000, false)] },
];
const view = { cohorts, together: cohortsTogether(cohorts), period: "month", members: null } as const;

const addressOf = (cohort: string, offset: number) => `?cohort=${cohort}&offset=${offset}`;

describe("cohortTable", () => {
  it("begins with all cohorts together, then the newest", () => {
    const { columns, rows } = cohortTable(view, { measure: "returning", scale: "share" }, format, addressOf);
    expect(columns.map(({ label }) => label)).toEqual(["Month 0", "Month 1", "Month 2"]);
    expect(rows.map(({ label, size }) => [label, size])).toEqual([
      ["All together", "50"],
      ["Feb 2026", "10, few"],
      ["Jan 2026", "40"],
    ]);
    expect(rows[0]?.cells.map(({ text }) => text)).toEqual(["100.0%", "25.0%"]);
  });

  it("leads from every number to its customers, and marks the one that is shown", () => {
    const shown = {
      cohort: "2026-01-01",
      offset: 1,
      rows: [],
      page: 1,
      pageSize: 50,
      total: 10,
    };
    const { rows } = cohortTable(
      { ...view, members: shown },
      { measure: "returning", scale: "share" },
      format,
      addressOf,
    );
    const [together, , january] = rows;
    expect(january?.cells.map(({ to, isCurrent }) => [to, isCurrent])).toEqual([
      ["?cohort=2026-01-01&offset=0", false],
      ["?cohort=2026-01-01&offset=1", true],
      [undefined, undefined],
    ]);
    expect(together?.cells.every(({ to }) => to === undefined)).toBe(true);
  });

  it("prints no number where the period is not over", () => {
    const { rows } = cohortTable(view, { measure: "returning", scale: "share" }, format, addressOf);
    expect(rows[1]?.cells[1]).toEqual({ text: "", heat: null, isIncomplete: true });
  });

  it("leaves the period of the first purchase pale, unless value adds up", () => {
    const shares = cohortTable(view, { measure: "returning", scale: "share" }, format, addressOf);
    expect(shares.rows[2]?.cells.map(({ heat }) => heat)).toEqual([null, 1, null]);
    const values = cohortTable(view, { measure: "value", scale: "share" }, format, addressOf);
    expect(values.rows[2]?.cells.map(({ text, heat }) => [text, heat])).toEqual([
      ["€100.00", 0],
      ["€125.00", 1],
      ["", null],
    ]);
  });

  it("counts instead of sharing when asked, without a row that would mean nothing", () => {
    const { rows } = cohortTable(view, { measure: "returning", scale: "absolute" }, format, addressOf);
    expect(rows).toHaveLength(2);
    expect(rows[1]?.cells[1]?.text).toBe("10");
  });
});

describe("cohortName", () => {
  it("names months, quarters and the first days of weeks", () => {
    expect(cohortName("2026-03-01", "month", format)).toBe("Mar 2026");
    expect(cohortName("2026-10-01", "quarter", format)).toBe("Q4 2026");
    expect(cohortName("2026-03-02", "week", format)).toBe("2 Mar 2026");
  });
});

describe("cohortSummary", () => {
  it("says what all cohorts together did in the period after the first purchase", () => {
    expect(cohortSummary(view, { measure: "returning" }, format)).toBe(
      "Month 0 is the month of the first purchase. In the month after, 25.0% of 40 customers bought again.",
    );
    expect(cohortSummary(view, { measure: "value" }, format)).toContain(
      "After 1 more month a customer had brought €125.00",
    );
  });

  it("waits for a period to be over", () => {
    expect(cohortSummary({ ...view, together: [] }, { measure: "orders" }, format)).toContain("is not over yet");
  });
});
