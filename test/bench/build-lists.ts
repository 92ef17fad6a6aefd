import { basketLog } from "~/domain/recommendations/basket-log";
import { rankInThread } from "~/features/recommendations/ranking/rank-in-thread.server";
import { syntheticBaskets, syntheticCatalogue } from "./synthetic-baskets";
import { NOW } from "./synthetic-shop";

// node --import tsx build-lists.ts BASKETS PRODUCTS: chooses, checks and ranks as a worker does, without a database;
// prints BuildMemory as JSON.

export interface BuildMemory {
  /** Of the whole process with its threads. */
  readonly peakMb: number;
}

const [baskets, products] = process.argv.slice(2, 4).map(Number) as [number, number];
await rankInThread({
  catalogue: syntheticCatalogue(products),
  log: basketLog(products, syntheticBaskets(baskets, products)),
  asOf: NOW,
  products: Array.from({ length: products }, (_, product) => product),
  standing: null,
});
const memory: BuildMemory = { peakMb: process.resourceUsage().maxRSS / 1024 };
process.stdout.write(JSON.stringify(memory));
