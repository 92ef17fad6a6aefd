import { describe, expect, it } from "vitest";
import { at, context, order, row } from "../../../test/support/builders";
import { reportTotals, trailing365 } from "./report-totals";

describe("trailing365", () => {
  it("is the 365 days that end with the range", () => {
    expect(trailing365({ from: "2026-12-01", to: "2026-12-31" })).toEqual({ from: "2026-01-01", to: "2026-12-31" });
  });
});

describe("reportTotals", () => {
  it("compares the best tenth and hundredth of the customers with the others", () => {
    const orders = Array.from({ length: 101 }, (_, index) =>
      order({
        customerId: String(index + 1),
        processedAt: at("2026-01-15T12:00"),
        rows: [row({ total: (index + 1) * 100 })],
      }),
    );
    const range = { from: "2026-01-01", to: "2026-01-31" };
    const { topTenth, topHundredth } = reportTotals({ orders, checkouts: [] }, range, context());
    expect([topTenth.top.customers, topTenth.rest.customers]).toEqual([11, 90]);
    expect([topHundredth.top.customers, topHundredth.rest.customers]).toEqual([2, 99]);
    expect(topHundredth.top.orderValue).toBe(20_100);
  });
});
