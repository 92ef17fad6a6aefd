import { describe, expect, it } from "vitest";
import { at, context, order, row } from "../../../../test/support/builders";
import type { Order } from "~/domain/orders/order";
import { DAY_MS } from "~/domain/time/shop-time";
import { customerTotals, repeatersInRange } from "./customer-totals";
import { lifetimeTotals } from "./lifetime-totals";
import { matureCustomers } from "./mature-customers";
import { medianOfOrderValues, orderValuesIn } from "./order-values";

const MAY = { from: "2026-05-01", to: "2026-05-31" };
const bought = (customerId: string | null, iso: string, total = 10_000): Order =>
  order({ customerId, processedAt: at(iso), rows: [row({ total })] });

describe("customerTotals", () => {
  const orders = [
    bought("on both edges", "2026-05-01T00:00"),
    bought("on both edges", "2026-05-31T23:59"),
    bought("before", "2026-04-30T23:59"),
    bought("before", "2026-05-15T12:00"),
    bought("around", "2026-04-30T23:59"),
    bought("around", "2026-06-01T00:00"),
    bought("once", "2026-05-02T12:00"),
    bought("once", "2026-06-02T12:00"),
    bought(null, "2026-05-03T12:00"),
  ];

  it("counts each customer of the range once, as new, returning or both", () => {
    expect(customerTotals(orders, MAY, context())).toEqual({ customers: 3, newCustomers: 2, returningCustomers: 2 });
  });
  it("asks two purchases within the range of a repeater in it", () => {
    expect(repeatersInRange(orders, MAY, context())).toBe(1);
    expect(repeatersInRange(orders, { from: "2026-05-02", to: "2026-05-31" }, context())).toBe(0);
    expect(repeatersInRange(orders, { from: "2026-05-01", to: "2026-05-30" }, context())).toBe(0);
  });
});

describe("lifetimeTotals", () => {
  it("adds up what each customer's purchases kept", () => {
    const orders = [
      bought("1", "2026-05-01T12:00", 300),
      bought("1", "2026-05-02T12:00", 400),
      bought("2", "2026-05-03T12:00", 50),
    ];
    expect(lifetimeTotals(orders, context())).toEqual({
      customers: 2,
      repeaters: 1,
      keptValue: 750,
      keptValueSquares: 700 * 700 + 50 * 50,
    });
  });
});

describe("matureCustomers", () => {
  const firstAt = at("2026-05-10T12:00");
  const after = (ms: number, total: number) =>
    order({ customerId: "1", processedAt: firstAt + ms, rows: [row({ total })] });
  const orders = [after(0, 100), after(30 * DAY_MS, 20), after(30 * DAY_MS + 1, 3)];
  const mature = (asOf: number, range = {}) => matureCustomers(orders, range, 30, context({ asOf }));

  it("takes customers from the moment they reach the horizon", () => {
    expect(mature(firstAt + 30 * DAY_MS - 1).customers).toBe(0);
    expect(mature(firstAt + 30 * DAY_MS)).toEqual({
      customers: 1,
      keptValue: 120,
      keptValueSquares: 120 * 120,
      repeaters: 1,
    });
  });
  it("counts what was bought up to the horizon, its last moment included", () => {
    expect(mature(firstAt + 60 * DAY_MS).keptValue).toBe(120);
    const late = [after(0, 100), after(30 * DAY_MS + 1, 3)];
    expect(matureCustomers(late, {}, 30, context())).toEqual({
      customers: 1,
      keptValue: 100,
      keptValueSquares: 10_000,
      repeaters: 0,
    });
  });
  it("asks for the first purchase in the range, and leaves an absent bound open", () => {
    const asOf = firstAt + 60 * DAY_MS;
    expect(mature(asOf, { from: "2026-05-10", to: "2026-05-10" }).customers).toBe(1);
    expect(mature(asOf, { from: "2026-05-11" }).customers).toBe(0);
    expect(mature(asOf, { to: "2026-05-09" }).customers).toBe(0);
    expect(mature(asOf, { from: "2026-05-10" }).customers).toBe(1);
  });
});

describe("order values", () => {
  it("are those of placed orders on the days of the range", () => {
    const orders = [
      bought(null, "2026-05-31T23:59", 900),
      bought("1", "2026-05-01T00:00", 100),
      bought("1", "2026-04-30T23:59", 1),
      bought("1", "2026-06-01T00:00", 2),
      bought("1", "2026-05-05T12:00", 200),
      order({ processedAt: at("2026-05-06T12:00"), rows: [row({ lineType: "TIP" })] }),
    ];
    expect(orderValuesIn(orders, MAY, context())).toEqual([900, 100, 200]);
    expect(medianOfOrderValues(orders, MAY, context())).toBe(200);
    expect(medianOfOrderValues([], MAY, context())).toBeNull();
  });
});
