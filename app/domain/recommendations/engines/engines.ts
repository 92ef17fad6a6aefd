import type { EpochMs } from "~/domain/time/shop-time";
import type { BasketLog } from "../basket-log";
import type { Recommender } from "../recommender";
import { cosine } from "./cosine";
import { CART_SETTINGS, dampedPairs, ITEM_PAGE_SETTINGS } from "./damped-pairs";
import { ease } from "./ease";
import { jaccard } from "./jaccard";
import { jointCount } from "./joint-count";
import { lift } from "./lift";
import { popularity } from "./popularity";
import { rp3beta } from "./rp3beta";
import { sessionKnn } from "./session-knn";

/**
 * Published engines by their published settings, to compare with: each is made when it is called.
 *
 * @param withDense - whether to invert a matrix as large as the catalogue.
 */
export function publishedEngines(log: BasketLog, now: EpochMs, withDense: boolean): (() => Recommender)[] {
  const named = (engine: Recommender, name: string): Recommender => ({ ...engine, name });
  return [
    () => popularity(),
    () => jointCount(log),
    () => lift(log, 20),
    () => jaccard(log),
    () => cosine(log, 50),
    () => rp3beta(log),
    ...(withDense ? [1000, 300].map((lambda) => () => named(ease(log, lambda), `EASE ${lambda}`)) : []),
    () => sessionKnn(log, 1000),
    () => named(dampedPairs(log, ITEM_PAGE_SETTINGS, now), "damped"),
    () => named(dampedPairs(log, CART_SETTINGS, now), "damped, hard"),
  ];
}
