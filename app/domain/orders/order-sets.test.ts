import { describe, expect, it } from "vitest";
import { at, order, row } from "../../../test/support/builders";
import { DEFAULT_DEFINITIONS, type Definitions } from "./definitions";
import type { Order } from "./order";
import { isInSales, isPlacedOrder, isPurchase } from "./order-sets";

const sets = (overrides: Partial<Order>, switches: Partial<Definitions> = {}) => {
  const definitions = { ...DEFAULT_DEFINITIONS, ...switches };
  const placed = order(overrides);
  return { placed: isPlacedOrder(placed, definitions), purchase: isPurchase(placed, definitions) };
};
const giftCard = row({ lineType: "GIFT_CARD", total: 5_000 });
const fullReturn = row({ action: "RETURN", happenedAt: at("2026-02-01T00:00") });

describe("the order sets", () => {
  it.each<[string, Partial<Order>, boolean, boolean]>([
    ["a paid order", {}, true, true],
    ["a pending order", { financialStatus: "PENDING" }, true, true],
    ["a fully refunded order", { financialStatus: "REFUNDED", rows: [row(), fullReturn] }, true, true],
    ["a cancelled order", { cancelledAt: at("2026-02-01T00:00") }, true, false],
    ["a voided payment", { financialStatus: "VOIDED" }, true, false],
    ["an expired payment", { financialStatus: "EXPIRED" }, true, false],
    ["a test order", { isTest: true }, false, false],
    ["a gift card only", { rows: [giftCard] }, false, false],
    ["a gift card plus product", { rows: [giftCard, row()] }, true, true],
    ["a tip only", { rows: [row({ lineType: "TIP" })] }, false, false],
    ["a 100% discounted order", { rows: [row({ total: 0, discount: 10_000 })] }, true, false],
    ["an order of one cent", { rows: [row({ total: 1 })] }, true, true],
    ["an order of the till without a customer", { customerId: null, sourceName: "pos" }, true, true],
    ["a renewal", { isRenewal: true }, true, true],
    ["a product only edited in", { rows: [giftCard, row({ isOriginal: false })] }, false, false],
  ])("take %s as they should", (_, overrides, placed, purchase) => {
    expect(sets(overrides)).toEqual({ placed, purchase });
  });

  it("know an order that only brings goods back: not placed, yet its rows are sales", () => {
    const back = row({ action: "RETURN", isOriginal: true, quantity: -1, total: -4_000 });
    expect(sets({ rows: [back], sourceName: "pos", totalPaid: -4_000 })).toEqual({ placed: false, purchase: false });
    expect(isInSales(order({ rows: [back] }), DEFAULT_DEFINITIONS)).toBe(true);
    expect(isInSales(order({ rows: [back], isTest: true }), DEFAULT_DEFINITIONS)).toBe(false);
    expect(isInSales(order({ rows: [giftCard] }), DEFAULT_DEFINITIONS)).toBe(false);
    // In exchange for something else it is an order, worth what was bought.
    expect(sets({ rows: [back, row({ total: 1_000 })] })).toEqual({ placed: true, purchase: true });
  });

  it("follow the shop's settings", () => {
    const gone = { placed: false, purchase: false };
    const counts = { placed: true, purchase: true };
    expect(sets({ cancelledAt: 1 }, { excludeCancelledFromOrders: true })).toEqual(gone);
    expect(sets({ channel: "Online Store" }, { channelsIncluded: ["Online Store"] })).toEqual(counts);
    expect(sets({ channel: "Shop" }, { channelsIncluded: ["Online Store"] })).toEqual(gone);
    expect(sets({ channel: null }, { channelsIncluded: ["Online Store"] })).toEqual(gone);
    expect(sets({ tags: ["wholesale"] }, { excludeOrderTags: ["wholesale", "staff"] })).toEqual(gone);
    expect(sets({ rows: [row({ total: 1 })] }, { fullyRefundedIsPurchase: false })).toEqual(counts);
    expect(sets({ rows: [row(), fullReturn] }, { fullyRefundedIsPurchase: false })).toEqual({
      placed: true,
      purchase: false,
    });
  });
});
