import { describe, expect, it } from "vitest";
import { at, order, row } from "../../../test/support/builders";
import { NOT_REPORTED, reportedOrder, returningByOrders, type CustomerOrder } from "./reported-order";

const JANUARY = { from: "2026-01-01", to: "2026-01-31" };
const FEBRUARY = { from: "2026-02-01", to: "2026-02-28" };
const reported = (of: ReturnType<typeof order>, range = JANUARY) => reportedOrder(of, range, "UTC", "EUR");

describe("reportedOrder", () => {
  it("dates the order when it was processed and its return when it came back", () => {
    const returned = order({
      processedAt: at("2026-01-15"),
      rows: [row({ discount: 500 }), row({ action: "RETURN", total: -4_000, happenedAt: at("2026-02-03") })],
    });
    expect(reported(returned)).toEqual({
      orders: 1,
      placedOrders: 1,
      orderValue: 10_000,
      grossSales: 10_500,
      discounts: 500,
      netSales: 10_000,
    });
    expect(reported(returned, FEBRUARY)).toEqual({ ...NOT_REPORTED, netSales: -4_000 });
  });
  it("counts an order of gift cards as an order and no sale, a test order as nothing", () => {
    expect(reported(order({ rows: [row({ lineType: "GIFT_CARD" })] }))).toEqual({ ...NOT_REPORTED, orders: 1 });
    expect(reported(order({ isTest: true }))).toEqual(NOT_REPORTED);
  });
  it("adds up no amounts of a former currency", () => {
    expect(reported(order({ currencyCode: "USD" }))).toEqual({ ...NOT_REPORTED, orders: 1 });
  });
});

describe("returningByOrders", () => {
  const bought = (orderId: string, customerId: string, day: string, isTest = false): CustomerOrder => ({
    orderId,
    customerId,
    processedAt: at(`${day}T12:00`),
    isTest,
  });
  it("counts a customer once, returning when any order of the range is not the first", () => {
    const orders = [
      bought("1", "a", "2025-12-01"),
      bought("2", "a", "2026-01-05"),
      bought("3", "b", "2026-01-06"),
      bought("4", "b", "2026-01-07"),
      bought("5", "c", "2026-01-08"),
      bought("6", "d", "2025-12-01", true),
      bought("7", "d", "2026-01-09"),
    ];
    expect(returningByOrders(orders, JANUARY, "UTC")).toEqual({ numerator: 2, denominator: 4 });
  });
});
