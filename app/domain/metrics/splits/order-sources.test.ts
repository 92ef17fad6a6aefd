import { describe, expect, it } from "vitest";
import { at, context, order } from "../../../../test/support/builders";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";
import { orderSources } from "./order-sources";

const RANGE = { from: "2026-01-01", to: "2026-01-31" };

describe("the sources of orders", () => {
  it("are those of their first and of their last visit, and each adds up to all placed orders", () => {
    const orders = [
      order({ firstVisitSource: "google", firstVisitMedium: "cpc", lastVisitSource: "newsletter" }),
      order({ firstVisitSource: "google", firstVisitMedium: "cpc" }),
      order(),
      order({ processedAt: at("2026-02-03T12:00"), lastVisitSource: "newsletter" }),
    ];
    expect(orderSources(purchaseBook(orders, context()).orders, RANGE)).toEqual([
      { visit: "first", source: "google", medium: "cpc", orders: 2, orderValue: 20_000 },
      { visit: "first", source: null, medium: null, orders: 1, orderValue: 10_000 },
      { visit: "last", source: null, medium: null, orders: 2, orderValue: 20_000 },
      { visit: "last", source: "newsletter", medium: null, orders: 1, orderValue: 10_000 },
    ]);
  });
});
