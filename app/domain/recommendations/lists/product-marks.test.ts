import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "~/domain/time/shop-time";
import { type Basket, basketLog, type BasketLog, basketsWith } from "../basket-log";
import { customerPairs } from "../blend/customer-pairs";
import { CART_RECIPES } from "../cart/cart-engines";
import { dampedPairs, ITEM_PAGE_SETTINGS } from "../engines/damped-pairs";
import { jointCount } from "../engines/joint-count";
import { rp3beta } from "../engines/rp3beta";
import { pairCounter } from "../pair-evidence";
import { type Neighbour, onPageOf } from "../recommender";
import { productMarks, touchedProducts } from "./product-marks";
import { recommendationModel } from "./recommendation-lists";
import { DEFAULT_SETTINGS } from "./shop-settings";

const NOW = 1000 * DAY_MS;
const PRODUCTS = 30;
const ALL = Array.from({ length: PRODUCTS }, (_, product) => product);
const basket = (products: number[], customer: number | null = null, daysAgo = 0): Basket => ({
  at: NOW - daysAgo * DAY_MS,
  customer,
  products,
});

/** Products two logs of a catalogue tell apart, however many. */
function touchedBy(before: readonly Basket[], after: readonly Basket[], products = PRODUCTS): number[] {
  const [old, now] = [before, after].map((baskets) => productMarks(basketLog(products, baskets)));
  return Array.from(now!.keys()).filter((product) => old![product] !== now![product]);
}

describe("products touched by an order", () => {
  const before = [basket([0, 1], 7, 9), basket([2, 3], 7, 8), basket([0, 4], 8, 7), basket([5, 6]), basket([7])];

  it.each<[string, Basket[], number[]]>([
    ["that is new: its own", [...before, basket([8, 9])], [8, 9]],
    ["of a customer who bought before: what they bought, too", [...before, basket([8, 9], 7)], [0, 1, 2, 3, 8, 9]],
    ["that is gone: what it held, and what its customer bought", before.slice(1), [0, 1, 2, 3]],
    ["that lost a product: that one as well", before.with(3, basket([5])), [5, 6]],
    ["that another product was added to", before.with(3, basket([5, 6, 10])), [5, 6, 10]],
    ["that has another date", before.with(3, basket([5, 6], null, 1)), [5, 6]],
    ["whose customer is known by now", before.with(3, basket([5, 6], 9)), [5, 6]],
    ["of one customer who became another", before.with(2, basket([0, 4], 7, 7)), [0, 1, 2, 3, 4]],
    ["that is there twice", [...before, before[3]!], [5, 6]],
    ["that says nothing new", [basket([7]), basket([6, 5]), ...before.slice(0, 3)], []],
  ])("%s", (_name, after, touched) => {
    expect(touchedBy(before, after)).toEqual(touched);
  });

  it("are not all a trader ever bought, whose pairs nobody counts", () => {
    const trader = Array.from({ length: 401 }, (_, product) => basket([product], 3));
    expect(touchedBy(trader, [...trader, basket([0, 1], 3)], 401)).toEqual([0, 1]);
    const customer = trader.slice(0, 399);
    expect(touchedBy(customer, [...customer, basket([0, 1], 3)], 401)).toHaveLength(399);
  });

  it("are told one by one up to half of the products, and are all beyond", () => {
    const marks = (touched: number) => ALL.map((product) => (product < touched ? 1 : 0));
    expect(touchedProducts(ALL, marks(0), marks(15))).toEqual(ALL.slice(0, 15));
    expect(touchedProducts(ALL, marks(0), marks(16))).toBeNull();
    // Those of products nobody can open do not count.
    expect(touchedProducts([0, 1, 29], marks(0), marks(1))).toEqual([0]);
    expect(touchedProducts([], marks(0), marks(1))).toEqual([]);
  });
});

