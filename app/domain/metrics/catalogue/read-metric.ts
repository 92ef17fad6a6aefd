import type { DayRange } from "~/domain/time/reporting-window";
import { addDays, dayOf, daysBetween, startOfDay } from "~/domain/time/shop-time";
import { METRIC_KEYS, METRICS, type MetricKey } from "./catalogue";
import { HISTORY_LIMITED } from "~/domain/metrics/history/limited-history";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";
import { settlingDays } from "./settling-days";

/** One metric of a range, from only those totals it needs. */
export async function readMetric(
  key: MetricKey,
  reader: TotalsReader,
  range: DayRange,
  context: MetricContext,
): Promise<MetricValue> {
  const record = METRICS[key];
  if (context.isHistoryLimited && record.needsFirstPurchase) return unavailable(record.unit, HISTORY_LIMITED);
  const number = record.formula(await record.totals(reader, range, context), context);
  if (number.value === null) return number;
  const today = dayOf(context.asOf, context.timeZone);
  return { ...number, settlingDays: settlingDays(range, today, record.settledAtDays) };
}

/** The number that stands beside that of `range` where it is compared with `earlier`; null for one without a past. */
async function readEarlierMetric(
  key: MetricKey,
  reader: TotalsReader,
  range: DayRange,
  earlier: DayRange,
  context: MetricContext,
): Promise<MetricValue | null> {
  const { compared } = METRICS[key];
  if (compared === "nothing") return null;
  if (compared === "range") return readMetric(key, reader, earlier, context);
  const { asOf, timeZone } = context;
  const then = addDays(dayOf(asOf, timeZone), -daysBetween(earlier.to, range.to));
  return readMetric(key, reader, earlier, { ...context, asOf: startOfDay(then, timeZone) });
}

/** Every metric of the catalogue beside its range, as it stood in an earlier one. */
export async function readEveryEarlierMetric(
  reader: TotalsReader,
  range: DayRange,
  earlier: DayRange,
  context: MetricContext,
): Promise<Record<MetricKey, MetricValue | null>> {
  const metrics: Partial<Record<MetricKey, MetricValue | null>> = {};
  for (const key of METRIC_KEYS) metrics[key] = await readEarlierMetric(key, reader, range, earlier, context);
  return metrics as Record<MetricKey, MetricValue | null>;
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
