import { describe, expect, it } from "vitest";
import type { Purchaser } from "~/domain/metrics/history/purchase-book";
import { rankedCustomers, topCustomers } from "./top-customers";

const customer = (customerId: string, ...values: [orderValue: number, keptValue: number][]): Purchaser => {
  const purchases = values.map(([orderValue, keptValue], index) => {
    return { at: 100 + index, day: "2026-01-01", number: index + 1, orderValue, keptValue };
  });
  return { customerId, purchases, numbered: purchases };
};

describe("the best customers", () => {
  it("are the tenth of highest kept value, rounded up", () => {
    const ids = (count: number, share: number) =>
      rankedCustomers(
        Array.from({ length: count }, (_, index) => customer(String(index + 1), [10, 10])),
        share,
      ).top.length;
    expect([ids(70, 0.1), ids(71, 0.1), ids(1, 0.1), ids(100, 0.01), ids(0, 0.1)]).toEqual([7, 8, 1, 1, 0]);
  });
  it("rank by what was kept, then by the lower id", () => {
    const { top, rest } = rankedCustomers(
      [customer("10", [50, 20]), customer("9", [50, 20]), customer("3", [90, 5], [20, 25]), customer("4", [99, 1])],
      0.5,
    );
    expect(top).toEqual([
      { customerId: "3", firstAt: 100, orders: 2, orderValue: 110, keptValue: 30 },
      { customerId: "9", firstAt: 100, orders: 1, orderValue: 50, keptValue: 20 },
    ]);
    expect(rest.map(({ customerId }) => customerId)).toEqual(["10", "4"]);
  });
  it("are compared with the rest by the mean of their orders", () => {
    const compared = topCustomers(
      [customer("1", [60, 60], [80, 80]), customer("2", [20, 20]), customer("3", [30, 30])],
      0.1,
    );
    expect(compared).toEqual({
      top: { customers: 1, orders: 2, orderValue: 140 },
      rest: { customers: 2, orders: 2, orderValue: 50 },
    });
  });
});
