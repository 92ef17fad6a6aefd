import { describe, expect, it } from "vitest";
import { type Basket, basketLog, basketsWith } from "../basket-log";
import { jointCount } from "../engines/joint-count";
import { popularity } from "../engines/popularity";
import { cartTask } from "./cart-task";
import { fnv1a } from "../fnv1a";
import { basketsOfSeveral, holdOut, holdOutSample, holdOutWindow } from "./hold-out";
import { itemTask } from "./item-task";
import { measuresOf } from "./measures";
import { nextPurchaseTask } from "./next-purchase-task";
import { isProvenGain, pairedGain, plainestWithinOneError } from "./paired-gain";

const DAY_MS = 86_400_000;
const basket = (day: number, products: number[], customer: number | null = null): Basket => ({
  at: day * DAY_MS,
  customer,
  products,
});

describe("holding out", () => {
  it("cuts whole days from the end, and one window earlier leaves what came after it unused", () => {
    const log = basketLog(
      2,
      [0.9, 1, 1.5, 2.9, 3.5].map((day) => basket(day, [0, 1])),
    );
    expect(holdOutWindow(log, 1, 0)).toMatchObject({ now: 3 * DAY_MS, training: { basketCount: 4 } });
    const earlier = holdOutWindow(log, 1, 1);
    expect(earlier.baskets.map(({ at }) => at / DAY_MS)).toEqual([2.9]);
    expect(earlier.training.basketCount).toBe(3);
  });
  it("keeps a sample of the later baskets of several products, and learns from none of them", () => {
    const days = Array.from({ length: 40 }, (_, day) => basket(day, day % 4 === 0 ? [0] : [0, 1], day));
    const log = basketLog(2, days);
    const several = basketsOfSeveral(log, 20 * DAY_MS);
    expect(Array.from(several)).toEqual([21, 22, 23, 25, 26, 27, 29, 30, 31, 33, 34, 35, 37, 38, 39]);
    const { training, baskets, now } = holdOutSample(log, 20 * DAY_MS, several, 5);
    expect(baskets.map(({ customer }) => customer)).toEqual([21, 25, 29, 33, 37]);
    expect(training.basketCount).toBe(20);
    expect(now).toBe(20 * DAY_MS);
    expect(holdOutSample(log, 20 * DAY_MS, several, 100).baskets).toHaveLength(several.length);
  });
  it("hides the product with the smallest hash of order and product", () => {
    const names = { basket: () => "o1", product: (product: number) => ["a", "b", "c"][product]! };
    const log = basketLog(3, [basket(0, [0]), basket(9, [0, 1, 2])]);
    const { baskets } = holdOut(log, 1, (at) => (at === 0 ? "known" : "held_out"), names);
    const hashes = ["o1|a", "o1|b", "o1|c"].map(fnv1a);
    expect(baskets[0]!.hidden).toBe(hashes.indexOf(Math.min(...hashes)));
    expect(holdOutWindow(basketLog(1, [basket(0, [0])]), 1, 0).baskets[0]!.hidden).toBeNull();
  });
});

describe("measures", () => {
  it("count hits by place, the best possible being one", () => {
    const { recall5, recall10, ndcg10, mrr10, hit10 } = measuresOf([9, 1, 8, 2, 7, 6, 3], new Set([1, 2, 3, 4]));
    expect([recall5, recall10, mrr10, hit10]).toEqual([2 / 4, 3 / 4, 1 / 2, 1]);
    const gain = (place: number) => 1 / Math.log2(place + 1);
    expect(ndcg10).toBeCloseTo((gain(2) + gain(4) + gain(7)) / (gain(1) + gain(2) + gain(3) + gain(4)), 12);
    expect(measuresOf([5], new Set([1]))).toEqual({ recall5: 0, recall10: 0, ndcg10: 0, mrr10: 0, hit10: 0 });
    expect(measuresOf([1, 2], new Set([1, 2])).ndcg10).toBe(1);
  });
});

