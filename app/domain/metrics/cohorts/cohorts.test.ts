import { describe, expect, it } from "vitest";
import { at } from "../../../../test/support/builders";
import { cohortTable } from "./cohorts";

describe("cohortTable", () => {
  it("lists the oldest cohort first, whichever cell is known first", () => {
    const cell = { buyers: 1, keptValue: 100 };
    const cells = ["2026-02", "2025-12", "2026-01"].map((month) => ({ ...cell, cohort: month, month }));
    const table = cohortTable(cells, at("2026-03-01T00:00"), "UTC");
    expect(table.map(({ cohort, customers, months }) => [cohort, customers, months.length])).toEqual([
      ["2025-12", 1, 3],
      ["2026-01", 1, 2],
      ["2026-02", 1, 1],
    ]);
  });
});
