import { type BasketLog, basketsWith } from "../basket-log";
import type { Recommender } from "../recommender";
import { oneEach, pairEngine } from "./pair-engine";

/** Cosine of two products' baskets (Sarwar et al. 2001), shrunk where few baskets prove it (Bell and Koren 2007). */
export function cosine(log: BasketLog, shrink: number): Recommender {
  return pairEngine(
    log,
    { name: "cosine", settings: { shrink } },
    {
      weights: oneEach(log),
      score: (joint, seed, other) => joint / (Math.sqrt(basketsWith(log, seed) * basketsWith(log, other)) + shrink),
    },
  );
}
