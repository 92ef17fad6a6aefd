import { describe, expect, it } from "vitest";
import { type Basket, basketLog } from "./basket-log";
import { best } from "./score-table";

const basket = (products: number[]): Basket => ({ at: 0, customer: null, products });

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
