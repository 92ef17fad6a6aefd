import { unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import type { CheckoutCut } from "~/domain/orders/known-checkouts";

/** A measured number with the day it begins at; not available where none of its days was measured. */
export function ofMeasuredDays({ cut }: { readonly cut: CheckoutCut | null }, number: MetricValue): MetricValue {
  if (cut === null) return number;
  const { knownFrom, isUnknown } = cut;
  if (!isUnknown) return { ...number, since: knownFrom };
  const reason = knownFrom === null ? because("notMeasured") : because("measuredLater", { day: knownFrom });
  return unavailable(number.unit, reason);
}
