import { readForecastSums } from "~/adapters/db/forecast/forecast-sums.server";
import { readForecast, readNewestForecast, type StoredForecast } from "~/adapters/db/forecast/forecasts.server";
import { readForecastBasis } from "~/adapters/db/facts/purchase-days.server";
import type { ShopProfile } from "~/adapters/db/shop/profile.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { forecastShortage, shortageReason } from "~/domain/clv/log/forecast-readiness";
import type { ForecastSummary } from "~/domain/clv/shop-forecast";
import { HISTORY_LIMITED } from "~/domain/metrics/history/limited-history";
import { OUTLOOK_MONTHS } from "~/domain/clv/arrivals/outlook";
import {
  boundsOfPart,
  boundsOfShop,
  outlookOfShop,
  type ForecastTotals,
} from "~/domain/metrics/totals/forecast-totals";
import type { Segment } from "~/domain/orders/segment";
import { dayOf, type EpochMs } from "~/domain/time/shop-time";
import { because, isReason } from "~/domain/metrics/confidence/reason";
import type { Reason } from "~/words/records/reasons";

export type ReadyForecast = StoredForecast & { readonly summary: ForecastSummary };

const WHOLE_SHOP: Segment = {};
const IN_CALCULATION = because("forecastRunning");
const NOT_CALCULATED = because("forecastFailed");

/** The queue takes no calculation to be alive for longer. */
const LONGEST_RUN_MS = 3 * 60 * 60 * 1000;

/** Whether the worker of a running calculation died and no other took it up. */
export function isGivenUp({ status, startedAt }: StoredForecast, now: EpochMs): boolean {
  return status === "running" && now - startedAt > LONGEST_RUN_MS;
}

/** The forecast shown now, or why there is none. */
export async function readShownForecast(
  tx: Tx,
  shopId: string,
  { timeZone, definitionVersion, isHistoryLimited }: ShopProfile,
  now: EpochMs,
): Promise<ReadyForecast | Reason> {
  if (isHistoryLimited) return HISTORY_LIMITED;
  const ready = await readForecast(tx, shopId, definitionVersion);
  if (ready) return ready;
  const shortage = forecastShortage(await readForecastBasis(tx, shopId, timeZone), dayOf(now, timeZone));
  if (shortage) return shortageReason(shortage);
  const newest = await readNewestForecast(tx, shopId);
  return newest && (newest.status === "failed" || isGivenUp(newest, now)) ? NOT_CALCULATED : IN_CALCULATION;
}

/** What the shown forecast adds up to over the customers whose first purchase belongs to the segment. */
export async function readForecastTotals(
  tx: Tx,
  shopId: string,
  shown: ReadyForecast | Reason,
  segment: Segment,
): Promise<ForecastTotals> {
  if (isReason(shown)) return { isReady: false, because: shown };
  const { purchases, ...sums } = await readForecastSums(tx, shopId, shown.version, segment);
  const whole = purchases ? await readForecastSums(tx, shopId, shown.version, WHOLE_SHOP) : sums;
  return {
    isReady: true,
    ...sums,
    bounds: purchases ? boundsOfPart(shown.summary, { ...sums, purchases }) : boundsOfShop(shown.summary),
    ...outlookOfShop(shown.summary, whole.customers, whole.value[OUTLOOK_MONTHS]),
  };
}
