import { describe, expect, it } from "vitest";
import { meanMoney } from "~/domain/metrics/confidence/metric-value";
import {
  acquisitionCost,
  returnOnAdSpend,
  valueToCost,
  type AcquisitionTotals,
} from "~/domain/metrics/without-source/acquisition-cost";
import { boundOf, isReached } from "./evaluate-goal";
import { isReason } from "~/domain/metrics/confidence/reason";
import { because } from "~/domain/metrics/confidence/reason";

const spent = (adSpend: number, newCustomers: number, netSales = 0, orders = 0): AcquisitionTotals => {
  return { adSpend: adSpend * 100, newCustomers, netSales: netSales * 100, orders };
};
const isOnGoal = (id: "cac_m" | "roas_m", value: number | null) => {
  const bound = boundOf(id, { previous: null, baseline: null, ownBound: null });
  return typeof bound !== "string" && !isReason(bound) && value !== null && isReached(bound, value);
};

describe("example I: the goals of acquisition", () => {
  const social = spent(200, 4, 700, 7);
  const search = spent(100, 1, 250, 2);
  const customerValue = meanMoney(110_00, 1, because("noOrders"));

  it("are reached by a value 3.67 times the cost, not by one 1.10 times", () => {
    expect(isOnGoal("cac_m", valueToCost(customerValue, acquisitionCost(spent(300, 10))).value)).toBe(true);
    expect(isOnGoal("cac_m", valueToCost(customerValue, acquisitionCost(search)).value)).toBe(false);
  });
  it("are reached by a cost below a third of that value, 36.67, and missed from there on", () => {
    const third = 110_00 / 3;
    expect(isOnGoal("cac_m", valueToCost(customerValue, meanMoney(third - 1, 1, because("noOrders"))).value)).toBe(
      true,
    );
    expect(isOnGoal("cac_m", valueToCost(customerValue, meanMoney(third, 1, because("noOrders"))).value)).toBe(false);
  });
  it("are reached by 3.50 of sales for what was spent, not by 2.50", () => {
    expect(isOnGoal("roas_m", returnOnAdSpend(social).value)).toBe(true);
    expect(isOnGoal("roas_m", returnOnAdSpend(search).value)).toBe(false);
  });
});
