import { moneyOf, rateOf, type MetricValue } from "./metric-value";
import type { CheckoutTotals } from "./totals";

const NONE_SETTLED = "No checkout started in this range has ended yet.";

/** Checkouts that ended one way or the other; open and superseded ones are in no rate. */
export function settledCheckouts({ completed, recovered, abandoned }: CheckoutTotals): number {
  return completed + recovered + abandoned;
}

/** Of the shoppers who started checkout and told us who they are, how many left without buying. */
export function checkoutAbandonmentRate(totals: CheckoutTotals): MetricValue {
  return rateOf(totals.abandoned, settledCheckouts(totals), NONE_SETTLED);
}

/** The same before recoveries: who left, whether or not they came back to buy. */
export function checkoutAbandonmentGross(totals: CheckoutTotals): MetricValue {
  return rateOf(totals.abandoned + totals.recovered, settledCheckouts(totals), NONE_SETTLED);
}

/** Of the shoppers who left, how many came back to buy. */
export function recoveryRate({ recovered, abandoned }: CheckoutTotals): MetricValue {
  return rateOf(recovered, abandoned + recovered, "No checkout started in this range was left.");
}

/** Merchandise after discounts in abandoned checkouts. */
export function abandonedValue(totals: CheckoutTotals): MetricValue {
  return moneyOf(totals.abandonedValue, totals.abandoned);
}

/** Order value of recovered checkouts. */
export function recoveredValue(totals: CheckoutTotals): MetricValue {
  return moneyOf(totals.recoveredValue, totals.recovered);
}
