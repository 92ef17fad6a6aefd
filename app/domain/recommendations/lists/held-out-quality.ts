import type { BasketLog } from "../basket-log";
import { productOrder } from "../held-out/filled-list";
import { basketsOfSeveral, type HeldOut, holdOutSample } from "../held-out/hold-out";
import { type CatalogueProduct } from "./catalogue-product";
import { type RecommendationModel, recommendationModel } from "./recommendation-lists";
import type { ShopSettings } from "./shop-settings";

/** How a shop's lists, learned from what came before, met its latest baskets. */
export interface HeldOutQuality {
  /** Places of a list that count. */
  readonly places: number;
  /** Held-out baskets of two products and more that were looked at. */
  readonly baskets: number;
  /** Cases: each product of each basket as the one given. */
  readonly cases: number;
  /** Cases in which another product of the basket stands in the list. */
  readonly hits: number;
  /** The same of the best sellers, whatever is given. */
  readonly bestSellerHits: number;
}

/** `rec_hit_rate_k` is of the last fifth of the baskets. */
const HELD_OUT_SHARE = 0.2;
/** More take longer and change little. */
const MOST_BASKETS = 2500;

/**
 * Hit rate of the lists on the last fifth of the baskets by time, which the lists compared are not learned from, beside
 * that of best sellers.
 *
 * @param places - length of the list a shopper sees.
 * @returns null when no held-out basket has two products.
 */
export function heldOutQuality(
  catalogue: readonly CatalogueProduct[],
  log: BasketLog,
  settings: ShopSettings,
  places: number,
): HeldOutQuality | null {
  const { training, now, baskets } = lastFifth(log);
  if (baskets.length === 0) return null;
  const model = recommendationModel(catalogue, training, now, settings);
  const listOf = keptLists(model, places);
  const sellers = bestSellers(catalogue, training, places + 1);
  let [cases, hits, bestSellerHits] = [0, 0, 0];
  for (const { products } of baskets) {
    const held = new Set(products);
    for (const given of products) {
      const others = (list: readonly number[]) => list.some((product) => product !== given && held.has(product));
      cases += 1;
      if (others(listOf(given))) hits += 1;
      if (others(sellers.filter((product) => product !== given).slice(0, places))) bestSellerHits += 1;
    }
  }
  return { places, baskets: baskets.length, cases, hits, bestSellerHits };
}

function lastFifth(log: BasketLog): HeldOut {
  const times = log.times.slice().sort();
  const now = times[Math.floor(times.length * (1 - HELD_OUT_SHARE))] ?? 0;
  return holdOutSample(log, now, basketsOfSeveral(log, now), MOST_BASKETS);
}

function keptLists(model: RecommendationModel, places: number): (product: number) => readonly number[] {
  const lists: (readonly number[])[] = [];
  return (product) => (lists[product] ??= model.listFor(product, places).map((entry) => entry.product));
}

function bestSellers(catalogue: readonly CatalogueProduct[], log: BasketLog, count: number): number[] {
  return Array.from(
    productOrder(log)
      .filter((product) => catalogue[product]!.isEligible)
      .subarray(0, count),
  );
}
