import type { ShownMetric } from "~/domain/metrics/catalogue/catalogue";

/** A metric that is defined while the app does not read what it is made of yet. */
export interface SourcelessMetric extends ShownMetric {
  readonly unavailableBecause: string;
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
    unavailableBecause:
      "Not available: carts are seen only by measurement in the storefront, which Comeback does not do yet.",
  },
} as const satisfies Record<string, SourcelessMetric>;

export type SourcelessKey = keyof typeof WITHOUT_SOURCE;
