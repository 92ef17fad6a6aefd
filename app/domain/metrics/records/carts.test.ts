import { describe, expect, it } from "vitest";
import { context } from "../../../../test/support/builders";
import { because } from "~/domain/metrics/confidence/reason";
import { CART_RECORDS } from "./carts";

const { formula } = CART_RECORDS.cart_abandonment_rate;
const rateOf = (bought: number, abandoned: number, open: number) =>
  formula({ bought, abandoned, open, cut: null }, context());

describe("example G: cart abandonment", () => {
  const rate = rateOf(3, 6, 1);

  it("is 6 of the 9 carts that ended, 66.7%; the open one is in no part", () => {
    expect(rate).toMatchObject({ value: 6 / 9, numerator: 6, denominator: 9, n: 9, unit: "rate" });
  });
  it("is 1.8 points better than 68.5%, and not yet at 65%", () => {
    expect(0.685 - (rate.value ?? 0)).toBeCloseTo(0.018, 3);
    expect(rate.value).toBeGreaterThan(0.65);
  });
});

describe("cart abandonment", () => {
  it("is not available, and not 0, while no cart has ended", () => {
    expect(rateOf(0, 0, 4)).toMatchObject({ value: null, unavailableBecause: because("noCartsEnded") });
  });
  it("says from which day on carts are seen, and nothing of days before", () => {
    const counts = { bought: 3, abandoned: 6, open: 1 };
    const cut = (knownFrom: string | null, isUnknown: boolean) =>
      formula({ ...counts, cut: { knownFrom, isUnknown } }, context());
    expect(cut("2026-05-01", false)).toMatchObject({ value: 6 / 9, since: "2026-05-01" });
    expect(cut("2026-05-01", true)).toMatchObject({
      value: null,
      unavailableBecause: because("measuredLater", { day: "2026-05-01" }),
    });
    expect(cut(null, true).unavailableBecause).toEqual(because("notMeasured"));
  });
});
