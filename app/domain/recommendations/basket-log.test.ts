import { describe, expect, it } from "vitest";
import { type Basket, basketLog, basketsWith, newestBasketAt, recentShares } from "./basket-log";

const DAY_MS = 86_400_000;
const NOW = 1000 * DAY_MS;
const basket = (products: number[], daysAgo = 0): Basket => ({ at: NOW - daysAgo * DAY_MS, customer: null, products });

describe("basketLog", () => {
  it("refuses a product outside the catalogue by name", () => {
    expect(() => basketLog(2, [basket([2])])).toThrow("product index 2 outside a catalogue of 2");
  });

  it("packs the products of baskets and the baskets of products", () => {
    const log = basketLog(3, [basket([2, 0], 1), basket([]), basket([2, 2])]);
    expect(log).toEqual({
      productCount: 3,
      basketCount: 2,
      starts: Uint32Array.of(0, 2, 3),
      items: Uint32Array.of(2, 0, 2),
      times: Float64Array.of(NOW - DAY_MS, NOW),
      customers: Float64Array.of(NaN, NaN),
      productStarts: Uint32Array.of(0, 1, 1, 3),
      baskets: Uint32Array.of(0, 0, 1),
    });
    expect([0, 1, 2].map((product) => basketsWith(log, product))).toEqual([1, 0, 2]);
  });

  it("knows its newest basket, wherever it stands", () => {
    expect(newestBasketAt(basketLog(1, [basket([0], 3), basket([0], 1), basket([0], 2)]))).toBe(NOW - DAY_MS);
    expect(newestBasketAt(basketLog(1, [basket([0], 3)]))).toBe(NOW - 3 * DAY_MS);
    expect(newestBasketAt(basketLog(1, []))).toBeNull();
  });

  it("shares out what sold lately, the newest counting most", () => {
    const shares = recentShares(basketLog(3, [basket([0, 1], 30), basket([0]), basket([0], -5)]), NOW, 30);
    // Half of two, and two whole ones; a basket of tomorrow counts as one of today.
    expect([...shares]).toEqual([expect.closeTo(2.5 / 3, 12), expect.closeTo(0.5 / 3, 12), 0]);
    expect([...recentShares(basketLog(2, []), NOW, 30)]).toEqual([0, 0]);
    // However old everything is, the shares are of one whole.
    expect([...recentShares(basketLog(1, [basket([0], 300)]), NOW, 30)]).toEqual([1]);
  });
});
