import type { DayRange } from "~/domain/time/reporting-window";
import {
  abandonedValue,
  checkoutAbandonmentGross,
  checkoutAbandonmentRate,
  recoveredValue,
  recoveryRate,
} from "~/domain/metrics/formulas/checkout-abandonment";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";
import { checkoutShare, checkoutSum } from "./bases";
import { GOAL_OF_QUARTER, metric, money, ofCheckouts, rate } from "./metric-record";

const checkoutsOfRange = (reader: TotalsReader, range: DayRange) => reader.checkouts(range);

/** Who leaves at checkout and who comes back. */
export const CHECKOUT_RECORDS = {
  checkout_abandonment_rate: metric({
    ...rate,
    ...ofCheckouts,
    better: "lower",
    section: "checkouts",
    goal: GOAL_OF_QUARTER,
    totals: checkoutsOfRange,
    formula: checkoutAbandonmentRate,
    basis: checkoutShare("isAbandoned", "isSettled"),
  }),
  checkout_abandonment_gross: metric({
    ...rate,
    ...ofCheckouts,
    better: "lower",
    section: "checkouts",
    goal: GOAL_OF_QUARTER,
    totals: checkoutsOfRange,
    formula: checkoutAbandonmentGross,
    basis: checkoutShare("wasLeft", "isSettled"),
  }),
  recovery_rate: metric({
    ...rate,
    ...ofCheckouts,
    better: "higher",
    section: "checkouts",
    goal: GOAL_OF_QUARTER,
    totals: checkoutsOfRange,
    formula: recoveryRate,
    basis: checkoutShare("isRecovered", "wasLeft"),
  }),
  abandoned_value: metric({
    ...money,
    ...ofCheckouts,
    better: "lower",
    section: "checkouts",
    goal: GOAL_OF_QUARTER,
    totals: checkoutsOfRange,
    formula: abandonedValue,
    basis: checkoutSum("abandonedValue"),
  }),
  recovered_value: metric({
    ...money,
    ...ofCheckouts,
    better: "higher",
    section: "checkouts",
    goal: GOAL_OF_QUARTER,
    totals: checkoutsOfRange,
    formula: recoveredValue,
    basis: checkoutSum("recoveredValue"),
  }),
};
