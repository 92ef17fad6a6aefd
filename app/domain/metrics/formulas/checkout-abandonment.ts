import type { Reason } from "~/words/reasons";
import type { CheckoutCut } from "~/domain/orders/known-checkouts";
import { moneyOf, rateOf, unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { CheckoutCounts, CheckoutTotals } from "~/domain/metrics/totals/totals";
import { because } from "~/domain/metrics/confidence/reason";

const NONE_SETTLED = because("noCheckoutsEnded");

/** Checkouts that ended one way or the other; open and superseded ones are in no rate. */
export function settledCheckouts({ completed, recovered, abandoned }: CheckoutCounts): number {
  return completed + recovered + abandoned;
}

/** Of the shoppers who started checkout and told us who they are, how many left without buying. */
export function checkoutAbandonmentRate(totals: CheckoutTotals): MetricValue {
  return ofKnownDays(totals.cut, rateOf(totals.abandoned, settledCheckouts(totals), NONE_SETTLED));
}

/** The same before recoveries: who left, whether or not they came back to buy. */
export function checkoutAbandonmentGross(totals: CheckoutTotals): MetricValue {
  return ofKnownDays(totals.cut, rateOf(totals.abandoned + totals.recovered, settledCheckouts(totals), NONE_SETTLED));
}

/** Of the shoppers who left, how many came back to buy. */
export function recoveryRate({ recovered, abandoned, cut }: CheckoutTotals): MetricValue {
  return ofKnownDays(cut, rateOf(recovered, abandoned + recovered, because("noCheckoutsLeft")));
}

/** Merchandise after discounts in abandoned checkouts. */
export function abandonedValue(totals: CheckoutTotals): MetricValue {
  return ofKnownDays(totals.cut, moneyOf(totals.abandonedValue, totals.abandoned));
}

/** Order value of recovered checkouts. */
export function recoveredValue(totals: CheckoutTotals): MetricValue {
  return ofKnownDays(totals.cut, moneyOf(totals.recoveredValue, totals.recovered));
}

/** A number of checkouts with the day it begins at; not available where none of its days is known. */
function ofKnownDays(cut: CheckoutCut | null, metric: MetricValue): MetricValue {
  if (cut === null) return metric;
  if (cut.isUnknown) return unavailable(metric.unit, unknownBecause(cut));
  return { ...metric, since: cut.knownFrom };
}

/** Why a number of checkouts is not available for a range that lies before they are known. */
export function unknownBecause({ knownFrom }: CheckoutCut): Reason {
  return knownFrom === null ? because("checkoutsUnread") : because("checkoutsUnknown", { day: knownFrom });
}
