import { readForecast, readNewestForecast, type StoredForecast } from "~/adapters/db/forecast/forecasts.server";
import { readForecastBasis } from "~/adapters/db/facts/purchase-days.server";
import { shopProfileOf } from "~/adapters/db/shop/profile.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { forecastShortage, shortageReason } from "~/domain/clv/log/forecast-readiness";
import { HISTORY_LIMITED } from "~/domain/metrics/history/limited-history";
import { METRIC_KEYS, METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { Segment } from "~/domain/orders/segment";
import { sayReason } from "~/words/records/reasons";
import { dayOf, type EpochMs } from "~/domain/time/shop-time";
import type { ForecastView, ReadyForecastView } from "./forecast";
import { contextAsOf } from "../totals/context-as-of";
import { totalsOfNow } from "../totals/totals-of-now.server";
import { isGivenUp, readForecastTotals } from "../totals/stored-forecast.server";
import { FORECAST_TEXTS } from "~/words/pages/forecast";
import { wordsOf } from "~/words/words";

const say = wordsOf(FORECAST_TEXTS);

/** The forecast of a shop for its pages, or where it stands; in the transaction of the page. */
export async function readForecastView(tx: Tx, shopId: string, segment: Segment, now: EpochMs): Promise<ForecastView> {
  const profile = await shopProfileOf(tx, shopId);
  const { timeZone, definitionVersion, dataVersion, isHistoryLimited } = profile;
  if (isHistoryLimited) return { state: "insufficient", because: sayReason(HISTORY_LIMITED), shortage: null };
  const today = dayOf(now, timeZone);
  const newest = await readNewestForecast(tx, shopId);
  const ready = await readForecast(tx, shopId, definitionVersion);
  if (ready) {
    const totals = await readForecastTotals(tx, shopId, ready, segment);
    const context = contextAsOf(profile, now);
    const reader = {
      ...totalsOfNow(tx, shopId, profile, context, segment),
      forecast: () => Promise.resolve(totals),
    };
    const metrics = {} as Record<keyof ReadyForecastView["metrics"], MetricValue>;
    // They know no range: any gives the same.
    for (const key of METRIC_KEYS.filter(isExpected)) {
      metrics[key] = await readMetric(key, reader, { from: today, to: today }, context);
    }
    return {
      state: "ready",
      version: ready.version,
      asOf: ready.asOf,
      isCalculating: newest?.status === "running" && !isGivenUp(newest, now),
      isOutdated: ready.source.dataVersion !== dataVersion || ready.source.day !== today,
      failure: newest?.status === "failed" ? failureOf(newest) : null,
      isPoor: ready.summary.grade?.grade === "poor",
      summary: ready.summary,
      metrics,
    };
  }
  const shortage = forecastShortage(await readForecastBasis(tx, shopId, timeZone), today);
  if (shortage) return { state: "insufficient", because: sayReason(shortageReason(shortage)), shortage };
  return stateOf(newest, now);
}

const isExpected = (key: MetricKey): key is keyof ReadyForecastView["metrics"] => METRICS[key].isForecast;

function stateOf(newest: StoredForecast | null, now: EpochMs): ForecastView {
  switch (newest?.status) {
    case "running":
      if (isGivenUp(newest, now)) {
        return { state: "failed", because: say("interrupted"), at: newest.startedAt };
      }
      return { state: "calculating", since: newest.startedAt };
    case "failed":
      return { state: "failed", ...failureOf(newest) };
    default:
      return { state: "none" };
  }
}

function failureOf({ reason, finishedAt, startedAt }: StoredForecast) {
  return { because: reason ?? say("failed"), at: finishedAt ?? startedAt };
}
