import type { EpochMs } from "~/domain/time/shop-time";
import type { BasketLog } from "../basket-log";
import { CART_SETTINGS, dampedPairs, type DampedSettings, ITEM_PAGE_SETTINGS } from "../engines/damped-pairs";
import { localRidge, type LocalRidgeSettings } from "../engines/local-ridge";
import { mixed, typicalBest } from "../engines/mixed";
import type { Recommender } from "../recommender";

/** A way to fill a cart's list: damped pairs, a local ridge, or both added up. */
export interface CartRecipe {
  readonly name: string;
  readonly pairs: DampedSettings | null;
  readonly ridge: LocalRidgeSettings | null;
  /** What pairs count beside a ridge. */
  readonly pairsWeight: number;
}

const RIDGE_HALF_LIFE_DAYS = 180;
const PLAIN_COUNTS: DampedSettings = { alpha: 0, shrink: 0, halfLifeDays: null, gamma: 0 };

const pairs = (name: string, settings: DampedSettings): CartRecipe => ({
  name,
  pairs: settings,
  ridge: null,
  pairsWeight: 1,
});

const ridge = (name: string, lambda: number, beside: DampedSettings | null = null, pairsWeight = 0): CartRecipe => ({
  name,
  pairs: beside,
  ridge: { lambda, halfLifeDays: RIDGE_HALF_LIFE_DAYS },
  pairsWeight,
});

/** Holds up on every log it was measured on; what a shop uses whose own window says nothing. */
export const DEFAULT_CART: CartRecipe = pairs("damped .3", CART_SETTINGS);

/** What a shop chooses from, the default first. */
export const CART_RECIPES: readonly CartRecipe[] = [
  DEFAULT_CART,
  pairs("damped .5", { ...CART_SETTINGS, alpha: 0.5 }),
  pairs("page scores", ITEM_PAGE_SETTINGS),
  pairs("plain counts", PLAIN_COUNTS),
  ridge("ridge 30 + damped", 30, CART_SETTINGS, 1),
  ridge("ridge 30 + page", 30, ITEM_PAGE_SETTINGS, 1),
  // Those of one ridge follow one another: it is solved once and then forgotten.
  ridge("ridge 30", 30),
  ridge("ridge 100", 100),
  ridge("ridge 10", 10),
];

export interface CartEngine extends Recommender {
  /** The usual size of the scores of each engine that is added up; none where there is one. */
  readonly sizes: readonly number[];
}

/** Engines that know only some products of a cart, as large as those that know all. */
export interface SomeOfCarts {
  readonly products: readonly number[];
  readonly sizes: readonly number[];
}

/**
 * Engines of one log. The ridge of the latest recipe is kept, since it takes its time; two would take much memory.
 *
 * @param some - given to spare the ridges of all other products.
 */
export function cartEngines(
  log: BasketLog,
  now: EpochMs,
  some: SomeOfCarts | null = null,
): (recipe: CartRecipe) => CartEngine {
  let solved: { readonly key: string; readonly engine: Recommender } | null = null;
  const ridgeOf = (settings: LocalRidgeSettings) => {
    const key = JSON.stringify(settings);
    if (solved?.key !== key) {
      // Forgotten before the next is solved.
      solved = null;
      solved = { key, engine: localRidge(log, settings, now, some?.products) };
    }
    return solved.engine;
  };
  return ({ name, pairs: damped, ridge: settings, pairsWeight }) => {
    const parts = [
      ...(settings === null ? [] : [{ engine: ridgeOf(settings), weight: 1 }]),
      ...(damped === null ? [] : [{ engine: dampedPairs(log, damped, now), weight: pairsWeight }]),
    ];
    if (parts.length === 1) return { ...parts[0]!.engine, name, sizes: [] };
    const sizes = some?.sizes ?? parts.map(({ engine }) => typicalBest(log, engine));
    const sized = parts.map((part, at) => ({ ...part, size: sizes[at]! }));
    return { ...mixed(log, name, sized), sizes };
  };
}
