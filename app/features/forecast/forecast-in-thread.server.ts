import { Worker } from "node:worker_threads";
import type { ForecastInput } from "~/domain/clv/log/forecast-input";
import type { ForecastSettings, ShopForecast } from "~/domain/clv/shop-forecast";

/** What the thread is given. */
export interface ForecastJob {
  readonly input: ForecastInput;
  /** Day number. */
  readonly day: number;
  readonly settings: ForecastSettings;
}

/**
 * A forecast in a thread of its own: fits take seconds to minutes, and webhooks and heartbeats of this process must go
 * on meanwhile. The columns of the input go over to the thread, all but what customers are worth to date: they are
 * empty here afterwards, so that a large shop is not held twice.
 *
 * @throws the signal's reason when it is no longer wanted; the thread is then stopped at once.
 */
export async function forecastInThread(
  input: ForecastInput,
  day: number,
  signal: AbortSignal,
  settings: ForecastSettings = {},
): Promise<ShopForecast> {
  signal.throwIfAborted();
  const job: ForecastJob = { input, day, settings };
  const { log, lastAt, purchases } = input;
  const thread = new Worker(new URL("./forecast-thread.ts", import.meta.url), {
    workerData: job,
    transferList: [log.starts, log.days, log.values, lastAt, purchases].map(({ buffer }) => buffer as ArrayBuffer),
    // The thread reads its TypeScript as every command does, whatever this process was started by.
    execArgv: ["--import", "tsx"],
  });
  let stop = () => {};
  try {
    return await new Promise<ShopForecast>((resolve, reject) => {
      stop = () => reject(signal.reason);
      signal.addEventListener("abort", stop);
      thread.once("message", resolve);
      thread.once("error", reject);
      thread.once("exit", (code) => reject(new Error(`The calculation ended without a result (exit code ${code}).`)));
    });
  } finally {
    signal.removeEventListener("abort", stop);
    await thread.terminate();
  }
}
