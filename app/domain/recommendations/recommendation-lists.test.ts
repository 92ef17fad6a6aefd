import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Basket, basketLog } from "./basket-log";
import { isWorthShowing, pairCounter } from "./pair-evidence";
import { LIST_LENGTH, recommendationModel } from "./recommendation-lists";

const NOW = Date.UTC(2026, 0, 1);
const basket = (products: number[], customer: number | null = null): Basket => ({ at: NOW, customer, products });
const product = (description: string, isEligible = true) => ({ description, isEligible });

describe("pairCounter", () => {
  it("reads 12 times together and 2.0 times more than chance off 200 baskets with 40 and 30 of each", () => {
    const baskets = [
      ...Array.from({ length: 12 }, (_, i) => basket([0, 1], i)),
      ...Array.from({ length: 28 }, (_, i) => basket([0], i)),
      ...Array.from({ length: 18 }, (_, i) => basket([1], i)),
      ...Array.from({ length: 142 }, (_, i) => basket([2], i)),
    ];
    const [evidence] = pairCounter(basketLog(3, baskets))(0, [1]);
    expect(evidence).toEqual({ together: 12, customers: 12, lift: 2 });
    expect(isWorthShowing(evidence!)).toBe(true);
  });

  it("is not worth showing when one customer, or nobody known, made the baskets", () => {
    const sameCustomer = Array.from({ length: 9 }, () => basket([0, 1], 7));
    const unidentified = Array.from({ length: 9 }, () => basket([0, 1]));
    for (const baskets of [sameCustomer, unidentified]) {
      expect(isWorthShowing(pairCounter(basketLog(2, baskets))(0, [1])[0]!)).toBe(false);
    }
  });
});

describe("recommendationModel", () => {
  const catalogue = [
    product("Hand grinder steel"),
    product("Paper filter large"),
    product("Hand grinder walnut"),
    product("Ceramic cup blue"),
    product("Old stock kettle", false),
  ];

  it("puts what was bought together first and says so with its counts", () => {
    const baskets = Array.from({ length: 40 }, (_, i) => basket([0, 1], i));
    const [first] = recommendationModel(catalogue, basketLog(5, baskets), NOW).listFor(0);
    expect(first).toMatchObject({ product: 1, source: "bought_together", evidence: { together: 40, lift: 1 } });
  });

  it("gives a product without history what is described alike, then what sells", () => {
    const baskets = Array.from({ length: 40 }, (_, i) => basket([0, 1], i));
    const list = recommendationModel(catalogue, basketLog(5, [...baskets, basket([3])]), NOW).listFor(2);
    expect(list[0]).toMatchObject({ product: 0, source: "similar_product", evidence: null });
    expect(list.at(-1)).toMatchObject({ product: 3, source: "recent_seller" });
  });

  it("takes likeness half from what is described alike, half from what that is bought with", () => {
    const baskets = Array.from({ length: 40 }, (_, i) => basket([0, 1], i));
    const list = recommendationModel(catalogue, basketLog(5, baskets), NOW).listFor(2);
    expect(list.map(({ product, score }) => ({ product, score }))).toEqual([
      { product: 0, score: 1 },
      { product: 1, score: 1 },
    ]);
  });

  describe("of a product with a partner and one described alike", () => {
    const soldWith = (count: number) => {
      const baskets = Array.from({ length: count }, (_, i) => basket([0, 1], i));
      return new Map(
        recommendationModel(catalogue, basketLog(5, baskets), NOW)
          .listFor(0)
          .map(({ product, score }) => [product, score]),
      );
    };

    it("trusts purchases as much as likeness at ten baskets, and more with each", () => {
      expect(soldWith(10)).toEqual(
        new Map([
          [1, 0.5],
          [2, 0.5],
        ]),
      );
      expect(soldWith(30)).toEqual(
        new Map([
          [1, 0.75],
          [2, 0.25],
        ]),
      );
    });
    it("leaves likeness out from a hundred baskets on", () => {
      expect(soldWith(99).get(2)).toBeCloseTo(10 / 109, 12);
      expect(soldWith(100)).toEqual(new Map([[1, 1]]));
    });
  });

  it("never shows the product itself, one twice, or one that cannot be bought", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(4), { minLength: 1, maxLength: 5 }), { maxLength: 60 }),
        fc.nat(4),
        (orders, seed) => {
          const log = basketLog(
            5,
            orders.map((products, i) => basket(products, i)),
          );
          const shown = recommendationModel(catalogue, log, NOW)
            .listFor(seed)
            .map((entry) => entry.product);
          expect(shown).not.toContain(seed);
          expect(shown).not.toContain(4);
          expect(new Set(shown).size).toBe(shown.length);
          expect(shown.length).toBeLessThanOrEqual(LIST_LENGTH);
        },
      ),
      { numRuns: 200 },
    );
  });
});
