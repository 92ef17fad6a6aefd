import type { BasketLog } from "../basket-log";
import type { Recommender } from "../recommender";
import { oneEach, pairEngine } from "./pair-engine";

/** Baskets that hold both; for one seed the same ranking as confidence (Agrawal and Srikant 1994). */
export function jointCount(log: BasketLog): Recommender {
  return pairEngine(log, { name: "joint count", settings: {} }, { weights: oneEach(log), score: (joint) => joint });
}
