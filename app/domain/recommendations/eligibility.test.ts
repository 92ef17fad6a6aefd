import { describe, expect, it } from "vitest";
import { isVisible, obstacleOf, type ProductFacts } from "./eligibility";

const product = (facts: Partial<ProductFacts> = {}): ProductFacts => ({
  status: "ACTIVE",
  isPublished: true,
  isGiftCard: false,
  hasStock: true,
  lowestPrice: 100,
  ...facts,
});
const strictly = (facts: Partial<ProductFacts>) => obstacleOf(product(facts), { allowSoldOut: false });

describe("obstacleOf", () => {
  it("is none for a published product that costs something and can be bought", () => {
    expect(strictly({})).toBeNull();
  });

  it.each<[Partial<ProductFacts>, string]>([
    [{ status: "DRAFT" }, "not_published"],
    [{ status: "UNLISTED" }, "not_published"],
    [{ isPublished: false }, "not_published"],
    [{ isGiftCard: true }, "gift_card"],
    [{ lowestPrice: null }, "free"],
    [{ hasStock: false }, "sold_out"],
  ])("of %j is %s", (facts, obstacle) => {
    expect(strictly(facts)).toBe(obstacle);
  });

  it("names what no setting lifts first", () => {
    expect(strictly({ isGiftCard: true, hasStock: false })).toBe("gift_card");
  });

  it("lets sold-out products pass where the merchant wants them shown", () => {
    expect(obstacleOf(product({ hasStock: false }), { allowSoldOut: true })).toBeNull();
    expect(obstacleOf(product({ hasStock: false, lowestPrice: null }), { allowSoldOut: true })).toBe("free");
  });
});

describe("isVisible", () => {
  it("is a matter of publication alone", () => {
    expect(isVisible(product({ hasStock: false, isGiftCard: true, lowestPrice: null }))).toBe(true);
    expect(isVisible(product({ status: "UNLISTED" }))).toBe(false);
  });
});
