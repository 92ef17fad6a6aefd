import { describe, expect, it } from "vitest";
import { checkout, order, row } from "../../../test/support/builders";
import { checkoutsAsOf, ordersAsOf } from "./history";

const NOW = 1_000;
const back = (happenedAt: number) => row({ action: "RETURN", happenedAt });

describe("ordersAsOf", () => {
  it("knows orders, rows and cancellations up to the moment itself", () => {
    const known = order({ processedAt: NOW, cancelledAt: NOW, rows: [row(), back(NOW)] });
    expect(ordersAsOf([known, order({ processedAt: NOW + 1 })], NOW)).toEqual([known]);
  });
  it("takes back a later cancellation, and only that", () => {
    const cancelled = order({ processedAt: 1, cancelledAt: NOW + 1 });
    expect(ordersAsOf([cancelled], NOW)).toEqual([{ ...cancelled, cancelledAt: null }]);
  });
  it("takes back later rows and leaves an earlier cancellation", () => {
    const returned = order({ processedAt: 1, cancelledAt: 2, rows: [row(), back(NOW + 1)] });
    expect(ordersAsOf([returned], NOW)).toEqual([{ ...returned, rows: returned.rows.slice(0, 1) }]);
  });
});

describe("checkoutsAsOf", () => {
  it("knows starts, activity and completions up to the moment itself", () => {
    const known = checkout({ startedAt: NOW, activity: [NOW], completedAt: NOW, orderId: "1" });
    expect(checkoutsAsOf([known, checkout({ startedAt: NOW + 1 })], NOW)).toEqual([known]);
  });
  it("takes back what came later", () => {
    const later = checkout({ startedAt: 1, activity: [1, NOW + 1], completedAt: NOW + 1, orderId: "1" });
    expect(checkoutsAsOf([later], NOW)).toEqual([{ ...later, activity: [1], completedAt: null, orderId: null }]);
    const unfinished = checkout({ startedAt: 1, activity: [1] });
    expect(checkoutsAsOf([unfinished], NOW)).toEqual([unfinished]);
  });
});
