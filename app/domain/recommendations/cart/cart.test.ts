import { describe, expect, it } from "vitest";
import { type Basket, type BasketLog, basketLog } from "../basket-log";
import { jointCount } from "../engines/joint-count";
import { holdOutWindow } from "../held-out/hold-out";
import { onPageOf, type Recommender } from "../recommender";
import { CART_RECIPES, cartEngines, DEFAULT_CART } from "./cart-engines";
import { CART_PARTNERS, cartRows, LARGEST_CART_WEIGHT, largestScore, rowsEngine } from "./cart-rows";
import { chooseCart } from "./choose-cart";

const DAY_MS = 86_400_000;
const basket = (products: number[], at = 0): Basket => ({ at, customer: null, products });
const rowsOf = (log: BasketLog, engine: Recommender, isShowable?: (product: number) => boolean) =>
  cartRows(engine, largestScore(log, engine), isShowable);

describe("rows of a cart", () => {
  const log = basketLog(4, [basket([0, 1]), basket([0, 1]), basket([0, 2]), basket([2, 3])]);

  it("weigh partners in whole numbers of one scale for the whole shop", () => {
    const row = rowsOf(log, jointCount(log));
    // The best score of a product is 2 at most.
    expect(row(0)).toEqual([
      { product: 1, weight: 1000 },
      { product: 2, weight: 500 },
    ]);
    expect(row(3)).toEqual([{ product: 2, weight: 500 }]);
  });
  it("leave out what may not be shown, and end after thirty", () => {
    expect(rowsOf(log, jointCount(log), (product) => product !== 1)(0)).toEqual([{ product: 2, weight: 500 }]);
    const wide = basketLog(50, [basket(Array.from({ length: 50 }, (_, product) => product))]);
    expect(rowsOf(wide, jointCount(wide))(0)).toHaveLength(CART_PARTNERS);
  });
  it("stay between 1 and the largest, however far scores lie apart", () => {
    const weights = {
      name: "apart",
      settings: {},
      scores: (context: readonly { product: number }[]) =>
        context[0]!.product === 0
          ? [
              { product: 1, score: 1e9 },
              { product: 2, score: 1 },
            ]
          : [{ product: 3, score: 1e9 }],
    };
    expect(rowsOf(log, weights)(0).map(({ weight }) => weight)).toEqual([LARGEST_CART_WEIGHT, 1]);
  });
  it("are added up for a cart, its own products left out", () => {
    const engine = rowsEngine(log, rowsOf(log, jointCount(log)), { name: "rows", settings: {} });
    const cart = [0, 3].map((product) => ({ product, weight: 1 }));
    expect(engine.scores(cart, 10)).toEqual([
      { product: 1, score: 1000 },
      { product: 2, score: 1000 },
    ]);
    expect(engine.scores(onPageOf(3), 10)).toEqual([{ product: 2, score: 500 }]);
  });
});

describe("the choice of a cart's engine", () => {
  it("is the default without carts to choose by", () => {
    expect(chooseCart(holdOutWindow(basketLog(2, [basket([0])]), 28, 0))).toEqual({
      recipe: DEFAULT_CART,
      scores: null,
    });
  });
  it("stays with the default where nothing is proven better", () => {
    const steady = Array.from({ length: 60 }, (_, i) => basket(i % 2 === 0 ? [0, 1] : [2, 3], i * DAY_MS));
    const { recipe, scores } = chooseCart(holdOutWindow(basketLog(4, steady), 28, 0));
    expect(recipe).toBe(DEFAULT_CART);
    expect(scores).toHaveLength(CART_RECIPES.length);
  });
  it("takes what explains a cart better by far", () => {
    // 0 and 1 go with everything; 2 goes with 3 and 4 with 5, which only their carts tell.
    const random = (i: number) => (Math.imul(i + 1, 2654435761) >>> 0) / 2 ** 32;
    const baskets = Array.from({ length: 3000 }, (_, i) => {
      const own = 2 + 2 * Math.floor(random(i) * 20);
      const beside = [0, 1].filter((_, place) => random(7 * i + place) < 0.7);
      return basket([own, own + 1, ...beside], (i / 3000) * 100 * DAY_MS);
    });
    const heldOut = holdOutWindow(basketLog(42, baskets), 28, 0);
    const { recipe, scores } = chooseCart(heldOut);
    expect(Math.max(...scores!)).toBe(scores![CART_RECIPES.indexOf(recipe)]);
  });
  it("makes an engine of every recipe, each under its own name", () => {
    const log = basketLog(3, [basket([0, 1]), basket([0, 1]), basket([1, 2]), basket([1, 2])]);
    const engineOf = cartEngines(log, 0);
    for (const recipe of CART_RECIPES) {
      const engine = engineOf(recipe);
      expect(engine.name).toBe(recipe.name);
      expect(engine.scores(onPageOf(0), 10)[0]).toMatchObject({ product: 1 });
    }
  });
});