describe("the tasks", () => {
  // Known: 2 sells best, then 0 and 1 together.
  const known = [basket(1, [0, 1], 7), basket(2, [0, 1], 8), basket(3, [2]), basket(4, [2]), basket(4, [2], 7)];
  const heldOut = (...later: Basket[]) => holdOutWindow(basketLog(4, [...known, ...later, basket(19.5, [3])]), 10, 0);

  it("find the rest of a basket from each of its products, each basket counting once", () => {
    const cut = heldOut(basket(12, [0, 1]), basket(13, [0, 2, 3]));
    // Given 0 or 1 the other comes first. Given 0 the list is 1, 2, 3: places 2 and 3; given 2: 0, 1, 3; given 3: 2, 0, 1.
    const gain = (place: number) => 1 / Math.log2(place + 1);
    const best = gain(1) + gain(2);
    const second = [gain(2) + gain(3), gain(1) + gain(3), gain(1) + gain(2)].map((sum) => sum / best);
    const item = itemTask(jointCount(cut.training), cut)!;
    expect(item.ndcg10).toBeCloseTo((1 + (second[0]! + second[1]! + second[2]!) / 3) / 2, 12);
    expect(item.coverage).toBe(1);
    expect(item.byHistory[0]).toBeCloseTo(second[2]!, 12);
    expect(item.byHistory.slice(3)).toEqual([null, null, null]);
    expect(itemTask(popularity(), heldOut(basket(12, [0])))).toBeNull();
  });
  it("find the hidden product of a cart from those that are known", () => {
    const cut = heldOut(basket(12, [0, 1]));
    expect(cartTask(jointCount(cut.training), cut)!.ndcg10).toBe(1);
    // By what sells best the hidden one, 0 or 1, comes after 2.
    expect(cartTask(popularity(), cut)!.mrr10).toBe(1 / 2);
    expect(basketsWith(cut.training, 3)).toBe(0);
    const unknown = heldOut(basket(12, [3, 2]));
    expect(cartTask(popularity(), unknown)!.hit10).toBe(1);
  });
  it("find what a customer buys next, only new products or any", () => {
    const cut = heldOut(basket(12, [2, 1], 8), basket(14, [0], 8), basket(12, [0, 2], 9));
    const { nextNew, nextAny } = nextPurchaseTask(popularity(), cut);
    // Customer 8 had 0 and 1: new is 2, the best seller. Any: own 0, 1, then 2.
    expect(nextNew!.ndcg10).toBe(1);
    const gain = (place: number) => 1 / Math.log2(place + 1);
    expect(nextAny!.ndcg10).toBeCloseTo((gain(2) + gain(3)) / (gain(1) + gain(2)), 12);
    expect(nextPurchaseTask(popularity(), heldOut(basket(12, [0])))).toEqual({ nextNew: null, nextAny: null });
  });
});

describe("gains on the same baskets", () => {
  it("are means of differences with their standard error", () => {
    const { mean, standardError } = pairedGain(Float64Array.of(1, 2, 6), Float64Array.of(0, 0, 0));
    expect(mean).toBe(3);
    expect(standardError).toBeCloseTo(Math.sqrt(7 / 3), 12);
  });
  it("are proven from three standard errors on", () => {
    const base = new Float64Array(100);
    const gains = (shift: number) => base.map((_, i) => shift + (i % 2 === 0 ? 1 : -1));
    expect(isProvenGain(gains(0.29), base)).toBe(false);
    expect(isProvenGain(gains(0.31), base)).toBe(true);
    expect(isProvenGain(base, base)).toBe(false);
  });
  it("leave the plainest of those within one error of the best", () => {
    const noisy = Float64Array.from({ length: 100 }, (_, i) => 0.05 + (i % 2 === 0 ? 1 : -1));
    const clear = new Float64Array(100).fill(-0.5);
    expect(plainestWithinOneError([clear, new Float64Array(100), noisy])).toBe(1);
    expect(plainestWithinOneError([new Float64Array(0)])).toBeNull();
  });
});
