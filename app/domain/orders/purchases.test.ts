import { describe, expect, it } from "vitest";
import { order } from "../../../test/support/builders";
import { DEFAULT_DEFINITIONS } from "./definitions";
import type { Order } from "./order";
import { compareIds, comparePurchases, purchaseNumbers, shopifyPositions } from "./purchases";

describe("purchaseNumbers", () => {
  const skipping = { ...DEFAULT_DEFINITIONS, subscriptionRenewalsAreRepeat: false };

  it("counts from one", () => {
    expect(purchaseNumbers([order(), order()], DEFAULT_DEFINITIONS)).toEqual([1, 2]);
  });
  it("skips renewals when they are no repeat purchases", () => {
    const purchases = [order(), order({ isRenewal: true }), order()];
    expect(purchaseNumbers(purchases, DEFAULT_DEFINITIONS)).toEqual([1, 2, 3]);
    expect(purchaseNumbers(purchases, skipping)).toEqual([1, null, 2]);
  });
  it("starts at one as well where older orders are hidden and no position is known", () => {
    expect(purchaseNumbers([order()], DEFAULT_DEFINITIONS, () => null)).toEqual([1]);
  });
  it("is lifted by Shopify's position of an order, and never lowered by it", () => {
    const purchases = [order({ customerOrderIndex: 3 }), order(), order({ customerOrderIndex: 2 })];
    const position = ({ customerOrderIndex }: Order) => customerOrderIndex;
    expect(purchaseNumbers(purchases, DEFAULT_DEFINITIONS, position)).toEqual([3, 4, 5]);
    expect(purchaseNumbers([order()], DEFAULT_DEFINITIONS, () => -2)).toEqual([1]);
  });
});

describe("shopifyPositions", () => {
  const counted = (changes: Partial<Order> = {}) => order({ customerOrderCount: 5, ...changes });

  it("are those Shopify gives each order", () => {
    const orders = [counted({ customerOrderIndex: 3 }), counted({ customerOrderIndex: 4 })];
    expect(shopifyPositions(orders)).toEqual([3, 4]);
  });
  it("follow from the customer's order count less later orders where an order has none", () => {
    expect(shopifyPositions([counted(), counted(), counted()])).toEqual([3, 4, 5]);
    expect(shopifyPositions([counted(), counted({ customerOrderIndex: 4 }), counted()])).toEqual([3, 4, 5]);
  });
  it("count later orders that are no purchases, as Shopify does, but no test orders", () => {
    const cancelled = counted({ cancelledAt: 1 });
    const free = counted({ rows: [] });
    expect(shopifyPositions([counted(), cancelled, free])).toEqual([3, 4, 5]);
    expect(shopifyPositions([counted(), counted({ isTest: true })])[0]).toBe(5);
  });
  it("are not known without an index and a count", () => {
    expect(shopifyPositions([order(), order({ customerOrderIndex: 2 })])).toEqual([null, 2]);
  });
});

describe("the order of purchases", () => {
  it("is that of time, then of the numeric id", () => {
    const [early, tenth, ninth] = [
      order({ id: "99", processedAt: 1 }),
      order({ id: "10", processedAt: 2 }),
      order({ id: "9", processedAt: 2 }),
    ];
    expect([tenth, early, ninth].sort(comparePurchases)).toEqual([early, ninth, tenth]);
  });
  it("compares ids beyond what a number holds", () => {
    expect(compareIds("9007199254740993", "9007199254740992")).toBeGreaterThan(0);
    expect(compareIds("9", "10")).toBeLessThan(0);
    expect(compareIds("7", "7")).toBe(0);
  });
});
