import type { MetricDescription } from "~/domain/metrics/catalogue/catalogue";
import { because } from "~/domain/metrics/confidence/reason";
import type { Reason } from "~/words/records/reasons";

/** A metric that is defined while the app does not read what it is made of yet. */
export interface SourcelessMetric extends MetricDescription {
  readonly unavailableBecause: Reason;
}

/** Reported as not available rather than left out or measured by something else. */
export const WITHOUT_SOURCE = {
  cart_abandonment_rate: {
    unit: "rate",
    numerator: "count",
    denominator: "count",
    unavailableBecause: because("cartsNotMeasured"),
  },
} as const satisfies Record<string, SourcelessMetric>;

export type SourcelessKey = keyof typeof WITHOUT_SOURCE;
