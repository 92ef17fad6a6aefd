import { describe, expect, it } from "vitest";
import { at, context, order, row } from "../../../../test/support/builders";
import type { Order } from "~/domain/orders/order";
import { DAY_MS } from "~/domain/time/shop-time";
import { customerRhythm } from "./customer-rhythm";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";
import { secondPurchaseTimes } from "./time-to-second-purchase";
import { topCustomers } from "./top-customers";

const START = at("2025-01-01T00:00");
const ALL = { from: "2025-01-01", to: "2027-12-31" };

/** Orders of one customer on these days after the start. */
function bought(customerId: number | string, ...days: number[]): Order[] {
  return days.map((day) => order({ customerId: String(customerId), processedAt: START + day * DAY_MS }));
}
const purchasersOf = (orders: readonly Order[], asOf = START + 1000 * DAY_MS) =>
  purchaseBook(orders, context({ asOf })).purchasers;

describe("secondPurchaseTimes", () => {
  it("agrees with the published Kaplan-Meier curve of 21 patients", () => {
    // Freireich et al. 1963, remission under 6-MP, as in Collett's textbook: S(10) 0.753, S(13) 0.690, S(23) 0.448.
    const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23];
    const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
    const asOf = START + 500 * DAY_MS;
    const orders = [
      ...ended.flatMap((days, index) => bought(`1${index}`, 0, days)),
      ...censored.flatMap((days, index) => bought(`2${index}`, 500 - days)),
    ];
    expect(secondPurchaseTimes(purchasersOf(orders, asOf), ALL, context({ asOf }))).toEqual({
      customers: 21,
      median: 23,
      quarter: 13,
    });
  });
  it("knows the quarter while fewer than half came back, and neither before that", () => {
    const asOf = START + 100 * DAY_MS;
    const times = (...orders: Order[][]) =>
      secondPurchaseTimes(purchasersOf(orders.flat(), asOf), ALL, context({ asOf }));
    expect(times(bought(1, 0, 12), bought(2, 0), bought(3, 0))).toEqual({ customers: 3, median: null, quarter: 12 });
    expect(times(bought(1, 0), bought(2, 0))).toEqual({ customers: 2, median: null, quarter: null });
    expect(times([])).toEqual({ customers: 0, median: null, quarter: null });
  });
});

describe("customerRhythm", () => {
  const range = { from: "2026-01-01", to: "2026-12-31" };
  const dayInRange = 365;

  it("takes the lapse point from 30 gaps, else stands at 180 days", () => {
    const regular = Array.from({ length: 10 }, (_, index) => bought(index + 1, 0, 10, 20, index === 0 ? 120 : 30));
    const of = (orders: readonly Order[]) => customerRhythm(purchasersOf(orders), range, context());
    expect(of(regular.flat())).toMatchObject({ lapsePointDays: 10, gaps: 30 });
    expect(of(regular.flat().slice(1))).toMatchObject({ lapsePointDays: 180, gaps: 0 });
  });
  it("counts who lapsed within the range among those active at its start", () => {
    const orders = [
      ...bought(1, dayInRange - 100), // lapses 80 days into the range
      ...bought(2, dayInRange - 100, dayInRange + 50, dayInRange + 200, dayInRange + 350), // never pauses for 180 days
      ...bought(3, dayInRange - 200), // had lapsed before
      ...bought(4, dayInRange - 10, dayInRange + 175), // comes back after a pause of 185 days
      ...bought(5, dayInRange + 5), // new
    ];
    const rhythm = customerRhythm(purchasersOf(orders), range, context({ asOf: at("2027-01-01T00:00") }));
    expect(rhythm).toMatchObject({ lapsed: 2, activeAtStart: 3, reactivated: 1 });
  });
  it("knows no lapse after the as-of", () => {
    const orders = bought(1, dayInRange - 100);
    const seenAt = (days: number) => {
      const where = context({ asOf: START + (dayInRange + days) * DAY_MS });
      return customerRhythm(purchaseBook(orders, where).purchasers, range, where).lapsed;
    };
    expect(seenAt(80)).toBe(0);
    expect(seenAt(81)).toBe(1);
  });
  it("asks of the customers of one year whether they bought in the next", () => {
    const orders = [
      ...bought(1, 10, dayInRange + 10),
      ...bought(2, 20, 30),
      ...bought(3, dayInRange + 20, dayInRange + 30),
      ...bought(4, 364, dayInRange),
    ];
    expect(customerRhythm(purchasersOf(orders), range, context())).toMatchObject({ retained: 2, retainable: 3 });
  });
});

describe("topCustomers", () => {
  it("compares the orders of the best tenth, rounded up, with those of the rest", () => {
    const orders = Array.from({ length: 11 }, (_, index) =>
      order({ customerId: String(index + 1), rows: [row({ total: (index + 1) * 1_000 })] }),
    );
    const split = topCustomers(purchasersOf(orders), 0.1);
    expect(split).toEqual({
      top: { customers: 2, orders: 2, orderValue: 21_000 },
      rest: { customers: 9, orders: 9, orderValue: 45_000 },
    });
  });
  it("may leave nobody to compare with", () => {
    const nobody = { customers: 0, orders: 0, orderValue: 0 };
    expect(topCustomers(purchasersOf(bought(1, 0)), 0.1).rest).toEqual(nobody);
    expect(topCustomers([], 0.1)).toEqual({ top: nobody, rest: nobody });
  });
});
