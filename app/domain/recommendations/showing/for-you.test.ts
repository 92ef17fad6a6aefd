import { describe, expect, it } from "vitest";
import { choicesOf } from "./choices";
import { forYou } from "./for-you";
import { NO_RULES } from "./list-rules";
import type { CandidateLists, Shop } from "./made-lists";
import type { ProfileProduct } from "../purchase-profile";

const shop: Shop = {
  shelf: new Map(
    ["tea", "cup", "pot", "sieve", "tin", "gone"].map((productId) => [
      productId,
      {
        ...{ productId, status: "ACTIVE", isPublished: productId !== "gone", isGiftCard: false },
        ...{ hasStock: true, hasChoice: false },
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

const bought = (productId: string, weight = 1): ProfileProduct => ({ productId, weight, isDue: false });
const due = (productId: string): ProfileProduct => ({ productId, weight: 1, isDue: true });

describe("what a customer may like", () => {
  it("adds up what goes with the products they bought, each by its weight, and ends with what sells", () => {
    const candidates = new Map([
      ["tea", beside({ cup: 500, sieve: 400 })],
      ["cup", beside({ tea: 900, pot: 300, sieve: 200 })],
    ]);
    expect(forYou([bought("tea")], candidates, shop, 8)).toEqual(["cup", "sieve", "tin"]);
    expect(forYou([bought("tea"), bought("cup")], candidates, shop, 8)).toEqual(["sieve", "pot", "tin"]);
    expect(forYou([bought("cup", 5), bought("tea")], candidates, shop, 8)).toEqual(["pot", "sieve", "tin"]);
  });

  it("puts something new after every two products that are due again", () => {
    const candidates = new Map([["tea", beside({ sieve: 5 })]]);
    const profile = [due("tea"), bought("pot"), due("cup")];
    expect(forYou(profile, candidates, shop, 8)).toEqual(["tea", "cup", "sieve", "tin"]);
    expect(forYou([...profile, due("tin")], candidates, shop, 8)).toEqual(["tea", "cup", "sieve", "tin"]);
    expect(forYou(["tea", "cup", "pot"].map(due), candidates, shop, 4)).toEqual(["tea", "cup", "sieve", "pot"]);
    expect(forYou(["tea", "cup", "pot", "sieve"].map(due), new Map(), shop, 3)).toEqual(["tea", "cup", "tin"]);
    expect(forYou([due("tea")], candidates, shop, 8)).toEqual(["tea", "sieve", "tin"]);
  });

  it("offers again nothing that is not for sale or banned", () => {
    const banning = { ...shop, choices: { ...shop.choices, isBanned: (id: string) => id === "tea" } };
    expect(forYou([due("gone"), due("tea"), due("cup")], new Map(), banning, 8)).toEqual(["cup", "tin"]);
  });

  it("is what sells for a customer nothing is known of, without what they own", () => {
    expect(forYou([], new Map(), shop, 8)).toEqual(["tin", "tea"]);
    expect(forYou([bought("tea")], new Map(), shop, 8)).toEqual(["tin"]);
  });

  it("names nothing that is not for sale, and no more than asked for", () => {
    const candidates = new Map([["tea", beside({ gone: 900, cup: 5, pot: 4 })]]);
    expect(forYou([bought("tea")], candidates, shop, 2)).toEqual(["cup", "pot"]);
  });
});
