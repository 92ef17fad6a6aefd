import { describe, expect, it } from "vitest";
import { at, context, order } from "../../../../test/support/builders";
import type { Order } from "~/domain/orders/order";
import { DAY_MS } from "~/domain/time/shop-time";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";
import { daysToConversion, firstPurchaseTimes } from "./time-to-first-purchase";
import { because } from "~/domain/metrics/confidence/reason";

const RANGE = { from: "2026-01-01", to: "2026-01-31" };
const bought = (customerId: string, day: string, more: Partial<Order> = {}) =>
  order({ customerId, processedAt: at(`${day}T12:00`), ...more });
const purchasers = (orders: readonly Order[]) =>
  purchaseBook(orders, context({ asOf: at("2026-07-01T00:00") })).purchasers;

describe("firstPurchaseTimes", () => {
  it("takes the median over records older than the first purchase", () => {
    const orders = [
      bought("1", "2026-01-10", { customerCreatedAt: at("2026-01-08T12:00"), daysToConversion: 3 }),
      bought("2", "2026-01-10", { customerCreatedAt: at("2026-01-04T12:00") }),
      bought("3", "2026-01-10", { customerCreatedAt: at("2026-01-10T12:00") }),
      bought("4", "2026-01-10", { customerCreatedAt: at("2026-01-11T12:00") }),
      bought("5", "2026-01-10"),
      bought("6", "2026-02-10", { customerCreatedAt: at("2026-01-01T12:00") }),
    ];
    const times = firstPurchaseTimes(purchasers(orders), RANGE);
    expect(times).toMatchObject({ recordedMedian: 4, recorded: 2 });
    expect(daysToConversion(times)).toMatchObject({ value: 3, n: 1 });
  });
  it("takes in the first and the last day of the range, and sorts what it takes the median of", () => {
    const days = [
      ["2026-01-01", 9],
      ["2026-01-31", 10],
      ["2026-01-15", 1],
      ["2025-12-31", 100],
    ] as const;
    const orders = days.map(([day, waited], index) =>
      bought(String(index), day, {
        customerCreatedAt: at(`${day}T12:00`) - waited * DAY_MS,
        daysToConversion: waited,
      }),
    );
    const times = firstPurchaseTimes(purchasers(orders), RANGE);
    expect(times).toEqual({ recorded: 3, recordedMedian: 9, visited: 3, visitedMedian: 9 });
  });
  it("says why there is none", () => {
    const times = firstPurchaseTimes(purchasers([]), RANGE);
    expect(times).toMatchObject({ recordedMedian: null, recorded: 0 });
    expect(daysToConversion(times)).toMatchObject({ value: null, unavailableBecause: because("noVisitKnown") });
  });
});
