import type { TaskHandlers } from "~/adapters/jobs/queue.server";
import type { AppContext } from "./context.server";
import { rebuildShopNumbers } from "./definitions/rebuild-shop-numbers.server";
import { forecastValue } from "./forecast/run-forecast.server";
import { drainShop } from "./ingest/drain-shop.server";
import { importShop } from "./ingest/import-shop.server";
import { readJourneys } from "./ingest/read-journeys.server";
import { refreshShop } from "./installation/refresh-shop.server";
import { buildRecommendations } from "./recommendations/build-recommendations.server";

/** What a worker does at each task. */
export function taskHandlers(context: AppContext): TaskHandlers {
  return {
    "drain-shop": (payload, signal) => drainShop(context, payload, signal),
    "import-shop": (payload, signal) => importShop(context, payload, signal),
    "read-journeys": (payload, signal) => readJourneys(context, payload, signal),
    "rebuild-shop": (payload) => rebuildShopNumbers(context, payload),
    "build-recommendations": (payload, signal) => buildRecommendations(context, payload, signal),
    "forecast-value": (payload, signal) => forecastValue(context, payload, signal),
    "refresh-shop": (payload, signal) => refreshShop(context, payload, signal),
  };
}
