import { describe, expect, it } from "vitest";
import type { MadeLists, ShownProduct } from "../showing/made-lists";
import { hasOwnLists, HELD_OUT_PERCENTS, heldOutLists } from "./held-out-lists";
import { isHeldOut } from "./hold-out-draw";

const product = (productId: string): ShownProduct => ({
  productId,
  filledBy: "recent_seller",
  evidence: null,
  weight: 0,
});
const made: MadeLists = {
  together: ["2", "3"].map(product),
  similar: [product("4")],
  set: [product("2")],
  cart: [product("5")],
};
const idsOf = (lists: MadeLists) =>
  Object.fromEntries(Object.entries(lists).map(([list, products]) => [list, products.map((each) => each.productId)]));

describe("heldOutLists", () => {
  it("takes the lists of the product's own page away and leaves what it says for carts", () => {
    expect(idsOf(heldOutLists("1", made, "nothing", [product("9")]))).toEqual({
      together: [],
      similar: [],
      set: [],
      cart: ["5"],
    });
  });
  it("shows as many best sellers instead, never the product itself", () => {
    const sellers = ["1", "9", "8", "7"].map(product);
    expect(idsOf(heldOutLists("1", made, "best_sellers", sellers))).toMatchObject({
      together: ["9", "8"],
      similar: [],
    });
  });
  it("needs a list to hold out", () => {
    expect(hasOwnLists(made)).toBe(true);
    expect(hasOwnLists({ ...made, together: [], similar: [] })).toBe(false);
  });
  it("is offered at shares that can be drawn", () => {
    for (const percent of HELD_OUT_PERCENTS)
      expect(() => isHeldOut("salt", "1", "2026-01-01", percent / 100)).not.toThrow();
  });
});
