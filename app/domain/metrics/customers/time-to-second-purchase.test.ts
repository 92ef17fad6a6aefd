import { describe, expect, it } from "vitest";
import { at } from "../../../../test/support/builders";
import { DAY_MS } from "~/domain/time/shop-time";
import type { Purchaser } from "~/domain/metrics/history/purchase-book";
import { halfOfReturners, secondPurchaseWaits } from "./time-to-second-purchase";

const FIRST = at("2026-05-10T12:00");

function customer(...purchases: [days: number, day: string][]): Purchaser {
  const numbered = purchases.map(([days, day], index) => {
    return { at: FIRST + days * DAY_MS, day, number: index + 1, orderValue: 100, keptValue: 100 };
  });
  return { customerId: "1", purchases: numbered, numbered };
}

describe("secondPurchaseWaits", () => {
  it("waits for the customers acquired in the range, until they are back or until the as-of", () => {
    const range = { from: "2026-05-10", to: "2026-05-12" };
    const purchasers = [
      customer([0, "2026-05-10"], [4.5, "2026-05-15"], [9, "2026-05-19"]),
      customer([2, "2026-05-12"]),
      customer([-1, "2026-05-09"], [1, "2026-05-11"]),
      customer([3, "2026-05-13"]),
    ];
    expect(secondPurchaseWaits(purchasers, range, FIRST + 20 * DAY_MS)).toEqual([
      { days: 4.5, isBack: true },
      { days: 18, isBack: false },
    ]);
  });
});

describe("halfOfReturners", () => {
  it("is the median of those who came back, whoever else is waited for", () => {
    const waits = [30, 2, 10].map((days) => ({ days, isBack: true }));
    expect(halfOfReturners([...waits, { days: 1, isBack: false }])).toBe(10);
    expect(halfOfReturners([{ days: 1, isBack: false }])).toBeNull();
  });
});
