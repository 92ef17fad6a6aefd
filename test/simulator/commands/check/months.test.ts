import { describe, expect, it } from "vitest";
import { monthsOf } from "./months";

describe("monthsOf", () => {
  it("cuts the first and the last month where the range begins and ends", () => {
    expect(monthsOf({ from: "2025-12-30", to: "2026-02-03" })).toEqual([
      { month: "2025-12", from: "2025-12-30", to: "2025-12-31" },
      { month: "2026-01", from: "2026-01-01", to: "2026-01-31" },
      { month: "2026-02", from: "2026-02-01", to: "2026-02-03" },
    ]);
  });

  it("is one month for a single day", () => {
    expect(monthsOf({ from: "2024-02-29", to: "2024-02-29" })).toEqual([
      { month: "2024-02", from: "2024-02-29", to: "2024-02-29" },
    ]);
  });
});
