import type { TaskHandlers } from "~/adapters/jobs/queue.server";
import type { AppContext } from "~/context/context.server";
import { rebuildShopNumbers } from "~/features/definitions/rebuild-shop-numbers.server";
import { forecastValue } from "~/features/forecast/run-forecast.server";
import { drainShop } from "~/features/ingest/drain-shop.server";
import { importShop } from "~/features/ingest/import-shop.server";
import { readJourneys } from "~/features/ingest/read-journeys.server";
import { foldVisits } from "~/features/measurement/fold-visits.server";
import { checkLists } from "~/features/recommendations/publishing/check-lists.server";
import { publishLists } from "~/features/recommendations/publishing/publish-lists.server";
import { buildRecommendations } from "~/features/recommendations/ranking/build-recommendations.server";
import { refreshShop } from "./refresh-shop.server";

/** What a worker does at each task. */
export function taskHandlers(context: AppContext): TaskHandlers {
  return {
    "drain-shop": (payload, signal) => drainShop(context, payload, signal),
    "import-shop": (payload, signal) => importShop(context, payload, signal),
    "read-journeys": (payload, signal) => readJourneys(context, payload, signal),
    "fold-visits": (payload, signal) => foldVisits(context, payload, signal),
    "rebuild-shop": (payload) => rebuildShopNumbers(context, payload),
    "build-recommendations": (payload, signal) => buildRecommendations(context, payload, signal),
    "publish-lists": (payload, signal) => publishLists(context, payload, signal),
    "check-lists": (payload, signal) => checkLists(context, payload, signal),
    "forecast-value": (payload, signal) => forecastValue(context, payload, signal),
    "refresh-shop": (payload, signal) => refreshShop(context, payload, signal),
  };
}
