import type { EpochMs } from "~/domain/time/shop-time";
import { type BasketLog, decayedWeight } from "../basket-log";
import type { Recommender } from "../recommender";
import { type PairCounting, pairEngine } from "./pair-engine";

/** How strongly popular partners, old baskets and big baskets are damped. */
export interface DampedSettings {
  /** Damping of the partner's popularity, 0 (none: plain conditional counts) to 1. */
  readonly alpha: number;
  /** Added to both products' basket counts, so that one shared basket proves little. */
  readonly shrink: number;
  /** Null: old baskets count as much as new ones. */
  readonly halfLifeDays: number | null;
  /** Damping of big baskets: a pair in a basket of k products weighs (k - 1)^-gamma. */
  readonly gamma: number;
}

/** Best single setting over the logs it was measured on (NDCG@10 on the item page). */
export const ITEM_PAGE_SETTINGS: DampedSettings = {
  alpha: 0.1,
  shrink: 2,
  halfLifeDays: 90,
  gamma: 0.5,
};

/** What a shop's item page chooses from, the plainest first. */
export const DAMPED_GRID: readonly DampedSettings[] = [0, 0.1, 0.2].flatMap((alpha) =>
  [null, 90, 30].flatMap((halfLifeDays) => [1, 0.5].map((gamma) => ({ alpha, shrink: 2, halfLifeDays, gamma }))),
);

/** Carts and next purchases want popular partners damped harder. */
export const CART_SETTINGS: DampedSettings = { alpha: 0.3, shrink: 10, halfLifeDays: 90, gamma: 1 };

/**
 * Damped co-occurrence:
 *
 *     score(s, o) = sum over joint baskets of 2^(-age / half-life) x (size - 1)^-gamma
 *                   / (n_s^(1 - alpha) x n_o^alpha)
 *
 * with n the decayed basket counts plus the shrink.
 *
 * @param now - baskets later than this weigh like baskets of now.
 */
export function dampedPairs(log: BasketLog, settings: DampedSettings, now: EpochMs): Recommender {
  return pairEngine(log, { name: "damped", settings: { ...settings } }, dampedCounting(log, settings, now));
}

export function dampedCounting(log: BasketLog, settings: DampedSettings, now: EpochMs): PairCounting {
  const { alpha, shrink, halfLifeDays, gamma } = settings;
  const weights = new Float64Array(log.basketCount);
  const counts = new Float64Array(log.productCount).fill(shrink);
  for (let basket = 0; basket < log.basketCount; basket++) {
    const size = log.starts[basket + 1]! - log.starts[basket]!;
    const decay = halfLifeDays === null ? 1 : decayedWeight(log.times[basket]!, now, halfLifeDays);
    weights[basket] = size > 1 ? decay * (size - 1) ** -gamma : 0;
    for (let i = log.starts[basket]!; i < log.starts[basket + 1]!; i++) counts[log.items[i]!]! += decay;
  }
  const partnerDamping = counts.map((count) => count ** -alpha);
  const seedDamping = counts.map((count) => count ** (alpha - 1));
  return { weights, score: (joint, seed, other) => joint * partnerDamping[other]! * seedDamping[seed]! };
}
