import { describe, expect, it } from "vitest";
import { MOST_UNITS, completeSplits, leadingSplits, type OrderSplit, type OrderSplitGroup } from "./order-splits";

const group = (split: OrderSplit, key: string | null, orders: number): OrderSplitGroup => ({
  split,
  key,
  orders,
  zeroValueOrders: orders - 1,
  orderValue: orders * 100,
  orderValueSquares: orders * 10_000,
});
const GROUPS = [
  group("country", "DE", 2),
  group("channel", "POS", 9),
  group("country", "FR", 4),
  group("country", null, 3),
  group("country", "AT", 2),
];

describe("leadingSplits", () => {
  it("adds up what is beyond the leading groups", () => {
    expect(leadingSplits(GROUPS, "country", 2)).toEqual([
      { ...group("country", "FR", 4), isRest: false },
      { ...group("country", null, 3), isRest: false },
      { ...group("country", null, 4), zeroValueOrders: 2, isRest: true },
    ]);
  });
});

describe("completeSplits", () => {
  it("has every key in its order, those without orders too", () => {
    const empty = { orders: 0, zeroValueOrders: 0, orderValue: 0, orderValueSquares: 0 };
    expect(completeSplits(GROUPS, "country", ["POS", "AT", "DE"])).toEqual([
      { split: "country", key: "POS", ...empty },
      group("country", "AT", 2),
      group("country", "DE", 2),
    ]);
  });
  it("has one key for six units and more", () => {
    expect(MOST_UNITS).toBe(6);
  });
});
