import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { changeOf } from "~/domain/metrics/confidence/change";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { NumberCard } from "./number-card";

export interface CardParts {
  readonly value: MetricValue;
  /** Null when nothing is compared. */
  readonly previous: MetricValue | null;
  readonly trend?: readonly (number | null)[];
  /** Standard errors of a number that carries no interval of its own. */
  readonly error?: { readonly now: number; readonly before: number } | undefined;
}

/** One number with its label, its change and its small trend. */
export function metricCard(key: MetricKey, { value, previous, trend = [], error }: CardParts): NumberCard {
  const { label, definition } = METRICS[key];
  return { key, label, value, previous, change: changeOf(value, previous, error), trend, definition };
}
