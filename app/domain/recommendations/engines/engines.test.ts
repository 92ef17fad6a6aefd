import { describe, expect, it } from "vitest";
import { type Basket, basketLog } from "../basket-log";
import { onPageOf, type Recommender } from "../recommender";
import { cosine } from "./cosine";
import { dampedPairs } from "./damped-pairs";
import { ease } from "./ease";
import { publishedEngines } from "./engines";
import { jaccard } from "./jaccard";
import { jointCount } from "./joint-count";
import { lift } from "./lift";
import { mixed, typicalBest } from "./mixed";
import { popularity } from "./popularity";
import { rp3beta } from "./rp3beta";
import { sessionKnn } from "./session-knn";

const basket = (products: number[], at = 0): Basket => ({ at, customer: null, products });
/** 0 with 1 three times, once among three; 0 with 2 once; 1 alone once; 3 with 4 apart from them. */
const LOG = basketLog(5, [
  basket([0, 1], 1),
  basket([0, 1], 2),
  basket([0, 1, 2], 3),
  basket([1], 4),
  basket([3, 4], 5),
]);
const scoresOf = (engine: Recommender, seed = 0) =>
  engine.scores(onPageOf(seed), 10).map(({ product, score }) => [product, expect.closeTo(score, 9)]);

describe("engines of pairs, for the first product", () => {
  it.each([
    ["joint count", jointCount(LOG), 3, 1],
    // 3 x 5 / (3 x 4), and 1 x 5 / (3 x 1).
    ["jaccard", jaccard(LOG), 3 / 4, 1 / 3],
    ["cosine", cosine(LOG, 50), 3 / (Math.sqrt(12) + 50), 1 / (Math.sqrt(3) + 50)],
    // Two baskets of two and one of three, by three baskets.
    ["RP3beta", rp3beta(LOG), (1 / 2 + 1 / 2 + 1 / 3) / 3, 1 / 3 / 3],
  ])("%s", (_, engine, one, two) => {
    expect(scoresOf(engine)).toEqual([
      [1, expect.closeTo(one, 9)],
      [2, expect.closeTo(two, 9)],
    ]);
  });
  it("lift, of pairs that met often enough", () => {
    expect(scoresOf(lift(LOG, 1))).toEqual([
      [2, expect.closeTo(5 / 3, 9)],
      [1, expect.closeTo(15 / 12, 9)],
    ]);
    expect(scoresOf(lift(LOG, 2))).toEqual([[1, expect.closeTo(15 / 12, 9)]]);
  });
  it("popularity names nothing, and nothing is known of a product nobody bought with others", () => {
    expect(scoresOf(popularity())).toEqual([]);
    const alone = basketLog(2, [basket([0])]);
    for (const engine of [jointCount(alone), rp3beta(alone), sessionKnn(alone, 10), ease(alone, 1)]) {
      expect(scoresOf(engine)).toEqual([]);
      expect(scoresOf(engine, 1)).toEqual([]);
    }
  });
});

describe("session kNN", () => {
  it("lets baskets vote by their cosine with the context, the latest only", () => {
    expect(scoresOf(sessionKnn(LOG, 10))).toEqual([
      [1, expect.closeTo(2 / Math.sqrt(2) + 1 / Math.sqrt(3), 9)],
      [2, expect.closeTo(1 / Math.sqrt(3), 9)],
    ]);
    expect(scoresOf(sessionKnn(LOG, 1))).toEqual([
      [1, expect.closeTo(1 / Math.sqrt(3), 9)],
      [2, expect.closeTo(1 / Math.sqrt(3), 9)],
    ]);
  });
});

describe("EASE", () => {
  it("is what a ridge regression gives: of two products, joint / (own + lambda)", () => {
    const log = basketLog(2, [basket([0, 1]), basket([0, 1]), basket([0]), basket([1])]);
    // B(0, 1) = G01 / (G00 + lambda).
    expect(scoresOf(ease(log, 10))).toEqual([[1, expect.closeTo(2 / 13, 9)]]);
  });
});

describe("several products together", () => {
  it("add up what each of them wants, without themselves", () => {
    const engine = jointCount(LOG);
    const cart = [
      { product: 0, weight: 1 },
      { product: 3, weight: 2 },
    ];
    expect(engine.scores(cart, 10)).toEqual([
      { product: 1, score: 3 },
      { product: 4, score: 2 },
      { product: 2, score: 1 },
    ]);
    expect(engine.scores([...cart, { product: 1, weight: 1 }], 2).map(({ product }) => product)).toEqual([2, 4]);
  });
  it("and so do several engines, each brought to the same size", () => {
    const part = (engine: Recommender) => ({ engine, weight: 1, size: typicalBest(LOG, engine) });
    const alone = mixed(LOG, "mixed", [part(jointCount(LOG))]);
    const [first, second] = alone.scores(onPageOf(0), 10);
    expect(first!.score / second!.score).toBeCloseTo(3, 9);
    const both = mixed(LOG, "mixed", [part(jointCount(LOG)), part(jaccard(LOG))]);
    expect(both.scores(onPageOf(0), 10)[0]!.score).toBeGreaterThan(first!.score);
    expect(both.settings).toMatchObject({ "joint count": 1, jaccard: 1 });
  });
});

it("names each published engine once, the dense ones only when wanted", () => {
  const names = (withDense: boolean) => publishedEngines(LOG, 0, withDense).map((make) => make().name);
  expect(new Set(names(true)).size).toBe(names(true).length);
  expect(names(true).filter((name) => !names(false).includes(name))).toEqual(["EASE 1000", "EASE 300"]);
  expect(names(false)).toContain(dampedPairs(LOG, { alpha: 0, shrink: 0, halfLifeDays: null, gamma: 0 }, 0).name);
});
