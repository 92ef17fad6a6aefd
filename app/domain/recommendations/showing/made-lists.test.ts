import { describe, expect, it } from "vitest";
import { choicesOf, moved } from "./choices";
import { type ListRules, NO_RULES, type ShelfProduct } from "./list-rules";
import { type Candidate, type CandidateLists, isEmptiedByRules, madeLists, popularList, type Shop } from "./made-lists";

const product = (productId: string, facts: Partial<ShelfProduct> = {}): ShelfProduct => ({
  productId,
  status: "ACTIVE",
  isPublished: true,
  isGiftCard: false,
  hasStock: true,
  hasChoice: false,
  lowestPrice: 1000,
  productType: "Coffee",
  category: null,
  vendor: "Roaster",
  tags: [],
  collectionIds: ["1"],
  ...facts,
});
const candidate = (productId: string, together = 0): Candidate => ({
  productId,
  weight: together,
  evidence: together === 0 ? null : { together, customers: together, lift: 2 },
});
const shopOf = (products: ShelfProduct[], shop: Partial<Shop> = {}): Shop => ({
  shelf: new Map(products.map((each) => [each.productId, each])),
  rules: NO_RULES,
  choices: choicesOf([], []),
  sellers: [],
  ...shop,
});
const lists = (given: Partial<CandidateLists>): CandidateLists => ({ together: [], similar: [], cart: [], ...given });
const plainShop = (shop: Partial<Shop> = {}) =>
  shopOf(
    ["0", "1", "2", "3", "4"].map((id) => product(id)),
    shop,
  );
const together = (shop: Shop, ids: string[]) =>
  madeLists("0", lists({ together: ids.map((id) => candidate(id, 5)) }), shop).together.map((each) => each.productId);

describe("isEmptiedByRules", () => {
  it("is so only where the rules alone leave nothing", () => {
    const rules: ListRules = { ...NO_RULES, vendors: "other" };
    const ranked = lists({ together: [candidate("1", 5)] });
    expect(isEmptiedByRules("0", ranked, plainShop({ rules }))).toBe(true);
    expect(isEmptiedByRules("0", ranked, plainShop())).toBe(false);
    expect(isEmptiedByRules("0", lists({}), plainShop({ rules }))).toBe(false);
    const other = shopOf([product("0"), product("1", { vendor: "Mill" })], { rules });
    expect(isEmptiedByRules("0", ranked, other)).toBe(false);
  });
});

