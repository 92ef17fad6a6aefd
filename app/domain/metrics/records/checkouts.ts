import type { DayRange } from "~/domain/time/reporting-window";
import {
  abandonedValue,
  checkoutAbandonmentGross,
  checkoutAbandonmentRate,
  recoveredValue,
  recoveryRate,
} from "~/domain/metrics/formulas/checkout-abandonment";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";
import { checkoutShare, checkoutSum, SETTLED } from "./bases";
import { GOAL_OF_QUARTER, metric, money, ofCheckouts, rate } from "./metric-record";

const checkoutsOfRange = (reader: TotalsReader, range: DayRange) => reader.checkouts(range);

/** Who leaves at checkout and who comes back. */
export const CHECKOUT_RECORDS = {
  checkout_abandonment_rate: metric({
    ...rate,
    ...ofCheckouts,
    label: "Checkout abandonment",
    definition: "Checkouts with contact details that were abandoned, as a share of all that ended.",
    better: "lower",
    section: "checkouts",
    goal: GOAL_OF_QUARTER,
    totals: checkoutsOfRange,
    formula: checkoutAbandonmentRate,
    basis: checkoutShare("isAbandoned", "isSettled", ["abandoned checkouts", SETTLED]),
  }),
  checkout_abandonment_gross: metric({
    ...rate,
    ...ofCheckouts,
    label: "Checkout abandonment before recovery",
    definition: "Checkouts with contact details that were left, bought later or not, of all that ended.",
    better: "lower",
    section: "checkouts",
    goal: GOAL_OF_QUARTER,
    totals: checkoutsOfRange,
    formula: checkoutAbandonmentGross,
    basis: checkoutShare("wasLeft", "isSettled", ["abandoned and recovered checkouts", SETTLED]),
  }),
  recovery_rate: metric({
    ...rate,
    ...ofCheckouts,
    label: "Recovery rate",
    definition: "Checkouts that were left and bought later, of all that were left.",
    better: "higher",
    section: "checkouts",
    goal: GOAL_OF_QUARTER,
    totals: checkoutsOfRange,
    formula: recoveryRate,
    basis: checkoutShare("isRecovered", "wasLeft", ["recovered checkouts", "abandoned and recovered checkouts"]),
  }),
  abandoned_value: metric({
    ...money,
    ...ofCheckouts,
    label: "Abandoned value",
    definition: "Merchandise after discounts in abandoned checkouts.",
    better: "lower",
    section: "checkouts",
    goal: GOAL_OF_QUARTER,
    totals: checkoutsOfRange,
    formula: abandonedValue,
    basis: checkoutSum("abandonedValue", "merchandise after discounts in abandoned checkouts"),
  }),
  recovered_value: metric({
    ...money,
    ...ofCheckouts,
    label: "Recovered value",
    definition: "Order value of recovered checkouts.",
    better: "higher",
    section: "checkouts",
    goal: GOAL_OF_QUARTER,
    totals: checkoutsOfRange,
    formula: recoveredValue,
    basis: checkoutSum("recoveredValue", "order value of recovered checkouts"),
  }),
};
