import { describe, expect, it } from "vitest";
import { type Basket, basketLog } from "../basket-log";
import { holdOutWindow } from "../held-out/hold-out";
import { itemTask } from "../held-out/item-task";
import { onPageOf } from "../recommender";
import { blendTrial } from "./blend-trial";
import { HISTORY_GROUPS, historyGroup, PRIOR_WEIGHTS, type Weights } from "./blend-weights";
import { chooseBlend } from "./choose-blend";
import { customerPairs } from "./customer-pairs";
import { chooseItemSettings, DEFAULT_ITEM_SETTINGS, itemBlend } from "./item-blend";
import { SIGNALS, type SignalName, signalsOf } from "./signals";

const DAY_MS = 86_400_000;
const NOW = 1000 * DAY_MS;
const basket = (products: number[], daysAgo = 0, customer: number | null = null): Basket => ({
  at: NOW - daysAgo * DAY_MS,
  customer,
  products,
});
const nothingAlike = () => [];
const only = (name: SignalName): Weights => SIGNALS.map((signal) => (signal === name ? 1 : 0));

describe("customerPairs", () => {
  it("joins what a customer bought at different times, by the older purchase and the size of the history", () => {
    const log = basketLog(4, [basket([0], 180, 7), basket([1], 0, 7), basket([2], 0, 7), basket([3], 0, 8)]);
    const partners = customerPairs(log, NOW)(1, 10);
    expect(partners).toEqual([
      { product: 2, score: expect.closeTo(2 ** -0.75, 6) },
      { product: 0, score: expect.closeTo(0.5 * 2 ** -0.75, 6) },
    ]);
  });
  it("knows nothing of guests, of customers of one product, and of those of too many", () => {
    const many = Array.from({ length: 401 }, (_, product) => product);
    const log = basketLog(401, [basket([0, 1]), basket([2], 0, 7), basket(many, 0, 8)]);
    expect(customerPairs(log, NOW)(0, 10)).toEqual([]);
  });
});

describe("signals", () => {
  const log = basketLog(5, [basket([0, 1]), basket([0, 1]), basket([1, 2]), basket([3], 60), basket([4])]);
  const signals = signalsOf(
    log,
    (product) => (product === 4 ? [{ product: 0, score: 0.5 }] : []),
    DEFAULT_ITEM_SETTINGS.damped,
    NOW,
  );
  const named = (name: SignalName, seed: number) => signals[name](seed, 10).map(({ product }) => product);

  it("reach over a partner to its partners, and over likeness to what that is bought with", () => {
    expect(named("damped", 0)).toEqual([1]);
    expect(named("twoHops", 0)).toEqual([2]);
    expect(named("alike", 4)).toEqual([0]);
    expect(named("alikePartners", 4)).toEqual([1]);
    expect(named("alikePartners", 0)).toEqual([]);
  });
  it("know what sells, lately and ever, without the product itself", () => {
    expect(named("recent", 1)).toEqual([0, 2, 4, 3]);
    expect(named("allTime", 0)).toEqual([1, 2, 3, 4]);
  });
});

