import { openQueue } from "~/adapters/jobs/queue.server";
import { createLog } from "~/process/log.server";

// A worker whose jobs take longer than it will live; it says which attempt it was given.
const [appUrl = "", durationMs = "600000"] = process.argv.slice(2);
const queue = await openQueue(appUrl, createLog("info"), { isWorker: true });

const take = async (payload: { shopId: string }, signal: AbortSignal) => {
  process.stdout.write(`took ${payload.shopId}\n`);
  await new Promise<void>((resolve, reject) => {
    setTimeout(resolve, Number(durationMs));
    signal.addEventListener("abort", () => reject(new Error("told to stop")));
  });
};
await queue.work({
  "drain-shop": take,
  "import-shop": take,
  "read-journeys": take,
  "fold-visits": take,
  "rebuild-shop": take,
  "build-recommendations": take,
  "publish-lists": take,
  "check-lists": take,
  "forecast-value": take,
  "refresh-shop": take,
});
process.once("SIGTERM", () => void queue.close().then(() => process.exit(0)));
process.stdout.write("ready\n");
