import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { forScreen } from "~/domain/metrics/catalogue/for-screen";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import { verdictOf } from "~/domain/metrics/confidence/verdict";
import { metricDefinition, metricLabel } from "~/ui/format/metric-words";
import type { NumberCard } from "./number-card";

export interface CardParts {
  readonly value: MetricValue;
  /** Null when nothing is compared. */
  readonly previous: MetricValue | null;
  readonly trend?: readonly (number | null)[];
}

/** One number with its label, its verdict and its small trend. */
export function metricCard(key: MetricKey, { value, previous, trend = [] }: CardParts): NumberCard {
  const shown = forScreen(key, value);
  const shownBefore = previous && forScreen(key, previous);
  return {
    key,
    label: metricLabel(key),
    value: shown,
    previous: shownBefore,
    verdict: verdictOf(shown, shownBefore),
    trend,
    definition: metricDefinition(key),
  };
}
