import type { BasketLog } from "../basket-log";
import type { Recommender } from "../recommender";
import { ScoreTable } from "../score-table";
import { itemToItem, type PartnersOf } from "./item-to-item";

/** How an engine reads pairs off baskets. */
export interface PairCounting {
  /** What one basket adds to each pair in it, parallel to the baskets of the log. */
  readonly weights: Float64Array;
  /** Score of a pair whose baskets weigh `joint` together; 0 when it shall not be listed. */
  score(joint: number, seed: number, other: number): number;
}

/** Adds up what the baskets of a product say of the products beside it; the product itself is left out. */
export function addJoint(log: BasketLog, weights: Float64Array, seed: number, joint: ScoreTable): void {
  for (let at = log.productStarts[seed]!; at < log.productStarts[seed + 1]!; at++) {
    const basket = log.baskets[at]!;
    const weight = weights[basket]!;
    const end = log.starts[basket + 1]!;
    for (let i = log.starts[basket]!; i < end; i++) joint.add(log.items[i]!, weight);
  }
  joint.drop(seed);
}

/** Partners of a product by a walk over its baskets, each adding its weight to every pair in it. */
export function pairPartners(log: BasketLog, { weights, score }: PairCounting): PartnersOf {
  // Reused between products, and left clean by each.
  const joint = new ScoreTable(log);
  return (seed, limit) => {
    addJoint(log, weights, seed, joint);
    joint.rescale((sum, other) => (sum > 0 ? score(sum, seed, other) : 0));
    return joint.take(limit);
  };
}

export function pairEngine(
  log: BasketLog,
  printed: Pick<Recommender, "name" | "settings">,
  counting: PairCounting,
): Recommender {
  return itemToItem(log, printed, pairPartners(log, counting));
}

/** Every basket counts once. */
export function oneEach(log: BasketLog): Float64Array {
  return new Float64Array(log.basketCount).fill(1);
}
