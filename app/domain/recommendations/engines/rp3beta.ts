import { type BasketLog, basketsWith } from "../basket-log";
import type { Recommender } from "../recommender";
import { type PairCounting, pairEngine } from "./pair-engine";

/**
 * RP3beta (Paudel et al. 2017) with alpha 1 and beta 0: a walk from the product to one of its baskets and on to one of
 * that basket's products, each equally likely.
 */
export function rp3beta(log: BasketLog): Recommender {
  return pairEngine(log, { name: "RP3beta", settings: { alpha: 1, beta: 0 } }, rp3betaCounting(log));
}

export function rp3betaCounting(log: BasketLog): PairCounting {
  return {
    weights: Float64Array.from({ length: log.basketCount }, (_, b) => 1 / (log.starts[b + 1]! - log.starts[b]!)),
    score: (joint, seed) => joint / basketsWith(log, seed),
  };
}