describe("lists of touched products alone", () => {
  const catalogue = ALL.map((product) => ({
    description: `thing ${product % 7} maker${product % 4}`,
    category: `kind ${product % 2}`,
    isEligible: product % 9 !== 8,
  }));
  /** Some products in most baskets, and a dozen customers who come again. */
  const baskets = fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 300 }).map((days) => NOW - days * DAY_MS),
      customer: fc.option(fc.integer({ min: 1, max: 12 })),
      products: fc.uniqueArray(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.nat(PRODUCTS - 1)), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
    { minLength: 20, maxLength: 60 },
  );
  const change = fc.record({
    gone: fc.nat(19),
    isGone: fc.boolean(),
    come: fc.option(baskets.map(([first]) => first!)),
  });
  const changed = fc.tuple(baskets, change).map(([before, { gone, isGone, come }]) => ({
    old: basketLog(PRODUCTS, before),
    log: basketLog(PRODUCTS, [...(isGone ? before.toSpliced(gone, 1) : before), ...(come === null ? [] : [come])]),
  }));
  const touchedOf = (old: BasketLog, log: BasketLog) => {
    const [was, is] = [productMarks(old), productMarks(log)];
    return ALL.filter((product) => was[product] !== is[product]);
  };

  it.each(CART_RECIPES)("are those of a whole build as of the same orders, with carts by $name", (cart) => {
    fc.assert(
      fc.property(changed, ({ old, log }) => {
        const products = touchedOf(old, log);
        const settings = { ...DEFAULT_SETTINGS, cart };
        // The scale of cart rows is of the last whole build: what weighs 1000 may not move while other rows stand.
        const cartScale = recommendationModel(catalogue, old, NOW, settings).cartScale();
        const whole = recommendationModel(catalogue, log, NOW, settings, { products: ALL, cartScale });
        const few = recommendationModel(catalogue, log, NOW, settings, { products, cartScale });
        for (const product of products) {
          expect(few.listFor(product)).toEqual(whole.listFor(product));
          expect(few.similarTo(product)).toEqual(whole.similarTo(product));
          expect(few.cartRow(product)).toEqual(whole.cartRow(product));
        }
        expect(few.popular()).toEqual(whole.popular());
      }),
      { numRuns: 20 },
    );
  });

  it("leave out none that is counted otherwise: every pair of the others is as it was", () => {
    /** What a seed's baskets and customers say of others, without how often these sell. */
    const pairsOf = (log: BasketLog, seed: number) => {
      const byProduct = (list: readonly Neighbour[]) =>
        list.toSorted((a, b) => a.product - b.product).map(({ product, score }) => [product, Number(score.toFixed(9))]);
      const others = ALL.filter((product) => product !== seed);
      return {
        evidence: pairCounter(log)(seed, others).map(({ together, customers }) => [together, customers]),
        counts: byProduct(jointCount(log).scores(onPageOf(seed), PRODUCTS)),
        walk: byProduct(rp3beta(log).scores(onPageOf(seed), PRODUCTS)),
        damped: byProduct(dampedPairs(log, { ...ITEM_PAGE_SETTINGS, alpha: 0 }, NOW).scores(onPageOf(seed), PRODUCTS)),
        customers: byProduct(
          customerPairs(log, NOW)(seed, PRODUCTS).map(({ product, score }) => ({
            product,
            score: score * basketsWith(log, product) ** 0.2,
          })),
        ),
      };
    };
    fc.assert(
      fc.property(changed, ({ old, log }) => {
        const touched = new Set(touchedOf(old, log));
        for (const product of ALL) {
          if (touched.has(product)) continue;
          expect(basketsWith(log, product)).toBe(basketsWith(old, product));
          const [was, is] = [pairsOf(old, product), pairsOf(log, product)];
          expect(is.evidence).toEqual(was.evidence);
          for (const name of ["counts", "walk", "damped", "customers"] as const) expect(is[name]).toEqual(was[name]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
