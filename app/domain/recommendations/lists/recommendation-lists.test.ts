import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Basket, basketLog } from "../basket-log";
import { isWorthShowing, pairCounter } from "../pair-evidence";
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

  it("is worth showing from three baskets of three customers on", () => {
    const evidence = (together: number, customers: number) => isWorthShowing({ together, customers, lift: 2 });
    expect(evidence(3, 3)).toBe(true);
    expect(evidence(2, 3)).toBe(false);
    expect(evidence(3, 2)).toBe(false);
  });

  it("counts no customer for baskets of nobody known, and nothing for pairs that never met", () => {
    const log = basketLog(4, [basket([0, 1]), basket([0, 1], 4), basket([0, 2], 5)]);
    const count = pairCounter(log);
    const none = { together: 0, customers: 0, lift: 0 };
    expect(count(0, [1, 3])).toEqual([{ together: 2, customers: 1, lift: 1 }, none]);
    // Counted anew for each seed.
    expect(count(2, [1, 0])).toEqual([none, { together: 1, customers: 1, lift: 1 }]);
    expect(count(0, [2])).toEqual([{ together: 1, customers: 1, lift: 1 }]);
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

  it("trusts likeness less with every purchase", () => {
    const shareOfLikeness = (count: number) => {
      const baskets = Array.from({ length: count }, (_, i) => basket([0, 1], i));
      const list = recommendationModel(catalogue, basketLog(5, baskets), NOW).listFor(0);
      const scoreOf = (wanted: number) => list.find(({ product }) => product === wanted)?.score ?? 0;
      return scoreOf(2) / scoreOf(1);
    };
    const shares = [3, 10, 100].map(shareOfLikeness);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares.at(-1)).toBe(0);
  });

  describe("in a shop of many products", () => {
    const plain = (count: number) => Array.from({ length: count }, (_, i) => product(`product${i}`));

    it("lists twelve, the best partners first and none of those beyond", () => {
      const baskets = Array.from({ length: 20 }, (_, i) =>
        Array.from({ length: 20 - i }, (_, nth) => basket([0, i + 1], 100 * i + nth)),
      ).flat();
      const list = recommendationModel(plain(21), basketLog(21, baskets), NOW).listFor(0);
      expect(list.map(({ product }) => product)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    });
    it("gives a product nobody bought what sells, best first", () => {
      const baskets = Array.from({ length: 20 }, (_, i) =>
        Array.from({ length: 20 - i }, () => basket([i + 1])),
      ).flat();
      const list = recommendationModel(plain(21), basketLog(21, baskets), NOW).listFor(0);
      expect(list.map(({ product }) => product)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect(list[0]).toMatchObject({ product: 1, source: "recent_seller", evidence: null });
    });
    it("still fills a list whose best sellers are out of stock", () => {
      const catalogue = plain(25).map((each, i) => ({ ...each, isEligible: i === 0 || i > 12 }));
      const baskets = Array.from({ length: 24 }, (_, i) =>
        Array.from({ length: 24 - i }, () => basket([i + 1])),
      ).flat();
      const list = recommendationModel(catalogue, basketLog(25, baskets), NOW).listFor(0);
      expect(list.map(({ product }) => product)).toEqual([13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
    });
    it("looks no further than the sixty best partners and the sixty best sellers", () => {
      const onlyEligible = (last: number) =>
        plain(last + 1).map((each, i) => ({ ...each, isEligible: i === 0 || i === last }));
      const everRarer = (count: number, products: (i: number) => number[]) =>
        Array.from({ length: count }, (_, i) =>
          Array.from({ length: count - i }, () => basket(products(i + 1))),
        ).flat();
      const shown = (last: number, products: (i: number) => number[]) =>
        recommendationModel(onlyEligible(last), basketLog(last + 1, everRarer(last, products)), NOW)
          .listFor(0)
          .map(({ product }) => product);
      expect(shown(60, (i) => [0, i])).toEqual([60]);
      expect(shown(61, (i) => [0, i])).toEqual([]);
      expect(shown(60, (i) => [i])).toEqual([60]);
      expect(shown(61, (i) => [i])).toEqual([]);
    });
    it("finds the product described in the same one word", () => {
      const list = recommendationModel(
        [product("kettle"), product("kettle"), ...plain(8)],
        basketLog(10, []),
        NOW,
      ).listFor(0);
      expect(list).toEqual([{ product: 1, source: "similar_product", score: expect.any(Number), evidence: null }]);
    });
    it("asks the five most alike what they are bought with, and no sixth", () => {
      // Product 0 shares ever fewer words with 1 to 6; each of them was bought with a partner of its own.
      const words = ["a1", "b2", "c3", "d4", "e5", "f6"];
      const alike = words.map((_, i) => product(words.slice(i).join(" ")));
      const catalogue = [product(words.join(" ")), ...alike, ...plain(40)];
      const baskets = words.map((_, i) => basket([i + 1, i + 7], i));
      const list = recommendationModel(catalogue, basketLog(catalogue.length, baskets), NOW)
        .listFor(0)
        .filter(({ source }) => source === "similar_product");
      expect(list.map(({ product }) => product).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    });
  });

  describe("beside the list of what goes well with a product", () => {
    const kinds = [
      { ...product("Hand grinder steel"), category: "Grinder" },
      { ...product("Hand grinder walnut"), category: "Grinder" },
      { ...product("Hand grinder bag"), category: "Bag" },
      { ...product("Hand grinder brass"), category: null },
      product("Paper filter"),
      ...Array.from({ length: 15 }, (_, i) => product(`other${i}`)),
    ];
    const pair = (products: number[], count: number) => Array.from({ length: count }, (_, i) => basket(products, i));
    const modelOf = (baskets: Basket[]) => recommendationModel(kinds, basketLog(kinds.length, baskets), NOW);

    it("calls similar what is described alike and not of another kind", () => {
      expect(
        modelOf([])
          .similarTo(0)
          .map((entry) => entry.product),
      ).toEqual([1, 3]);
    });
    it("does not call similar what is bought with it more often than chance", () => {
      const similar = (count: number) =>
        modelOf([...pair([0, 1], count), ...pair([4], 9)])
          .similarTo(0)
          .map((entry) => entry.product);
      expect(similar(2)).toEqual([1, 3]);
      expect(similar(3)).toEqual([3]);
    });
    it("weighs partners of a cart in whole numbers, the likelier the more", () => {
      const row = modelOf([...pair([0, 1], 30), ...pair([0, 4], 3)]).cartRow(0);
      expect(row.map((partner) => partner.product)).toEqual([1, 4]);
      expect(row.every(({ weight }) => Number.isInteger(weight) && weight >= 1 && weight <= 1000)).toBe(true);
      expect(row[0]!.weight).toBeGreaterThan(row[1]!.weight);
    });
    it("knows what sells now", () => {
      const popular = modelOf([...pair([0], 3), ...pair([4], 5)]).popular();
      expect(popular.map((entry) => entry.product)).toEqual([4, 0]);
      expect(popular[0]).toMatchObject({ source: "recent_seller", score: 0 });
    });
  });

  it("calls a pair bought together from the first basket on", () => {
    const list = recommendationModel(catalogue, basketLog(5, [basket([0, 1])]), NOW).listFor(0);
    expect(list.find(({ product }) => product === 1)).toMatchObject({
      source: "bought_together",
      evidence: { together: 1 },
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
