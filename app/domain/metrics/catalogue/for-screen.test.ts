import { describe, expect, it } from "vitest";
import { because } from "~/domain/metrics/confidence/reason";
import { forScreen } from "./for-screen";
import { daysMetric, moneyOf, ratioFrom, unavailable } from "~/domain/metrics/confidence/metric-value";

describe("forScreen", () => {
  it("withholds a median of fewer than five, with the reason", () => {
    expect(forScreen("aov_median", moneyOf(1_000, 4))).toMatchObject({
      value: null,
      n: 4,
      unavailableBecause: because("shownFrom", { observed: "order", from: 5, known: 4 }),
    });
    expect(forScreen("time_to_second_purchase", daysMetric(20, 1)).unavailableBecause).toEqual(
      because("shownFrom", { observed: "customer", from: 5, known: 1 }),
    );
    expect(forScreen("aov_median", moneyOf(1_000, 5)).value).toBe(1_000);
  });
  it("says nothing of the best customers where they are fewer than ten", () => {
    expect(forScreen("order_value_top1", ratioFrom(4, 9)).value).toBeNull();
    expect(forScreen("order_value_top10", ratioFrom(4, 9)).value).toBeNull();
    expect(forScreen("order_value_top10", ratioFrom(4, 10)).value).toBe(4);
  });
  it("shows every other number, and every reason, as it is", () => {
    expect(forScreen("net_sales", moneyOf(1_000, 1)).value).toBe(1_000);
    const none = unavailable("money", because("noOrders"));
    expect(forScreen("aov_median", none)).toBe(none);
  });
});
