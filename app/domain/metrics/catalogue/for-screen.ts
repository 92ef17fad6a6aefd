import { METRICS, type MetricKey } from "./catalogue";
import { unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { OBSERVED } from "~/domain/metrics/records/metric-record";

/** The number as a screen shows it: withheld, with the reason, where too little was observed for what it claims. */
export function forScreen(key: MetricKey, metric: MetricValue): MetricValue {
  const { shownFrom, observed } = METRICS[key];
  if (metric.value === null || (metric.n ?? 0) >= shownFrom) return metric;
  const { one, many } = OBSERVED[observed];
  const known = `${metric.n} ${metric.n === 1 ? one : many}`;
  return { ...unavailable(metric.unit, `Shown from ${shownFrom} ${many} on; so far there are ${known}.`), n: metric.n };
}
