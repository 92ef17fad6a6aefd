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
    const { usual, rows } = rarelyAdded(products);
    expect(usual.value).toBeCloseTo(230 / 740, 12);
    expect(rows.map(({ productId, added }) => [productId, added.value])).toEqual([["2", 0.1]]);
  });
  it("puts first what misses most adds, not what is viewed most", () => {
    // The usual rate is 30%: 1 misses 100, 2 misses 200 and 3 misses 45.
    const products = [product("1", 1_000, 200), product("2", 800, 40), product("3", 150, 0), product("4", 1_050, 660)];
    const { rows } = rarelyAdded(products);
    expect(rows.map(({ productId, missed }) => [productId, Math.round(missed)])).toEqual([
      ["2", 200],
      ["1", 100],
      ["3", 45],
    ]);
  });
  it("says nothing of products few looked at", () => {
    expect(rarelyAdded([product("1", 500, 250), product("2", 29, 0)]).rows).toEqual([]);
    expect(rarelyAdded([product("1", 500, 250), product("2", 30, 0)]).rows).toHaveLength(1);
  });
  it("takes an add without a view for no more than the view it lacks", () => {
    expect(rarelyAdded([product("1", 50, 80)]).rows).toEqual([]);
  });
  it("finds none where nothing was viewed", () => {
    const { usual, rows } = rarelyAdded([]);
    expect([usual.value, rows]).toEqual([null, []]);
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
