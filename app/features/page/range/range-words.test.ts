import { describe, expect, it } from "vitest";
import { parseReportingWindow } from "~/domain/time/reporting-window";
import { shownInstead } from "./range-words";

describe("shownInstead", () => {
  const clock = { timeZone: "Europe/Berlin", now: Date.UTC(2026, 10, 21, 12), installedAt: null };
  const said = (address: string) => {
    const { window, errors } = parseReportingWindow(new URLSearchParams(address), clock);
    return shownInstead({ range: window.range, errors }, "en")?.replace(/\s/g, " ");
  };

  it.each([
    "range=custom&from=2026-13-45&to=garbage",
    "range=custom&from=2026-11-20&to=2026-11-01",
    "range=custom&from=2027-01-01&to=2027-01-02",
    "range=last_week",
  ])("names the days of the page where %s cannot be used", (address) => {
    expect(said(address)).toBe("Showing the last 30 days instead: Oct 22 – Nov 20, 2026.");
  });
  it("says nothing of a range that can be used, whatever the comparison", () => {
    expect(said("range=custom&from=2026-11-01&to=2026-11-20")).toBeUndefined();
    expect(said("range=last_7_days&compare=nothing")).toBeUndefined();
  });
});
