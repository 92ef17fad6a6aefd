import { readForecast, readNewestForecast, type StoredForecast } from "~/adapters/db/forecast/forecasts.server";
import { readForecastBasis } from "~/adapters/db/facts/purchase-days.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { FORECAST_MONTHS } from "~/domain/clv/forecast-months";
import { forecastShortage, shortageSentence } from "~/domain/clv/log/forecast-readiness";
import { HISTORY_LIMITED } from "~/domain/metrics/history/limited-history";
import { churnProbability, expectedValue, totalValue } from "~/domain/metrics/formulas/expected-value";
import type { Segment } from "~/domain/orders/segment";
import { dayOf, type EpochMs } from "~/domain/time/shop-time";
import type { ForecastView, ReadyForecastView } from "./forecast";
import { isGivenUp, readForecastTotals } from "../totals/stored-forecast.server";

/** The forecast of a shop for its pages, or where it stands; in the transaction of the page. */
export async function readForecastView(tx: Tx, shopId: string, segment: Segment, now: EpochMs): Promise<ForecastView> {
  const profile = await readShopProfile(tx, shopId);
  if (!profile) throw new Error(`Shop ${shopId} has no profile: install the app in it first.`);
  const { timeZone, definitionVersion, dataVersion, isHistoryLimited } = profile;
  if (isHistoryLimited) return { state: "insufficient", because: HISTORY_LIMITED, shortage: null };
  const newest = await readNewestForecast(tx, shopId);
  const ready = await readForecast(tx, shopId, definitionVersion);
  if (ready) {
    const totals = await readForecastTotals(tx, shopId, ready, segment);
    return {
      state: "ready",
      asOf: ready.asOf,
      isCalculating: newest?.status === "running" && !isGivenUp(newest, now),
      isOutdated: ready.source.dataVersion !== dataVersion || ready.source.day !== dayOf(now, timeZone),
      failure: newest?.status === "failed" ? failureOf(newest) : null,
      isPoor: ready.summary.grade?.grade === "poor",
      summary: ready.summary,
      metrics: {
        churn_probability: churnProbability(totals),
        ...Object.fromEntries(
          FORECAST_MONTHS.flatMap((months) => [
            [`clv_predicted_${months}`, expectedValue(totals, months)],
            [`clv_total_${months}`, totalValue(totals, months)],
          ]),
        ),
      } as ReadyForecastView["metrics"],
    };
  }
  const shortage = forecastShortage(await readForecastBasis(tx, shopId, timeZone), dayOf(now, timeZone));
  if (shortage) return { state: "insufficient", because: shortageSentence(shortage), shortage };
  return stateOf(newest, now);
}

function stateOf(newest: StoredForecast | null, now: EpochMs): ForecastView {
  switch (newest?.status) {
    case "running":
      if (isGivenUp(newest, now)) {
        return { state: "failed", because: "The calculation was interrupted.", at: newest.startedAt };
      }
      return { state: "calculating", since: newest.startedAt };
    case "failed":
      return { state: "failed", ...failureOf(newest) };
    default:
      return { state: "none" };
  }
}

function failureOf({ reason, finishedAt, startedAt }: StoredForecast) {
  return { because: reason ?? "The calculation failed.", at: finishedAt ?? startedAt };
}
