import { describe, expect, it } from "vitest";
import { at, context, order, row } from "../../../../test/support/builders";
import { foldedTotals } from "./folded-totals";
import { trailing365 } from "~/domain/time/trailing-year";

describe("trailing365", () => {
  it("is the 365 days that end with the range", () => {
    expect(trailing365({ from: "2026-12-01", to: "2026-12-31" })).toEqual({ from: "2026-01-01", to: "2026-12-31" });
  });
});

describe("foldedTotals", () => {
  it("compares the best tenth and hundredth of the customers with the others", async () => {
    const orders = Array.from({ length: 101 }, (_, index) =>
      order({
        customerId: String(index + 1),
        processedAt: at("2026-01-15T12:00"),
        rows: [row({ total: (index + 1) * 100 })],
      }),
    );
    const { tenth, hundredth } = await foldedTotals({ orders, checkouts: [] }, context()).top();
    expect([tenth.top.customers, tenth.rest.customers]).toEqual([11, 90]);
    expect([hundredth.top.customers, hundredth.rest.customers]).toEqual([2, 99]);
    expect(hundredth.top.orderValue).toBe(20_100);
  });
});
