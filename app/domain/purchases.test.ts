import { describe, expect, it } from "vitest";
import { order } from "../../test/support/builders";
import { DEFAULT_DEFINITIONS } from "./definitions";
import { compareIds, comparePurchases, purchaseNumbers } from "./purchases";

describe("purchaseNumbers", () => {
  const skipping = { ...DEFAULT_DEFINITIONS, subscriptionRenewalsAreRepeat: false };

  it("counts from one", () => {
    expect(purchaseNumbers([order(), order()], DEFAULT_DEFINITIONS, false)).toEqual([1, 2]);
  });
  it("skips renewals when they are no repeat purchases", () => {
    const purchases = [order(), order({ isRenewal: true }), order()];
    expect(purchaseNumbers(purchases, DEFAULT_DEFINITIONS, false)).toEqual([1, 2, 3]);
    expect(purchaseNumbers(purchases, skipping, false)).toEqual([1, null, 2]);
  });
  it("starts at one as well where older orders are hidden and no position is known", () => {
    expect(purchaseNumbers([order()], DEFAULT_DEFINITIONS, true)).toEqual([1]);
  });
  it("takes Shopify's position of an order where older orders are hidden, and only there", () => {
    const purchases = [order({ customerOrderIndex: 3 }), order(), order({ customerOrderIndex: 4 })];
    expect(purchaseNumbers(purchases, DEFAULT_DEFINITIONS, true)).toEqual([3, 4, 5]);
    expect(purchaseNumbers(purchases, DEFAULT_DEFINITIONS, false)).toEqual([1, 2, 3]);
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
