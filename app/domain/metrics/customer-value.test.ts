import { expect, it } from "vitest";
import { HEADLINE_HORIZONS_DAYS, isHeadline, trailingCustomerValue, trailingRange } from "./customer-value";

const mature = (customers: number) => ({ customers, keptValue: 6_000, keptValueSquares: 0, repeaters: 0 });

it("looks at the customers acquired in the 365 days that ended the horizon ago", () => {
  expect(trailingRange("2026-11-15", 365)).toEqual({ from: "2024-11-16", to: "2025-11-15" });
  expect(trailingRange("2026-11-15", 30)).toEqual({ from: "2025-10-17", to: "2026-10-16" });
});

it("takes the longest horizon that thirty customers have reached", () => {
  expect(HEADLINE_HORIZONS_DAYS).toEqual([365, 180, 90, 60, 30]);
  expect([isHeadline(mature(29)), isHeadline(mature(30))]).toEqual([false, true]);
});

it("says which days nobody was acquired on", () => {
  expect(trailingCustomerValue(mature(30), 90).value).toBe(200);
  expect(trailingCustomerValue(mature(0), 90).unavailableBecause).toContain("between 90 and 455 days ago");
});
