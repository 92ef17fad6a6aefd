import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isShopifyId } from "./shopify-id";

const LARGEST = 2n ** 63n - 1n;

describe("isShopifyId", () => {
  it("takes every positive number the database can hold, and none above", () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: LARGEST }), (id) => isShopifyId(String(id))));
    fc.assert(fc.property(fc.bigInt({ min: LARGEST + 1n, max: 10n ** 30n }), (id) => !isShopifyId(String(id))));
    expect([LARGEST, LARGEST + 1n].map((id) => isShopifyId(String(id)))).toEqual([true, false]);
  });

  it.each(["", "0", "01", "-1", "1.0", "1e3", " 1", "1\n", "1; DROP", 1, null, undefined])("refuses %j", (text) => {
    expect(isShopifyId(text)).toBe(false);
  });
});
