import type { DayRange } from "~/domain/time/reporting-window";
import { METRIC_KEYS, METRICS, type MetricKey } from "./catalogue";
import { HISTORY_LIMITED } from "~/domain/metrics/history/limited-history";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";

/** One metric of a range, from only those totals it needs. */
export async function readMetric(
  key: MetricKey,
  reader: TotalsReader,
  range: DayRange,
  context: MetricContext,
): Promise<MetricValue> {
  const record = METRICS[key];
  if (context.isHistoryLimited && record.needsFirstPurchase) return unavailable(record.unit, HISTORY_LIMITED);
  return record.formula(await record.totals(reader, range, context), context);
}

/** Every metric of the catalogue, one after the other: a connection answers one question at a time. */
export async function readEveryMetric(
  reader: TotalsReader,
  range: DayRange,
  context: MetricContext,
): Promise<Record<MetricKey, MetricValue>> {
  const metrics: Partial<Record<MetricKey, MetricValue>> = {};
  for (const key of METRIC_KEYS) metrics[key] = await readMetric(key, reader, range, context);
  return metrics as Record<MetricKey, MetricValue>;
}
