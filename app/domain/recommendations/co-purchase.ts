import type { EpochMs } from "~/domain/time/shop-time";
import { type BasketLog, decayedWeight, recentShares } from "./basket-log";

/** How strongly popular partners, old baskets and big baskets are damped. */
export interface CoPurchaseSettings {
  /** Damping of the partner's popularity, 0 (none: plain conditional counts) to 1. */
  readonly alpha: number;
  /** Added to both products' basket counts, so that one shared basket proves little. */
  readonly shrink: number;
  readonly halfLifeDays: number;
  /** Damping of big baskets: a pair in a basket of k products weighs (k - 1)^-gamma. */
  readonly gamma: number;
  /** Joint baskets that recent sales are worth as a prior, shared by the products' shares of them; 0 for none. */
  readonly salesPrior: number;
}

/** Best single setting over the logs it was measured on (NDCG@10 on the item page). */
export const ITEM_PAGE_SETTINGS: CoPurchaseSettings = {
  alpha: 0.1,
  shrink: 2,
  halfLifeDays: 90,
  gamma: 0.5,
  salesPrior: 0,
};

/** A young shop's pairs are too few to damp: plain counts, leaning on what sells. */
export const YOUNG_SHOP_SETTINGS: CoPurchaseSettings = { ...ITEM_PAGE_SETTINGS, alpha: 0, salesPrior: 20 };
const YOUNG_SHOP_BASKETS = 1000;
export const RECENT_SALES_HALF_LIFE_DAYS = 30;

export function settingsFor(log: BasketLog): CoPurchaseSettings {
  return log.basketCount < YOUNG_SHOP_BASKETS ? YOUNG_SHOP_SETTINGS : ITEM_PAGE_SETTINGS;
}

export interface Neighbour {
  readonly product: number;
  /** Positive; comparable within one seed's list only. */
  readonly score: number;
}

/** Scores products as partners of a seed product. */
export interface CoPurchase {
  /** The best partners of `seed`, best first, ties by popularity and then by index; at most `limit`. */
  neighbours(seed: number, limit: number): Neighbour[];
}

/**
 * Damped co-occurrence:
 *
 *     score(s, o) = sum over joint baskets of 2^(-age / half-life) x (size - 1)^-gamma
 *                   / (n_s^(1 - alpha) x n_o^alpha)
 *
 * with n the decayed basket counts plus the shrink. `salesPrior` times the partner's share of recent sales is
 * added to the sum, for partners that shared at least one basket.
 *
 * @param now - baskets later than this weigh like baskets of now.
 */
export function coPurchase(log: BasketLog, settings: CoPurchaseSettings, now: EpochMs): CoPurchase {
  const { productCount } = log;
  const decay = new Float64Array(log.basketCount);
  const pairWeight = new Float64Array(log.basketCount);
  const counts = new Float64Array(productCount).fill(settings.shrink);
  for (let basket = 0; basket < log.basketCount; basket++) {
    const size = log.starts[basket + 1]! - log.starts[basket]!;
    decay[basket] = decayedWeight(log.times[basket]!, now, settings.halfLifeDays);
    pairWeight[basket] = size > 1 ? decay[basket]! * (size - 1) ** -settings.gamma : 0;
    for (let i = log.starts[basket]!; i < log.starts[basket + 1]!; i++) counts[log.items[i]!]! += decay[basket]!;
  }
  const partnerDamping = counts.map((count) => count ** -settings.alpha);
  const prior =
    settings.salesPrior > 0
      ? recentShares(log, now, RECENT_SALES_HALF_LIFE_DAYS).map((share) => share * settings.salesPrior)
      : null;

  // Reused between seeds, and left clean by each.
  const joint = new Float64Array(productCount);
  const touched: number[] = [];

  return {
    neighbours(seed, limit) {
      for (let at = log.productStarts[seed]!; at < log.productStarts[seed + 1]!; at++) {
        const basket = log.baskets[at]!;
        const weight = pairWeight[basket]!;
        if (weight === 0) continue;
        for (let i = log.starts[basket]!; i < log.starts[basket + 1]!; i++) {
          const product = log.items[i]!;
          if (product === seed) continue;
          if (joint[product] === 0) touched.push(product);
          joint[product]! += weight;
        }
      }
      const seedDamping = counts[seed]! ** -(1 - settings.alpha);
      const scored = touched.map((product) => ({
        product,
        score: (joint[product]! + (prior?.[product] ?? 0)) * partnerDamping[product]! * seedDamping,
      }));
      for (const product of touched) joint[product] = 0;
      touched.length = 0;
      return best(scored, limit, log);
    },
  };
}

/**
 * The `limit` highest scores. Scores are compared after rounding to 9 decimals of the largest, so that the order
 * in which sums were formed cannot decide; ties go to the product in more baskets, then to the lower index.
 */
export function best(scored: Neighbour[], limit: number, log: BasketLog): Neighbour[] {
  let largest = 0;
  for (const { score } of scored) largest = Math.max(largest, score);
  if (largest === 0) return [];
  const rounded = (score: number) => Math.round((score / largest) * 1e9);
  const popularity = (product: number) => log.productStarts[product + 1]! - log.productStarts[product]!;
  return scored
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        rounded(b.score) - rounded(a.score) || popularity(b.product) - popularity(a.product) || a.product - b.product,
    )
    .slice(0, limit);
}
