import type { DayRange } from "~/domain/time/reporting-window";
import { moneyOf, rateOf, unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";
import { settledCheckouts, type CheckoutTotals } from "~/domain/metrics/totals/totals";
import { checkoutShare, checkoutSum } from "./bases";
import { GOAL_OF_QUARTER, GOAL_OF_WHOLE_QUARTER, metric, money, ofCheckouts, rate } from "./metric-record";

const NONE_SETTLED = because("noCheckoutsEnded");

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
    formula: (checkouts) =>
      ofKnownDays(checkouts, rateOf(checkouts.abandoned, settledCheckouts(checkouts), NONE_SETTLED)),
    basis: checkoutShare("isAbandoned", "isSettled"),
  }),
  checkout_abandonment_gross: metric({
    ...rate,
    ...ofCheckouts,
    better: "lower",
    section: "checkouts",
    goal: GOAL_OF_QUARTER,
    totals: checkoutsOfRange,
    // Before recoveries: who left, whether or not they came back to buy.
    formula(checkouts) {
      const left = checkouts.abandoned + checkouts.recovered;
      return ofKnownDays(checkouts, rateOf(left, settledCheckouts(checkouts), NONE_SETTLED));
    },
    basis: checkoutShare("wasLeft", "isSettled"),
  }),
  recovery_rate: metric({
    ...rate,
    ...ofCheckouts,
    better: "higher",
    section: "checkouts",
    goal: GOAL_OF_QUARTER,
    totals: checkoutsOfRange,
    formula(checkouts) {
      const left = checkouts.abandoned + checkouts.recovered;
      return ofKnownDays(checkouts, rateOf(checkouts.recovered, left, because("noCheckoutsLeft")));
    },
    basis: checkoutShare("isRecovered", "wasLeft"),
  }),
  abandoned_value: metric({
    ...money,
    ...ofCheckouts,
    better: "lower",
    section: "checkouts",
    goal: GOAL_OF_WHOLE_QUARTER,
    totals: checkoutsOfRange,
    formula: (checkouts) => ofKnownDays(checkouts, moneyOf(checkouts.abandonedValue, checkouts.abandoned)),
    basis: checkoutSum("abandonedValue"),
  }),
  recovered_value: metric({
    ...money,
    ...ofCheckouts,
    better: "higher",
    section: "checkouts",
    goal: GOAL_OF_WHOLE_QUARTER,
    totals: checkoutsOfRange,
    formula: (checkouts) => ofKnownDays(checkouts, moneyOf(checkouts.recoveredValue, checkouts.recovered)),
    basis: checkoutSum("recoveredValue"),
  }),
};

/** A number of checkouts with the day it begins at; not available where none of its days is known. */
function ofKnownDays({ cut }: CheckoutTotals, number: MetricValue): MetricValue {
  if (cut === null) return number;
  const { knownFrom, isUnknown } = cut;
  if (!isUnknown) return { ...number, since: knownFrom };
  const reason = knownFrom === null ? because("checkoutsUnread") : because("checkoutsUnknown", { day: knownFrom });
  return unavailable(number.unit, reason);
}
