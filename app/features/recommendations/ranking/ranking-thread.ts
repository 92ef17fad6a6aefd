import { parentPort, workerData } from "node:worker_threads";
import { buffersOf } from "./buffers-of";
import { RANKING_STEPS } from "./rank-products";
import type { StepDone, StepWanted } from "./rank-in-thread.server";

// A thread that takes one step of ranking the products of a shop, gives the log back and ends.
const { step, job } = workerData as StepWanted;
const done: StepDone = { result: RANKING_STEPS[step](job), log: job.log };
parentPort?.postMessage(done, [...buffersOf(done.result), ...buffersOf(done.log)]);
