import { describe, expect, it } from "vitest";
import { at, context, order, row } from "../../../../test/support/builders";
import type { Order } from "~/domain/orders/order";
import {
  addPeriods,
  cohortActivity,
  cohortsTogether,
  periodAfter,
  periodCohorts,
  startOfPeriod,
  type CohortPeriod,
} from "./period-cohorts";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";

const bought = (customerId: string, day: string, total: number) =>
  order({ customerId, processedAt: at(`${day}T12:00`), rows: [row({ total: total * 100 })] });

/** Example H of the definitions. */
const ORDERS: Order[] = [
  bought("1", "2026-01-15", 100),
  bought("1", "2026-03-01", 50),
  bought("1", "2026-05-20", 40),
  bought("2", "2026-01-20", 80),
];

function cohorts(orders: readonly Order[], period: CohortPeriod, asOf: string) {
  const where = context({ asOf: at(asOf) });
  return periodCohorts(cohortActivity(purchaseBook(orders, where).purchasers, period), period, where.asOf, "UTC");
}

describe("startOfPeriod", () => {
  it("begins weeks on Monday, also before 1970", () => {
    expect(startOfPeriod("2026-03-01", "week")).toBe("2026-02-23");
    expect(startOfPeriod("2026-03-02", "week")).toBe("2026-03-02");
    expect(startOfPeriod("1969-12-31", "week")).toBe("1969-12-29");
  });
  it("begins quarters in January, April, July and October", () => {
    expect(startOfPeriod("2026-12-31", "quarter")).toBe("2026-10-01");
    expect(addPeriods("2026-10-01", "quarter", 1)).toBe("2027-01-01");
    expect(addPeriods("2026-01-01", "month", -1)).toBe("2025-12-01");
  });
});

describe("periodAfter", () => {
  it("has the first and the last day of a later period", () => {
    expect(periodAfter("2026-01-05", "week", 2)).toEqual({ from: "2026-01-19", to: "2026-01-25" });
    expect(periodAfter("2026-01-01", "month", 1)).toEqual({ from: "2026-02-01", to: "2026-02-28" });
    expect(periodAfter("2026-01-01", "quarter", 0)).toEqual({ from: "2026-01-01", to: "2026-03-31" });
  });
});

describe("periodCohorts", () => {
  it("agrees with example H by month", () => {
    const [january] = cohorts(ORDERS, "month", "2026-07-01T00:00");
    expect(january?.customers).toBe(2);
    expect(january?.cells.map(({ cumulativeValue }) => cumulativeValue / 200)).toEqual([
      90, 90, 115, 115, 135, 135, 135,
    ]);
    expect(january?.cells.map(({ buyers }) => buyers)).toEqual([2, 0, 1, 0, 1, 0, 0]);
    expect(january?.cells.map(({ isComplete }) => isComplete)).toEqual([...Array<boolean>(6).fill(true), false]);
  });
  it("counts a customer once and orders each in a period", () => {
    const [quarter] = cohorts([...ORDERS, bought("1", "2026-03-15", 10)], "quarter", "2026-06-30T23:59");
    expect(quarter?.cells).toMatchObject([
      { offset: 0, buyers: 2, orders: 4, value: 24_000, isComplete: true },
      { offset: 1, buyers: 1, orders: 1, value: 4_000, isComplete: false },
    ]);
  });
  it("tells weeks apart", () => {
    const weeks = cohorts(ORDERS, "week", "2026-02-01T23:59");
    expect(weeks.map(({ from, to, customers }) => [from, to, customers])).toEqual([
      ["2026-01-12", "2026-01-18", 1],
      ["2026-01-19", "2026-01-25", 1],
    ]);
    expect(weeks.map(({ cells }) => cells.length)).toEqual([3, 2]);
  });
  it("lists the oldest cohort first, whichever order is known first", () => {
    const rows = cohorts([bought("3", "2026-02-10", 60), ...ORDERS], "month", "2026-03-01T00:00");
    expect(rows.map(({ from }) => from)).toEqual(["2026-01-01", "2026-02-01"]);
  });
  it("has none without customers", () => {
    expect(cohorts([], "month", "2026-07-01T00:00")).toEqual([]);
  });
});

describe("cohortsTogether", () => {
  it("shows a single customer, and nothing without any", () => {
    const rows = cohorts([bought("3", "2026-02-10", 60)], "month", "2026-03-01T00:00");
    expect(cohortsTogether(rows)).toEqual([{ offset: 0, customers: 1, buyers: 1, orders: 1, cumulativeValue: 6_000 }]);
    expect(cohortsTogether([])).toEqual([]);
  });
  it("adds up only cells that are complete", () => {
    const rows = cohorts([...ORDERS, bought("3", "2026-02-10", 60)], "month", "2026-03-15T00:00");
    expect(cohortsTogether(rows)).toEqual([
      { offset: 0, customers: 3, buyers: 3, orders: 3, cumulativeValue: 24_000 },
      { offset: 1, customers: 2, buyers: 0, orders: 0, cumulativeValue: 18_000 },
    ]);
  });
});
