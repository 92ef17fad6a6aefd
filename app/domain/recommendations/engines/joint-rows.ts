import type { EpochMs } from "~/domain/time/shop-time";
import { type BasketLog, decayedWeight } from "../basket-log";
import { ScoreTable } from "../score-table";
import { addJoint } from "./pair-engine";

/** Decayed joint counts of all pairs, row by row. */
export interface JointRows {
  /** Decayed basket counts of the products. */
  readonly counts: Float64Array;
  /** Partners of product `p` stand in `partners` from `starts[p]` to `starts[p + 1]`, their counts in `joint`. */
  readonly starts: Uint32Array;
  readonly partners: Uint32Array;
  readonly joint: Float32Array;
}

/** Pairs that are kept: some 64 MB. A catalogue with more keeps the most frequent partners of each product. */
const MOST_PAIRS = 8_000_000;
const LEAST_PARTNERS = 200;

/** @param halfLifeDays - null: old baskets count as much as new ones. */
export function jointRows(log: BasketLog, halfLifeDays: number | null, now: EpochMs): JointRows {
  const weights = Float64Array.from(log.times, (at) =>
    halfLifeDays === null ? 1 : decayedWeight(at, now, halfLifeDays),
  );
  const counts = new Float64Array(log.productCount);
  for (let basket = 0; basket < log.basketCount; basket++) {
    for (let i = log.starts[basket]!; i < log.starts[basket + 1]!; i++) counts[log.items[i]!]! += weights[basket]!;
  }
  const limit = Math.min(
    log.productCount,
    Math.max(LEAST_PARTNERS, Math.floor(MOST_PAIRS / Math.max(1, log.productCount))),
  );
  const table = new ScoreTable(log);
  const starts = new Uint32Array(log.productCount + 1);
  // Room for full rows: what is not written takes no memory.
  const partners = new Uint32Array(log.productCount * limit);
  const joint = new Float32Array(log.productCount * limit);
  let end = 0;
  const keep = (product: number, count: number) => {
    partners[end] = product;
    joint[end++] = count;
  };
  for (let product = 0; product < log.productCount; product++) {
    addJoint(log, weights, product, table);
    if (table.size <= limit) table.drain(keep);
    else for (const { product: partner, score } of table.take(limit)) keep(partner, score);
    starts[product + 1] = end;
  }
  return { counts, starts, partners, joint };
}
