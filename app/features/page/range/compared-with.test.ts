import { describe, expect, it } from "vitest";
import type { PageWindow } from "~/features/page/page-view";
import { createFormatters } from "~/ui/format/formatters";
import { comparedWith } from "./compared-with";

describe("comparedWith", () => {
  const format = createFormatters({ locale: "en-GB", currencyCode: "EUR", timeZone: "Europe/Berlin" });
  const window: PageWindow = {
    range: { from: "2026-11-19", to: "2026-11-20" },
    preset: "custom",
    comparison: "previous_period",
    comparisonRange: { from: "2026-11-17", to: "2026-11-18" },
    errors: {},
  };
  const named = (changes: Partial<PageWindow>) => comparedWith({ window: { ...window, ...changes } }, format);

  it("names the days before, or the dates where they lie apart", () => {
    expect(named({})).toEqual({ title: "The 2 days before", when: "in the 2 days before" });
    expect(named({ comparisonRange: { from: "2026-10-01", to: "2026-10-02" } })?.when).toBe(
      "from 1 Oct 2026 to 2 Oct 2026",
    );
    const day = { from: "2026-11-18", to: "2026-11-18" };
    expect(named({ comparisonRange: day })).toEqual({ title: "The day before", when: "on the day before" });
    expect(named({ comparison: "previous_year" })?.title).toBe("The same days a year before");
  });

  it("is absent without a comparison", () => {
    expect(named({ comparison: "none" })).toBeNull();
  });
});
