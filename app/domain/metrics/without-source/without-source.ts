import type { ShownMetric } from "~/domain/metrics/catalogue/catalogue";
import { because } from "~/domain/metrics/confidence/reason";
import type { Reason } from "~/words/reasons";

/** A metric that is defined while the app does not read what it is made of yet. */
export interface SourcelessMetric extends ShownMetric {
  readonly label: string;
  /** One sentence. */
  readonly definition: string;
  readonly unavailableBecause: Reason;
}

/** Reported as not available rather than left out or measured by something else. */
export const WITHOUT_SOURCE = {
  cart_abandonment_rate: {
    label: "Cart abandonment",
    unit: "rate",
    numerator: "count",
    denominator: "count",
    observed: "checkout",
    better: "lower",
    intervalPercent: 95,
    compared: "range",
    definition:
      "Of the carts started, how many were not bought. It is another number than checkout abandonment, and industry figures near 68% are about carts.",
    unavailableBecause: because("cartsNotMeasured"),
  },
} as const satisfies Record<string, SourcelessMetric>;

export type SourcelessKey = keyof typeof WITHOUT_SOURCE;
