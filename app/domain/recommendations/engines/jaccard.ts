import { type BasketLog, basketsWith } from "../basket-log";
import type { Recommender } from "../recommender";
import { oneEach, pairEngine } from "./pair-engine";

/** Baskets that hold both / baskets that hold either. */
export function jaccard(log: BasketLog): Recommender {
  return pairEngine(
    log,
    { name: "jaccard", settings: {} },
    {
      weights: oneEach(log),
      score: (joint, seed, other) => joint / (basketsWith(log, seed) + basketsWith(log, other) - joint),
    },
  );
}
