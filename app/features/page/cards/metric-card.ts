import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { forScreen } from "~/domain/metrics/catalogue/for-screen";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import { verdictOf } from "~/domain/metrics/confidence/verdict";
import type { NumberCard } from "./number-card";

export interface CardParts {
  readonly value: MetricValue;
  /** Null when nothing is compared. */
  readonly previous: MetricValue | null;
  readonly trend?: readonly (number | null)[];
}

/** One number with its label, its verdict and its small trend. */
export function metricCard(key: MetricKey, { value, previous, trend = [] }: CardParts): NumberCard {
  const { label, definition } = METRICS[key];
  const shown = forScreen(key, value);
  const shownBefore = previous && forScreen(key, previous);
  const verdict = verdictOf(shown, shownBefore);
  return { key, label, value: shown, previous: shownBefore, verdict, trend, definition };
}
