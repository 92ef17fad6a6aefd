import { Worker } from "node:worker_threads";
import type { Ranking, RankingJob } from "./rank-products";

/**
 * Ranks in a thread of its own: it takes seconds to minutes, and webhooks and heartbeats of this process must go on
 * meanwhile. The log is handed over, not copied: the caller has it no more.
 *
 * @throws the signal's reason when it is no longer wanted; the thread is then stopped at once.
 */
export async function rankInThread(job: RankingJob, signal?: AbortSignal): Promise<Ranking> {
  signal?.throwIfAborted();
  const thread = new Worker(new URL("./ranking-thread.ts", import.meta.url), {
    workerData: job,
    transferList: Object.values(job.log).flatMap((part: unknown) =>
      ArrayBuffer.isView(part) && part.buffer instanceof ArrayBuffer ? [part.buffer] : [],
    ),
    // The thread reads its TypeScript as every command does, whatever this process was started by.
    execArgv: ["--import", "tsx"],
  });
  let stop = () => {};
  try {
    return await new Promise<Ranking>((resolve, reject) => {
      stop = () => reject(signal?.reason);
      signal?.addEventListener("abort", stop);
      thread.once("message", resolve);
      thread.once("error", reject);
      thread.once("exit", (code) => reject(new Error(`The calculation ended without a result (exit code ${code}).`)));
    });
  } finally {
    signal?.removeEventListener("abort", stop);
    await thread.terminate();
  }
}
