import { madeLists, popularList, type CandidateLists, type Shop } from "./made-lists";

/** Each product bought longer ago says a little less. */
const FADING = 0.9;

/**
 * What a customer may like: what goes with the products they bought last, as for a cart that holds all of them, then
 * what sells now. What they bought already is left out.
 *
 * @param bought - products, latest first, each once
 * @param candidates - of each of them
 * @returns ids of products, best first, each once
 */
export function forYou(
  bought: readonly string[],
  candidates: ReadonlyMap<string, CandidateLists>,
  shop: Shop,
  length: number,
): string[] {
  const sums = new Map<string, number>();
  bought.forEach((productId, place) => {
    const lists = candidates.get(productId);
    if (lists === undefined) return;
    for (const { productId: partner, weight } of madeLists(productId, lists, shop).cart) {
      sums.set(partner, (sums.get(partner) ?? 0) + weight * FADING ** place);
    }
  });
  const ranked = [...sums].sort(([, a], [, b]) => b - a).map(([productId]) => productId);
  const selling = popularList(shop).map(({ productId }) => productId);
  const owned = new Set(bought);
  return [...new Set([...ranked, ...selling])].filter((productId) => !owned.has(productId)).slice(0, length);
}
