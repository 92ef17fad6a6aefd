import { describe, expect, it } from "vitest";
import { purchaseLog } from "../../../../test/support/purchases/purchase-log";
import { purchasesOf, robot } from "../../../../test/support/purchases/purchase-logs";
import { simulatedPurchases } from "../../../../test/support/purchases/simulated-purchases";
import type { PurchaseEvent, PurchaseLog } from "~/domain/clv/log/purchase-log";
import { snapshotAt } from "~/domain/clv/log/snapshot";
import { countsBecause, unusualCustomers } from "./unusual-customers";

const DAYS = 365;
const log = simulatedPurchases({ customers: 600, days: DAYS, seed: 5 });

const reasons = (of: PurchaseLog, day = DAYS) =>
  Object.fromEntries(
    Array.from(unusualCustomers(snapshotAt(of, day), { hasPrior: true }), ([customer, because]) => [
      of.customers[customer],
      because,
    ]),
  );
const withOthers = (...others: PurchaseEvent[]) => purchaseLog([...purchasesOf(log), ...others]);

describe("unusualCustomers", () => {
  it("finds nobody in a shop whose customers are of one kind, at any size and time", () => {
    expect(reasons(log)).toEqual({});
    expect(reasons(log, 40)).toEqual({});
    expect(reasons(simulatedPurchases({ customers: 5000, days: 700, seed: 6, leaving: 0.1 }), 700)).toEqual({});
  });

  it("finds who buys far oftener than others, from the first day or not, and who has stopped", () => {
    const others = [...robot("bot", 0, DAYS, 2000), ...robot("late", 300, DAYS, 400), ...robot("gone", 0, 180, 900)];
    expect(reasons(withOthers(...others))).toEqual({ bot: "frequency", late: "frequency", gone: "frequency" });
  });

  it("finds many of them, who would hide each other in a fit to all", () => {
    const others = Array.from({ length: 20 }, (_, index) => robot(`bot ${index}`, index, DAYS - index, 2000)).flat();
    expect(countsBecause(unusualCustomers(snapshotAt(withOthers(...others), DAYS), { hasPrior: true }))).toEqual({
      frequency: 20,
      value: 0,
    });
  });

  it("leaves a regular customer who is only the most frequent", () => {
    expect(reasons(withOthers(...robot("weekly", 0, DAYS, 52)))).toEqual({});
  });

  it("finds purchases worth far more or far less than others', and nobody for a free one", () => {
    const others = [
      ...robot("rich", 10, 200, 3, 50_000),
      ...robot("cents", 10, 200, 3, 0.01),
      ...robot("free", 10, 200, 3, 0),
      ...robot("returned", 10, 200, 3, -50_000),
    ];
    expect(reasons(withOthers(...others))).toEqual({ rich: "value", cents: "value" });
  });

  it("is the same in any currency", () => {
    const rich = withOthers(...robot("rich", 10, 200, 3, 50_000));
    expect(reasons({ ...rich, values: rich.values.map((value) => value * 1e4) })).toEqual({ rich: "value" });
  });

  it("takes another price for no surprise where nearly all pay the same", () => {
    const flat = { ...log, values: new Float64Array(log.values.length).fill(29) };
    expect(reasons(flat)).toEqual({});
    const dearer = purchaseLog([...purchasesOf(flat), ...robot("dearer", 10, 200, 3, 60)]);
    expect(reasons(dearer)).toEqual({});
  });

  it("finds nobody among a handful, and nobody without customers", () => {
    expect(reasons(purchaseLog(robot("only", 0, 300, 200)))).toEqual({});
    expect(reasons(purchaseLog([...robot("one", 0, 300, 200), ...robot("other", 0, 300, 1)]))).toEqual({});
    expect(reasons(purchaseLog([]))).toEqual({});
  });

  it("needs no values", () => {
    expect(reasons({ ...log, values: new Float64Array(log.values.length) })).toEqual({});
  });
});
