import { describe, expect, it } from "vitest";
import { similarProducts } from "./similar-products";

/** Products nothing is like, so that words of the others are rare. */
const others = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`);

describe("similarProducts", () => {
  it("is the cosine of the words' weights, the best first and no more than asked for", () => {
    const similar = similarProducts(["steel grinder", "steel kettle", "steel grinder", ...others(17)]);
    // Of twenty products three hold "steel", two "grinder" and one "kettle".
    const [steel, grinder, kettle] = [3, 2, 1].map((holders) => Math.log(1 + 20 / holders));
    const score = steel! ** 2 / (Math.hypot(steel!, grinder!) * Math.hypot(steel!, kettle!));
    expect(similar(0, 10)).toEqual([
      { product: 2, score: expect.closeTo(1, 12) },
      { product: 1, score: expect.closeTo(score, 12) },
    ]);
    expect(similar(0, 1)).toHaveLength(1);
  });
  it("puts products that are as much alike in the order of the catalogue", () => {
    const similar = similarProducts(["one two", "two more", "one more", ...others(17)]);
    expect(similar(0, 10).map(({ product }) => product)).toEqual([1, 2]);
    expect(similar(2, 10).map(({ product }) => product)).toEqual([0, 1]);
  });
  it("does not count words of more than a fifth of the products", () => {
    const holding = (count: number) =>
      similarProducts([...Array.from({ length: count }, () => "shop"), ...others(20 - count)]);
    expect(holding(4)(0, 10)).toHaveLength(3);
    expect(holding(5)(0, 10)).toEqual([]);
  });
  it("counts a word of two products however few there are, and none of three", () => {
    expect(similarProducts(["shop", "shop", "other"])(0, 10)).toEqual([{ product: 1, score: expect.closeTo(1, 12) }]);
    expect(similarProducts(["shop", "shop", "shop", "other"])(0, 10)).toEqual([]);
  });
  it("knows nothing like a product without a word", () => {
    expect(similarProducts(["", "", "a !"])(0, 10)).toEqual([]);
  });
});
