import type { Recommender } from "../recommender";

/** Knows nothing of contexts: what sells best fills its lists. The naive baseline. */
export function popularity(): Recommender {
  return { name: "popularity", settings: {}, scores: () => [] };
}
