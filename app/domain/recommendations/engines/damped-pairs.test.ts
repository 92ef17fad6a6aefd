import { describe, expect, it } from "vitest";
import { type Basket, basketLog, type BasketLog } from "../basket-log";
import { onPageOf } from "../recommender";
import { dampedPairs, type DampedSettings, ITEM_PAGE_SETTINGS } from "./damped-pairs";

const DAY_MS = 86_400_000;
const NOW = 1000 * DAY_MS;
const basket = (products: number[], daysAgo = 0): Basket => ({ at: NOW - daysAgo * DAY_MS, customer: null, products });
const partners = (log: BasketLog, settings: DampedSettings, seed: number, limit = 10) =>
  dampedPairs(log, settings, NOW).scores(onPageOf(seed), limit);
const plain = { alpha: 0, shrink: 0, halfLifeDays: null, gamma: 0 };

describe("dampedPairs", () => {
  it("is the share of the seed's baskets that hold the other, when nothing is damped", () => {
    const log = basketLog(3, [basket([0, 1]), basket([0, 1]), basket([0, 2]), basket([0])]);
    expect(partners(log, plain, 0)).toEqual([
      { product: 1, score: 0.5 },
      { product: 2, score: 0.25 },
    ]);
  });

  it("follows the published formula with every damping at work", () => {
    const log = basketLog(3, [basket([0, 1, 2], 90), basket([0, 1], 0)]);
    const settings = { alpha: 0.1, shrink: 2, halfLifeDays: 90, gamma: 0.5 };
    const [first] = partners(log, settings, 0, 1);
    const joint = 0.5 * 2 ** -0.5 + 1;
    expect(first!.product).toBe(1);
    expect(first!.score).toBeCloseTo(joint / (3.5 ** 0.9 * 3.5 ** 0.1), 12);
  });

  it("weighs a pair half after one half-life, so that habits of today win", () => {
    const log = basketLog(3, [basket([0, 1], 200), basket([0, 2], 1)]);
    const [first] = partners(log, { ...plain, halfLifeDays: 90 }, 0, 1);
    expect(first!.product).toBe(2);
  });

  it("never names the seed itself and knows no partners of a product that was never bought", () => {
    const log = basketLog(3, [basket([0, 0, 1])]);
    expect(partners(log, plain, 0)).toEqual([{ product: 1, score: 1 }]);
    expect(partners(log, plain, 2)).toEqual([]);
  });

  it("leaves no trace of one seed in the list of the next", () => {
    const log = basketLog(4, [basket([0, 1]), basket([2, 3])]);
    const engine = dampedPairs(log, ITEM_PAGE_SETTINGS, NOW);
    engine.scores(onPageOf(0), 10);
    expect(engine.scores(onPageOf(2), 10).map(({ product }) => product)).toEqual([3]);
    expect(engine.scores(onPageOf(0), 10)).toEqual(partners(log, ITEM_PAGE_SETTINGS, 0));
  });

  it("ranks with the settings that were measured best", () => {
    expect(ITEM_PAGE_SETTINGS).toEqual({ alpha: 0.1, shrink: 2, halfLifeDays: 90, gamma: 0.5 });
  });
});
