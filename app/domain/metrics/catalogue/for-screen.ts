import { METRICS, type MetricKey } from "./catalogue";
import { unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";

/** The number as a screen shows it: withheld, with the reason, where too little was observed for what it claims. */
export function forScreen(key: MetricKey, metric: MetricValue): MetricValue {
  const { shownFrom, observed } = METRICS[key];
  if (metric.value === null || (metric.n ?? 0) >= shownFrom) return metric;
  const reason = because("shownFrom", { observed, from: shownFrom, known: metric.n ?? 0 });
  return { ...unavailable(metric.unit, reason), n: metric.n };
}
