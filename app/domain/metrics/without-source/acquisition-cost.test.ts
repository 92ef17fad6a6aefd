import { describe, expect, it } from "vitest";
import { acquisitionCost, returnOnAdSpend, valueToCost, type AcquisitionTotals } from "./acquisition-cost";
import { meanMoney } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";

const spent = (adSpend: number, newCustomers: number, netSales = 0, orders = 0): AcquisitionTotals => {
  return { adSpend: adSpend * 100, newCustomers, netSales: netSales * 100, orders };
};

describe("example I: cost of acquisition", () => {
  // Of ten new customers five came from elsewhere, or nobody knows from where.
  const shop = acquisitionCost(spent(300, 10));
  const social = spent(200, 4, 700, 7);
  const search = spent(100, 1, 250, 2);
  const customerValue = meanMoney(110_00, 1, because("noOrders"));

  it("is 30.00 for the shop, 50.00 by social, 100.00 by search", () => {
    expect(shop).toMatchObject({ value: 30_00, numerator: 300_00, denominator: 10, n: 10, unit: "money" });
    expect(acquisitionCost(social).value).toBe(50_00);
    expect(acquisitionCost(search).value).toBe(100_00);
  });
  it("is covered 3.67 times by the value of a customer, by search alone 1.10 times", () => {
    const ratio = valueToCost(customerValue, shop);
    expect(ratio).toMatchObject({ unit: "ratio", n: 10 });
    expect(ratio.value).toBeCloseTo(3.67, 2);
    const bySearch = valueToCost(customerValue, acquisitionCost(search));
    expect(bySearch.value).toBeCloseTo(1.1, 12);
  });
  it("brings 3.50 by social and 2.50 by search", () => {
    expect(returnOnAdSpend(social)).toMatchObject({ value: 3.5, numerator: 700_00, denominator: 200_00, n: 7 });
    expect(returnOnAdSpend(search).value).toBe(2.5);
  });
});

describe("what a new customer cost", () => {
  it("is not available without new customers, nor is what rests on it", () => {
    const none = acquisitionCost(spent(300, 0));
    expect(none).toMatchObject({ value: null, unavailableBecause: because("noCustomersWon") });
    expect(valueToCost(meanMoney(110_00, 1, because("noOrders")), none).unavailableBecause).toBe(
      none.unavailableBecause,
    );
  });
  it("cannot be held against a value that is not known", () => {
    const young = meanMoney(0, 0, because("noCustomersOldEnough", { days: "365" }));
    expect(valueToCost(young, acquisitionCost(spent(300, 10)))).toMatchObject({
      value: null,
      unavailableBecause: because("noCustomersOldEnough", { days: "365" }),
    });
  });
  it("is nothing, and so covered no number of times, where nothing was spent", () => {
    const free = acquisitionCost(spent(0, 10));
    expect(free.value).toBe(0);
    expect(valueToCost(meanMoney(110_00, 1, because("noOrders")), free).value).toBeNull();
    expect(returnOnAdSpend(spent(0, 10, 50, 1))).toMatchObject({
      value: null,
      unavailableBecause: because("noAdSpend"),
    });
  });
});