describe("madeLists", () => {
  it("puts pins first, then what was ranked, then what sells, each once, and says what filled each place", () => {
    const shop = plainShop({ choices: choicesOf([{ productId: "0", pinnedId: "3" }], []), sellers: ["4", "1", "0"] });
    const made = madeLists("0", lists({ together: [candidate("1", 5), candidate("3", 4), candidate("2")] }), shop);
    expect(made.together.map(({ productId, filledBy }) => [productId, filledBy])).toEqual([
      ["3", "pinned"],
      ["1", "bought_together"],
      ["2", "similar_product"],
      ["4", "recent_seller"],
    ]);
    expect(made.together[0]!.evidence).toMatchObject({ together: 4 });
  });

  it("keeps several pins in their order", () => {
    const pins = ["4", "2"].map((pinnedId) => ({ productId: "0", pinnedId }));
    expect(together(plainShop({ choices: choicesOf(pins, []) }), ["1", "2"])).toEqual(["4", "2", "1"]);
  });

  it("shows a banned product nowhere, and a banned pair on neither side", () => {
    const choices = choicesOf(
      [{ productId: "0", pinnedId: "2" }],
      [
        { productId: "1", besideId: null },
        { productId: "0", besideId: "2" },
      ],
    );
    const shop = plainShop({ choices, sellers: ["1", "2", "3"] });
    expect(together(shop, ["1", "2", "4"])).toEqual(["4", "3"]);
    const other = madeLists("2", lists({ together: [candidate("0", 5)], cart: [candidate("0", 5)] }), shop);
    expect([...other.together, ...other.cart].map(({ productId }) => productId)).not.toContain("0");
    expect(popularList(shop).map(({ productId }) => productId)).toEqual(["2", "3"]);
  });

  it("offers as a set what was bought together often enough, three at most", () => {
    const ranked = [candidate("1", 2), candidate("2", 3), candidate("3", 9), candidate("4")];
    expect(madeLists("0", lists({ together: ranked }), plainShop()).set.map(({ productId }) => productId)).toEqual([
      "2",
      "3",
    ]);
  });

  it("leaves nothing to choose in a set: what has variants stands in the other lists", () => {
    const shop = shopOf([product("0"), product("1", { hasChoice: true }), product("2")]);
    const ranked = lists({ together: [candidate("1", 9), candidate("2", 5)] });
    expect(madeLists("0", ranked, shop).set.map(({ productId }) => productId)).toEqual(["2"]);
    expect(madeLists("0", ranked, shop).together.map(({ productId }) => productId)).toEqual(["1", "2"]);
  });

  it("makes a set of links beside a product that leaves a choice, and where every partner does", () => {
    const ranked = lists({ together: [candidate("1", 9), candidate("2", 5)] });
    const setBeside = (own: Partial<ShelfProduct>, second: Partial<ShelfProduct>) =>
      madeLists(
        "0",
        ranked,
        shopOf([product("0", own), product("1", { hasChoice: true }), product("2", second)]),
      ).set.map(({ productId }) => productId);
    expect(setBeside({ hasChoice: true }, {})).toEqual(["1", "2"]);
    expect(setBeside({}, { hasChoice: true })).toEqual(["1", "2"]);
    expect(setBeside({}, { hasChoice: true, hasStock: false })).toEqual(["1"]);
  });

  it("puts pins first in a set, too, in their order, and says so", () => {
    const pins = ["3", "2"].map((pinnedId) => ({ productId: "0", pinnedId }));
    const ranked = ["1", "2", "4"].map((id) => candidate(id, 5));
    const { set, together } = madeLists("0", lists({ together: ranked }), plainShop({ choices: choicesOf(pins, []) }));
    expect(set.map(({ productId, filledBy }) => [productId, filledBy])).toEqual([
      ["3", "pinned"],
      ["2", "pinned"],
      ["1", "bought_together"],
    ]);
    expect(together.slice(0, 2).map(({ productId }) => productId)).toEqual(["3", "2"]);
  });

  it("pins into a set only what its button can add, and nothing into similar products and carts", () => {
    const pins = ["1", "2", "3"].map((pinnedId) => ({ productId: "0", pinnedId }));
    const shop = shopOf(
      [product("0"), product("1", { hasChoice: true }), product("2", { hasStock: false }), product("3"), product("4")],
      { choices: choicesOf(pins, []), rules: { ...NO_RULES, allowSoldOut: true } },
    );
    const ranked = [candidate("4", 5)];
    const made = madeLists("0", { together: ranked, similar: ranked, cart: ranked }, shop);
    const idsOf = (list: keyof typeof made) => made[list].map(({ productId }) => productId);
    expect(idsOf("set")).toEqual(["3", "4"]);
    expect(idsOf("together")).toEqual(["1", "2", "3", "4"]);
    expect([idsOf("similar"), idsOf("cart")]).toEqual([["4"], ["4"]]);
  });

  it("makes none for a product that is not there, and skips products that are not", () => {
    expect(madeLists("9", lists({ together: [candidate("1", 5)] }), plainShop()).together).toEqual([]);
    expect(together(plainShop({ sellers: ["9"] }), ["9", "1"])).toEqual(["1"]);
  });

  it("leaves pins that cannot be bought out, whatever the merchant wants", () => {
    const shop = shopOf([product("0"), product("1", { hasStock: false })], {
      choices: choicesOf([{ productId: "0", pinnedId: "1" }], []),
    });
    expect(together(shop, [])).toEqual([]);
    expect(together({ ...shop, rules: { ...NO_RULES, allowSoldOut: true } }, [])).toEqual(["1"]);
  });
});

describe("rules", () => {
  const others: Record<string, Partial<ShelfProduct>> = {
    "1": {},
    "2": { productType: "Tea", vendor: "Garden", lowestPrice: 3000, collectionIds: ["2"] },
    "3": { productType: null, category: "Coffee", vendor: null, lowestPrice: 500, tags: [" Clearance"] },
  };
  const shop = shopOf([product("0"), ...Object.entries(others).map(([id, facts]) => product(id, facts))]);

  it.each<[Partial<ListRules>, string[]]>([
    [{}, ["1", "2", "3"]],
    [{ kinship: "type" }, ["1", "3"]],
    [{ kinship: "collection" }, ["1", "3"]],
    [{ vendors: "same" }, ["1"]],
    [{ vendors: "other" }, ["2"]],
    [{ lowestPercent: 60 }, ["1", "2"]],
    [{ highestPercent: 150 }, ["1", "3"]],
    [{ lowestPercent: 50, highestPercent: 300 }, ["1", "2", "3"]],
    [{ excludedTags: ["clearance "] }, ["1", "2"]],
  ])("%j leave %j", (rules, left) => {
    expect(together({ ...shop, rules: { ...NO_RULES, ...rules } }, ["1", "2", "3"])).toEqual(left);
  });

  it("hold for what sells, too, and not for pins", () => {
    const choices = choicesOf([{ productId: "0", pinnedId: "2" }], []);
    const strict = { ...shop, sellers: ["3", "2", "1"], rules: { ...NO_RULES, vendors: "same" as const }, choices };
    expect(together(strict, [])).toEqual(["2", "1"]);
  });
});

describe("moved", () => {
  it("changes places with the neighbor, and nothing at the ends", () => {
    expect(moved(["a", "b", "c"], "b", -1)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b", "c"], "b", 1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b"], "a", -1)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], "x", 1)).toEqual(["a", "b"]);
  });
});
