import { describe, expect, it } from "vitest";
import { at, checkout, context, order } from "../../../../test/support/builders";
import { checkoutTotals } from "~/domain/metrics/totals/checkout-totals";
import { NO_CHECKOUTS } from "~/domain/metrics/totals/totals";
import { CHECKOUT_RECORDS } from "./checkouts";
import { because } from "~/domain/metrics/confidence/reason";

const { checkout_abandonment_rate: rate, abandoned_value: value } = CHECKOUT_RECORDS;

describe("before checkouts are known", () => {
  const bought = (day: string) => order({ checkoutToken: day, processedAt: at(`${day}T12:00`) });
  const left = (day: string) => checkout({ startedAt: at(`${day}T12:00`), activity: [at(`${day}T12:00`)] });
  const history = {
    orders: [bought("2026-04-28"), bought("2026-04-29"), bought("2026-04-30")],
    checkouts: [left("2026-04-29"), left("2026-04-30")],
  };
  const known = context({ checkoutsKnownFrom: "2026-04-30" });

  it("has no number where no day is known, not the 0 of shoppers nobody heard of", () => {
    const totals = checkoutTotals(history, { from: "2026-04-01", to: "2026-04-29" }, known);
    expect(totals).toEqual({ ...NO_CHECKOUTS, cut: { knownFrom: "2026-04-30", isUnknown: true } });
    for (const metric of [rate.formula(totals, known), value.formula(totals, known)]) {
      expect(metric).toMatchObject({ value: null, numerator: null });
      expect(metric.unavailableBecause).toEqual(because("checkoutsUnknown", { day: "2026-04-30" }));
    }
  });
  it("cuts a range where the known days begin, and says from when the number is", () => {
    const totals = checkoutTotals(history, { from: "2026-04-28", to: "2026-04-30" }, known);
    expect(totals).toMatchObject({ completed: 1, abandoned: 1, cut: { knownFrom: "2026-04-30", isUnknown: false } });
    expect(rate.formula(totals, known)).toMatchObject({ value: 0.5, denominator: 2, since: "2026-04-30" });
  });
  it("has no number at all until Shopify's list was read", () => {
    const unread = context({ checkoutsKnownFrom: null });
    const totals = checkoutTotals(history, { from: "2026-04-30", to: "2026-04-30" }, unread);
    expect(totals).toEqual({ ...NO_CHECKOUTS, cut: { knownFrom: null, isUnknown: true } });
    expect(rate.formula(totals, unread).unavailableBecause).toEqual(because("checkoutsUnread"));
  });
});
