import { Worker } from "node:worker_threads";
import type { BasketLog } from "~/domain/recommendations/basket-log";
import { buffersOf } from "./buffers-of";
import {
  narrowed,
  type Ranking,
  type RANKING_STEPS,
  type RankingJob,
  rankingOf,
  type SettledJob,
} from "./rank-products";

type Steps = typeof RANKING_STEPS;

/** What a thread is given. */
export interface StepWanted {
  readonly step: keyof Steps;
  readonly job: SettledJob;
}

/** What a thread gives back; the log comes with it, since it was handed over. */
export interface StepDone<S extends keyof Steps = keyof Steps> {
  readonly result: ReturnType<Steps[S]>;
  readonly log: BasketLog;
}

/**
 * Of objects only, not of arrays of numbers: some hundred megabytes are needed. A thread that may have gigabytes lets
 * several times of what it needs lie about before it tidies up.
 */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 16 };

/**
 * Ranks in threads of their own, one for each step: it takes seconds to minutes, and webhooks and heartbeats of this
 * process must go on meanwhile. A thread that ends gives all its memory back, so that a large shop needs as much as its
 * hungriest step. The log is handed from thread to thread, not copied: the caller has it no more.
 *
 * @throws the signal's reason when it is no longer wanted; the thread is then stopped at once.
 */
export async function rankInThread(given: RankingJob, signal?: AbortSignal): Promise<Ranking> {
  let { log } = given;
  const take = async <S extends keyof Steps>(step: S, job: RankingJob) => {
    const done = await inThread(step, { ...job, log }, signal);
    log = done.log;
    return done.result;
  };
  const marks = await take("marks", given);
  const job = narrowed(given, marks);
  const settings = job.settings ?? { item: await take("item", job), cart: await take("cart", job) };
  const settled = { ...job, settings };
  const quality = job.standing === null ? await take("quality", settled) : null;
  return rankingOf(settled, marks, quality, await take("lists", settled));
}

async function inThread<S extends keyof Steps>(step: S, job: RankingJob, signal?: AbortSignal): Promise<StepDone<S>> {
  signal?.throwIfAborted();
  const thread = new Worker(new URL("./ranking-thread.ts", import.meta.url), {
    workerData: { step, job },
    transferList: buffersOf(job.log),
    resourceLimits: THREAD_LIMITS,
    // The thread reads its TypeScript as every command does, whatever this process was started by.
    execArgv: ["--import", "tsx"],
  });
  let stop = () => {};
  try {
    return await new Promise<StepDone<S>>((resolve, reject) => {
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
