import { openDatabase } from "~/adapters/db/connect/client.server";
import { openQueue } from "~/adapters/jobs/queue.server";
import { forecastValue } from "~/features/forecast/run-forecast.server";
import { createLog } from "~/process/log.server";

// A worker in the middle of a fit, for as long as it lives.
const [appUrl = "", now = ""] = process.argv.slice(2);
const db = openDatabase(appUrl);
const queue = await openQueue(appUrl, createLog("warn"), { isWorker: true });
const nothing = async () => {};
await queue.work({
  "drain-shop": nothing,
  "import-shop": nothing,
  "read-journeys": nothing,
  "fold-visits": nothing,
  "rebuild-shop": nothing,
  "build-recommendations": nothing,
  "publish-lists": nothing,
  "check-lists": nothing,
  "refresh-shop": nothing,
  "forecast-value": (payload, signal) =>
    forecastValue({ db, now: Date.now }, payload, signal, {
      now: Number(now),
      calculate: () => {
        process.stdout.write("fitting\n");
        return new Promise(() => {});
      },
    }),
});
process.stdout.write("ready\n");
