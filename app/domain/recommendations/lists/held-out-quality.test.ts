import { describe, expect, it } from "vitest";
import { type Basket, basketLog } from "../basket-log";
import { heldOutQuality } from "./held-out-quality";
import { DEFAULT_SETTINGS } from "./shop-settings";

const DAY_MS = 86_400_000;
const catalogue = Array.from({ length: 6 }, (_, i) => ({ description: `product${i}`, isEligible: true }));
const basket = (day: number, products: number[]): Basket => ({ at: day * DAY_MS, customer: null, products });

describe("heldOutQuality", () => {
  it("counts in how many cases another product of the basket is listed, beside best sellers", () => {
    // Known: 0 sells best by far and alone, 1 and 2 are bought together. Held out: 1 with 2, twice.
    const known = Array.from({ length: 8 }, (_, day) => basket(day, day < 5 ? [0] : [1, 2]));
    const log = basketLog(6, [...known, basket(20, [1, 2]), basket(21, [1, 2, 0])]);
    const quality = heldOutQuality(catalogue, log, DEFAULT_SETTINGS, 1);
    // Given 1 the list is 2 and the other way round; given 0 it is a best seller.
    // The best seller is 0: found beside 1 and 2 of the second basket; beside 0 itself the next, 1.
    expect(quality).toEqual({ places: 1, baskets: 2, cases: 5, hits: 5, bestSellerHits: 3 });
  });
  it("is nothing without a held-out basket of two products", () => {
    expect(heldOutQuality(catalogue, basketLog(6, [basket(1, [0]), basket(9, [1])]), DEFAULT_SETTINGS, 4)).toBeNull();
    expect(heldOutQuality(catalogue, basketLog(6, []), DEFAULT_SETTINGS, 4)).toBeNull();
  });
});
