import { describe, expect, it } from "vitest";
import { type Basket, basketLog } from "../basket-log";
import { onPageOf } from "../recommender";
import { ease } from "./ease";
import { localRidge } from "./local-ridge";
import { solveSymmetric } from "./solve-symmetric";
import { invertSymmetric } from "./symmetric-inverse";

const DAY_MS = 86_400_000;
const NOW = 1000 * DAY_MS;
const basket = (products: number[], daysAgo = 0): Basket => ({ at: NOW - daysAgo * DAY_MS, customer: null, products });

describe("localRidge", () => {
  it("solves (G + lambda I) b = g of the products that explain one", () => {
    // Product 0 beside 1 twice and beside 2 once; 1 and 2 never met.
    const log = basketLog(3, [basket([0, 1]), basket([0, 1]), basket([0, 2]), basket([2])]);
    const engine = localRidge(log, { lambda: 1, halfLifeDays: null }, NOW);
    // b for target 0: from 1, 2 / (2 + 1); from 2, 1 / (2 + 1).
    expect(engine.scores(onPageOf(1), 10)).toEqual([{ product: 0, score: expect.closeTo(2 / 3, 6) }]);
    expect(engine.scores(onPageOf(2), 10)).toEqual([{ product: 0, score: expect.closeTo(1 / 3, 6) }]);
    expect(
      engine.scores(
        [
          { product: 1, weight: 1 },
          { product: 2, weight: 1 },
        ],
        10,
      ),
    ).toEqual([{ product: 0, score: expect.closeTo(1, 6) }]);
  });
  it("is EASE while every product is a partner of every other", () => {
    const baskets = [
      [0, 1],
      [0, 1, 2],
      [1, 2],
      [0, 2, 3],
      [2, 3],
      [1, 3],
      [0, 3],
      [0, 1, 2, 3],
    ].map((products) => basket(products));
    const log = basketLog(4, baskets);
    const dense = ease(log, 5);
    const local = localRidge(log, { lambda: 5, halfLifeDays: null }, NOW);
    for (const seed of [0, 1, 2, 3]) {
      const expected = dense.scores(onPageOf(seed), 10);
      expect(local.scores(onPageOf(seed), 10)).toEqual(
        expected.map(({ product, score }) => ({ product, score: expect.closeTo(score, 5) })),
      );
    }
  });
  it("counts old baskets by half after each half-life, and explains nothing by a single basket", () => {
    const log = basketLog(3, [basket([0, 1], 180), basket([0, 1], 180), basket([2])]);
    const engine = localRidge(log, { lambda: 1, halfLifeDays: 180 }, NOW);
    // Two baskets of half a weight: 1 / (1 + 1).
    expect(engine.scores(onPageOf(1), 10)).toEqual([{ product: 0, score: expect.closeTo(0.5, 6) }]);
    const once = basketLog(2, [basket([0, 1])]);
    expect(localRidge(once, { lambda: 1, halfLifeDays: null }, NOW).scores(onPageOf(0), 10)).toEqual([]);
  });
});

describe("symmetric matrices", () => {
  const matrix = () => Float64Array.of(4, 0, 0, 2, 5, 0, 1, 3, 6);
  it("are solved by Cholesky's factor", () => {
    // A = [4 2 1; 2 5 3; 1 3 6], x = (1, 2, 3).
    const right = Float64Array.of(11, 21, 25);
    expect(solveSymmetric(matrix(), right, 3)).toBe(true);
    expect([...right]).toEqual([1, 2, 3].map((value) => expect.closeTo(value, 12)));
  });
  it("are inverted in place", () => {
    const inverse = matrix();
    expect(invertSymmetric(inverse, 3)).toBe(true);
    // The adjugate by the determinant, 67.
    const expected = [21, -9, 1, 23, -10, 16].map((value) => expect.closeTo(value / 67, 12));
    expect([0, 3, 6, 4, 7, 8].map((at) => inverse[at]!)).toEqual(expected);
  });
  it("are refused when they are not positive definite", () => {
    expect(solveSymmetric(Float64Array.of(1, 0, 2, 1), Float64Array.of(1, 1), 2)).toBe(false);
    expect(invertSymmetric(Float64Array.of(1, 0, 2, 1), 2)).toBe(false);
  });
});
