import { describe, expect, it } from "vitest";
import { type Basket, basketLog, basketsWith, newestBasketAt, recentShares } from "./basket-log";
import {
  best,
  coPurchase,
  ITEM_PAGE_SETTINGS,
  RECENT_SALES_HALF_LIFE_DAYS,
  settingsFor,
  YOUNG_SHOP_SETTINGS,
} from "./co-purchase";

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
    expect(model.neighbours(0, 10)).toEqual(coPurchase(log, ITEM_PAGE_SETTINGS, NOW).neighbours(0, 10));
  });

  it("adds a share of recent sales to pairs that met, and to no others", () => {
    // Of seven products sold two were product 1, one was product 2 and one product 3.
    const log = basketLog(4, [basket([0, 1]), basket([0, 1]), basket([0, 2]), basket([3])]);
    expect(coPurchase(log, { ...plain, salesPrior: 0.7 }, NOW).neighbours(0, 10)).toEqual([
      { product: 1, score: expect.closeTo((2 + 0.2) / 3, 12) },
      { product: 2, score: expect.closeTo((1 + 0.1) / 3, 12) },
    ]);
  });

  it("lets old sales fade from the prior by half in a month", () => {
    const log = basketLog(3, [basket([0, 1], 30), basket([0, 2])]);
    // Half of a basket against a whole one: shares of 1/6 and 1/3.
    const scores = coPurchase(log, { ...plain, salesPrior: 6 }, NOW).neighbours(0, 10);
    expect(scores.map(({ product }) => product)).toEqual([2, 1]);
    expect(scores.map(({ score }) => score)).toEqual([expect.closeTo(3 / 2, 6), expect.closeTo(2 / 2, 6)]);
    expect(RECENT_SALES_HALF_LIFE_DAYS).toBe(30);
  });

  it("ranks with the settings that were measured best", () => {
    expect(ITEM_PAGE_SETTINGS).toEqual({ alpha: 0.1, shrink: 2, halfLifeDays: 90, gamma: 0.5, salesPrior: 0 });
    expect(YOUNG_SHOP_SETTINGS).toEqual({ ...ITEM_PAGE_SETTINGS, alpha: 0, salesPrior: 20 });
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

describe("best", () => {
  const log = basketLog(4, [basket([0, 1, 2]), basket([2, 3]), basket([2])]);
  const order = (scores: [product: number, score: number][], limit = 10) =>
    best(
      scores.map(([product, score]) => ({ product, score })),
      limit,
      log,
    ).map(({ product }) => product);

  it("puts the higher score first, then what is in more baskets, then the lower index", () => {
    expect(
      order([
        [0, 1],
        [1, 3],
        [2, 2],
      ]),
    ).toEqual([1, 2, 0]);
    expect(
      order([
        [3, 1],
        [1, 1],
        [2, 1],
        [0, 1],
      ]),
    ).toEqual([2, 0, 1, 3]);
    expect(
      order([
        [0, 1],
        [1, 1],
        [3, 1],
        [2, 1],
      ]),
    ).toEqual([2, 0, 1, 3]);
  });
  it("takes scores that differ in their last bits for equal, whatever their size", () => {
    expect(
      order([
        [0, 1e6 * (1 + 1e-12)],
        [2, 1e6],
      ]),
    ).toEqual([2, 0]);
    expect(
      order([
        [0, 1e-6 * (1 + 1e-12)],
        [2, 1e-6],
      ]),
    ).toEqual([2, 0]);
    expect(
      order([
        [0, 1e-6 * (1 + 1e-6)],
        [2, 1e-6],
      ]),
    ).toEqual([0, 2]);
  });
  it("lists nothing without a score, and no more than asked for", () => {
    expect(
      order([
        [0, 0],
        [1, 0],
      ]),
    ).toEqual([]);
    expect(
      order([
        [0, 0.1],
        [1, 0],
      ]),
    ).toEqual([0]);
    expect(
      order(
        [
          [0, 3],
          [1, 2],
          [2, 1],
        ],
        2,
      ),
    ).toEqual([0, 1]);
  });
});

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
