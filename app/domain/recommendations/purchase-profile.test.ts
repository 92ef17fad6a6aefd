import { describe, expect, it } from "vitest";
import { purchaseProfile } from "./purchase-profile";

/** A profile of products bought so many days ago. */
const profileOf = (bought: Record<string, readonly number[]>) =>
  purchaseProfile(
    Object.entries(bought).flatMap(([productId, days]) => days.map((daysAgo) => ({ productId, daysAgo }))),
  );
const isDue = (...days: number[]) => profileOf({ tea: days })[0]!.isDue;

describe("the profile of a customer's purchases", () => {
  it("adds up purchases, each halved with every 90 days, and starts with what weighs most", () => {
    expect(profileOf({ cup: [90], tea: [0, 90, 180], pot: [0] })).toEqual([
      { productId: "tea", weight: 1.75, isDue: false },
      { productId: "pot", weight: 1, isDue: false },
      { productId: "cup", weight: 0.5, isDue: false },
    ]);
  });

  it("is empty without a purchase, and goes by id where two weigh the same", () => {
    expect(profileOf({})).toEqual([]);
    expect(profileOf({ pot: [3], cup: [3] }).map(({ productId }) => productId)).toEqual(["cup", "pot"]);
  });

  it("counts every order of a day, which is still one day", () => {
    expect(profileOf({ tea: [90, 90] })).toEqual([{ productId: "tea", weight: 1, isDue: false }]);
  });
});

describe("a product that is due again", () => {
  it("was bought on two days, as long ago as half to three times the days between them", () => {
    expect([14, 15, 30, 90, 91].map((since) => isDue(since, since + 30))).toEqual([false, true, true, true, false]);
  });

  it("goes by the median interval, so that one long break changes nothing", () => {
    expect(isDue(10, 20, 30, 230)).toBe(true);
    expect(isDue(31, 41, 51, 251)).toBe(false);
  });

  it("is none that was bought once, on one day only, or today", () => {
    expect(isDue(30)).toBe(false);
    expect(isDue(30, 30)).toBe(false);
    expect(isDue(0, 1)).toBe(false);
  });
});
