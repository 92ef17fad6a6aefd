import { describe, expect, it } from "vitest";
import { cartAbandonmentRate } from "./cart-abandonment";
import { because } from "~/domain/metrics/confidence/reason";

describe("example G: cart abandonment", () => {
  const rate = cartAbandonmentRate({ bought: 3, abandoned: 6, open: 1 });

  it("is 6 of the 9 carts that ended, 66.7%; the open one is in no part", () => {
    expect(rate).toMatchObject({ value: 6 / 9, numerator: 6, denominator: 9, n: 9, unit: "rate" });
  });
  it("is 1.8 points better than 68.5%, and not yet at 65%", () => {
    expect(0.685 - (rate.value ?? 0)).toBeCloseTo(0.018, 3);
    expect(rate.value).toBeGreaterThan(0.65);
  });
});

describe("cartAbandonmentRate", () => {
  it("is not available, and not 0, while no cart has ended", () => {
    expect(cartAbandonmentRate({ bought: 0, abandoned: 0, open: 4 })).toMatchObject({
      value: null,
      unavailableBecause: because("noCartsEnded"),
    });
  });
});
