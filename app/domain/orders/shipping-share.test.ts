import { describe, expect, it } from "vitest";
import { shippingShareOf } from "./shipping-share";

describe("shippingShareOf", () => {
  it.each([
    [null, 5_000, "unknown"],
    [0, 5_000, "free"],
    [499, 5_000, "under_10"],
    [500, 5_000, "10_to_20"],
    [1_000, 5_000, "10_to_20"],
    [1_001, 5_000, "over_20"],
    [1, 0, "over_20"],
    [0, 0, "free"],
  ] as const)("calls %s of a basket of %d %s", (shipping, basket, share) => {
    expect(shippingShareOf(shipping, basket)).toBe(share);
  });
});
