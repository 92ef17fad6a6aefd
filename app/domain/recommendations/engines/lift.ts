import { type BasketLog, basketsWith } from "../basket-log";
import type { Recommender } from "../recommender";
import { oneEach, pairEngine } from "./pair-engine";

/** How often two products meet against chance (Brin et al. 1997), of pairs that met often enough to say. */
export function lift(log: BasketLog, leastJoint: number): Recommender {
  return pairEngine(
    log,
    { name: "lift", settings: { leastJoint } },
    {
      weights: oneEach(log),
      score: (joint, seed, other) =>
        joint < leastJoint ? 0 : (joint * log.basketCount) / (basketsWith(log, seed) * basketsWith(log, other)),
    },
  );
}
