import { describe, expect, it } from "vitest";
import { choicesOf } from "./choices";
import { forYou } from "./for-you";
import { NO_RULES } from "./list-rules";
import type { CandidateLists, Shop } from "./made-lists";

const shop: Shop = {
  shelf: new Map(
    ["tea", "cup", "pot", "sieve", "tin", "gone"].map((productId) => [
      productId,
      {
        ...{ productId, status: "ACTIVE", isPublished: productId !== "gone", isGiftCard: false, hasStock: true },
        ...{ lowestPrice: 900, productType: null, category: null, vendor: null, tags: [], collectionIds: [] },
      },
    ]),
  ),
  rules: NO_RULES,
  choices: choicesOf([], []),
  sellers: ["tin", "tea"],
};
const beside = (weights: Record<string, number>): CandidateLists => ({
  ...{ together: [], similar: [] },
  cart: Object.entries(weights).map(([productId, weight]) => ({ productId, weight, evidence: null })),
});

describe("what a customer may like", () => {
  it("adds up what goes with the products they bought, the latest most, and ends with what sells", () => {
    const candidates = new Map([
      ["tea", beside({ cup: 500, sieve: 400 })],
      ["cup", beside({ tea: 900, pot: 300, sieve: 300 })],
    ]);
    expect(forYou(["tea"], candidates, shop, 8)).toEqual(["cup", "sieve", "tin"]);
    expect(forYou(["tea", "cup"], candidates, shop, 8)).toEqual(["sieve", "pot", "tin"]);
  });

  it("is what sells for a customer nothing is known of, without what they own", () => {
    expect(forYou([], new Map(), shop, 8)).toEqual(["tin", "tea"]);
    expect(forYou(["tea"], new Map(), shop, 8)).toEqual(["tin"]);
  });

  it("names nothing that is not for sale, and no more than asked for", () => {
    const candidates = new Map([["tea", beside({ gone: 900, cup: 5, pot: 4 })]]);
    expect(forYou(["tea"], candidates, shop, 2)).toEqual(["cup", "pot"]);
  });
});
