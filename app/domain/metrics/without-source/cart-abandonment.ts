import { rateOf, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";

/**
 * Cart episodes begun in a range, by how they stand. An episode begins when a visitor without one puts something into
 * the cart; it ends with a completed checkout, or after 24 hours in which neither cart nor checkout was touched.
 */
export interface CartTotals {
  readonly bought: number;
  readonly abandoned: number;
  /** Neither yet, so in no rate. */
  readonly open: number;
}

/** Of the carts started, how many were not bought. It is no checkout abandonment: most carts never reach a checkout. */
export function cartAbandonmentRate({ bought, abandoned }: CartTotals): MetricValue {
  return rateOf(abandoned, abandoned + bought, because("noCartsEnded"));
}
