import { parentPort, workerData } from "node:worker_threads";
import { rankProducts, type RankingJob } from "./rank-products";

// A thread that ranks the products of one shop and ends.
const ranking = rankProducts(workerData as RankingJob);
parentPort?.postMessage(
  ranking,
  Object.values(ranking.lists).map((part: Uint32Array<ArrayBuffer>) => part.buffer),
);
