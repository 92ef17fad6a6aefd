import { rateOf } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import { ofMeasuredDays } from "./measured-days";
import { GOAL_OF_QUARTER, metric, ofSessions, rate } from "./metric-record";

/** Who leaves a cart. It is no checkout abandonment: most carts never reach a checkout. */
export const CART_RECORDS = {
  cart_abandonment_rate: metric({
    ...rate,
    ...ofSessions,
    observed: "cart",
    // A cart begun at the end of a day is left a day later at the earliest.
    settledAtDays: 2,
    better: "lower",
    section: "carts",
    goal: GOAL_OF_QUARTER,
    totals: (reader, range) => reader.carts(range),
    formula: (carts) =>
      ofMeasuredDays(carts, rateOf(carts.abandoned, carts.abandoned + carts.bought, because("noCartsEnded"))),
    basis: { facts: "carts", reading: "share", numerator: "isAbandoned", denominator: "hasEnded" },
  }),
};
