import { describe, expect, it } from "vitest";
import { rarelyAdded, viewedWhileSoldOut } from "./viewed-products";

const product = (productId: string, sessions: number, adding: number, soldOutViews = 0) => ({
  productId,
  sessions,
  adding,
  views: sessions,
  knownViews: sessions,
  soldOutViews,
});

describe("rarelyAdded", () => {
  it("finds products that fewer put into the cart than is usual, beyond chance", () => {
    const products = [product("1", 500, 200), product("2", 200, 20), product("3", 40, 10)];
    expect(rarelyAdded(products).map(({ productId, added }) => [productId, added.value])).toEqual([["2", 0.1]]);
  });
  it("says nothing of products few looked at", () => {
    expect(rarelyAdded([product("1", 500, 250), product("2", 29, 0)])).toEqual([]);
    expect(rarelyAdded([product("1", 500, 250), product("2", 30, 0)])).toHaveLength(1);
  });
  it("takes an add without a view for no more than the view it lacks", () => {
    expect(rarelyAdded([product("1", 50, 80)])).toEqual([]);
  });
  it("finds none where nothing was viewed", () => {
    expect(rarelyAdded([])).toEqual([]);
  });
});

describe("viewedWhileSoldOut", () => {
  it("puts most such views first and leaves out products that could always be bought", () => {
    const products = [product("1", 50, 9), product("2", 50, 3, 5), product("3", 20, 0, 20)];
    expect(viewedWhileSoldOut(products).map(({ productId, soldOut }) => [productId, soldOut.value])).toEqual([
      ["3", 1],
      ["2", 0.1],
    ]);
  });
});