describe("a blend's weights", () => {
  it("are of five groups of history, each with every signal", () => {
    expect([0, 1, 2, 3, 9, 10, 99, 100, 5000].map(historyGroup)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4]);
    for (const weights of PRIOR_WEIGHTS) expect(weights).toHaveLength(SIGNALS.length);
  });

  /** Two kinds of baskets, a hundred a day: 0 with 1, or 2 with 3; 4 sells alone, best of all. */
  const steady = (days: number) =>
    Array.from({ length: days * 100 }, (_, i) => basket(i % 3 === 0 ? [0, 1] : i % 3 === 1 ? [2, 3] : [4], i / 100));

  it("stand where the shop's own baskets cannot beat them", () => {
    const heldOut = holdOutWindow(basketLog(5, steady(20)), 5, 0);
    const trial = blendTrial(heldOut, signalsOf(heldOut.training, nothingAlike, DEFAULT_ITEM_SETTINGS.damped, NOW));
    expect(chooseBlend(trial)).toEqual(PRIOR_WEIGHTS);
    const none = holdOutWindow(basketLog(5, []), 5, 0);
    expect(chooseItemSettings(none, nothingAlike)).toEqual(DEFAULT_ITEM_SETTINGS);
  });
  it("follow the shop's own baskets where those prove more", () => {
    // A year ago 0 went with 1; lately it goes with 2, too rarely yet for what looks at all times alike.
    const old = Array.from({ length: 4000 }, (_, i) => basket([0, 1], 300 + i / 100));
    const fresh = Array.from({ length: 3000 }, (_, i) => basket([0, 2], i / 100));
    const heldOut = holdOutWindow(basketLog(60, [...old, ...fresh]), 20, 0);
    const settings = chooseItemSettings(heldOut, nothingAlike);
    const score = (given: typeof settings) => {
      const engine = itemBlend(heldOut.training, nothingAlike, given, heldOut.now);
      return itemTask(engine, heldOut)!.ndcg10;
    };
    expect(score(settings)).toBeGreaterThan(score(DEFAULT_ITEM_SETTINGS));
  });
  it("of new products trust words as far as words told of those that sold", () => {
    const twinOf = (product: number) => [{ product: product ^ 1, score: 1 }];
    const ofWords = (partnerOf: (product: number) => number) => {
      const baskets = Array.from({ length: 800 }, (_, i) => basket([i % 40, partnerOf(i % 40)], i / 20));
      const heldOut = holdOutWindow(basketLog(50, baskets), 20, 0);
      const { damped, weights } = chooseItemSettings(heldOut, twinOf);
      const trial = blendTrial(heldOut, signalsOf(heldOut.training, twinOf, damped, heldOut.now));
      expect(trial.seeds.filter(({ history }) => history === 0)).toEqual([]);
      return weights[0]![SIGNALS.indexOf("alike")]!;
    };
    const prior = PRIOR_WEIGHTS[0]![SIGNALS.indexOf("alike")]!;
    expect(ofWords(() => 48)).toBeLessThan(prior / 2);
    expect(ofWords((product) => product ^ 1)).toBeGreaterThanOrEqual(prior);
  });
  it("make a trial that measures as the task does", () => {
    const heldOut = holdOutWindow(basketLog(5, steady(20)), 5, 0);
    const signals = signalsOf(heldOut.training, nothingAlike, DEFAULT_ITEM_SETTINGS.damped, heldOut.now);
    const trial = blendTrial(heldOut, signals);
    const weights = HISTORY_GROUPS.map(() => only("allTime"));
    const engine = itemBlend(heldOut.training, nothingAlike, { ...DEFAULT_ITEM_SETTINGS, weights }, heldOut.now);
    const ndcg = trial.ndcg(trial.seeds, only("allTime"));
    expect(ndcg.reduce((sum, value) => sum + value, 0) / ndcg.length).toBeCloseTo(itemTask(engine, heldOut)!.ndcg10, 9);
  });
});

describe("itemBlend", () => {
  it("adds signals up, each scaled to its own best", () => {
    const log = basketLog(4, [basket([0, 1]), basket([0, 1]), basket([0, 2])]);
    const mix: Weights = SIGNALS.map((name) => (name === "counts" ? 1 : name === "allTime" ? 0.5 : 0));
    const engine = itemBlend(
      log,
      nothingAlike,
      { ...DEFAULT_ITEM_SETTINGS, weights: HISTORY_GROUPS.map(() => mix) },
      NOW,
    );
    expect(engine.scores(onPageOf(0), 10)).toEqual([
      { product: 1, score: expect.closeTo(1 + 0.5, 9) },
      { product: 2, score: expect.closeTo(1 / 2 + 0.5 / 2, 9) },
    ]);
    expect(engine.settings).toMatchObject({ "from 3 baskets": "counts 1, allTime 0.5" });
  });
});
