import { describe, expect, it } from "vitest";
import { type Basket, basketLog } from "./basket-log";
import { coPurchase, ITEM_PAGE_SETTINGS, settingsFor, YOUNG_SHOP_SETTINGS } from "./co-purchase";

const DAY_MS = 86_400_000;
const NOW = 1000 * DAY_MS;
const basket = (products: number[], daysAgo = 0): Basket => ({ at: NOW - daysAgo * DAY_MS, customer: null, products });
const plain = { alpha: 0, shrink: 0, halfLifeDays: 1e9, gamma: 0, salesPrior: 0 };

describe("coPurchase", () => {
  it("is the share of the seed's baskets that hold the other, when nothing is damped", () => {
    const log = basketLog(3, [basket([0, 1]), basket([0, 1]), basket([0, 2]), basket([0])]);
    expect(coPurchase(log, plain, NOW).neighbours(0, 10)).toEqual([
      { product: 1, score: 0.5 },
      { product: 2, score: 0.25 },
    ]);
  });

  it("follows the published formula with every damping at work", () => {
    const log = basketLog(3, [basket([0, 1, 2], 90), basket([0, 1], 0)]);
    const settings = { alpha: 0.1, shrink: 2, halfLifeDays: 90, gamma: 0.5, salesPrior: 0 };
    const [first] = coPurchase(log, settings, NOW).neighbours(0, 1);
    const joint = 0.5 * 2 ** -0.5 + 1;
    expect(first!.product).toBe(1);
    expect(first!.score).toBeCloseTo(joint / (3.5 ** 0.9 * 3.5 ** 0.1), 12);
  });

  it("weighs a pair half after one half-life, so that habits of today win", () => {
    const log = basketLog(3, [basket([0, 1], 200), basket([0, 2], 1)]);
    const [first] = coPurchase(log, { ...plain, halfLifeDays: 90 }, NOW).neighbours(0, 1);
    expect(first!.product).toBe(2);
  });

  it("never names the seed itself and knows no partners of a product that was never bought", () => {
    const log = basketLog(3, [basket([0, 0, 1])]);
    expect(coPurchase(log, plain, NOW).neighbours(0, 10)).toEqual([{ product: 1, score: 1 }]);
    expect(coPurchase(log, plain, NOW).neighbours(2, 10)).toEqual([]);
  });

  it("leaves no trace of one seed in the list of the next", () => {
    const log = basketLog(4, [basket([0, 1]), basket([2, 3])]);
    const model = coPurchase(log, ITEM_PAGE_SETTINGS, NOW);
    model.neighbours(0, 10);
    expect(model.neighbours(2, 10).map(({ product }) => product)).toEqual([3]);
  });

  it("leans on recent sales in a young shop only", () => {
    expect(settingsFor(basketLog(1, [basket([0])]))).toBe(YOUNG_SHOP_SETTINGS);
    expect(
      settingsFor(
        basketLog(
          1,
          Array.from({ length: 1000 }, () => basket([0])),
        ),
      ),
    ).toBe(ITEM_PAGE_SETTINGS);
  });
});

describe("basketLog", () => {
  it("refuses a product outside the catalogue by name", () => {
    expect(() => basketLog(2, [basket([2])])).toThrow("product index 2 outside a catalogue of 2");
  });
});
