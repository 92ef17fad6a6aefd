import { type CandidateLists, isShowable, madeLists, popularList, type Shop } from "./made-lists";
import type { ProfileProduct } from "../purchase-profile";

/** Of three places two are for what is due again, so that whatever a block shows, something new is among it. */
const DUE_IN_A_ROW = 2;

/**
 * What a customer may like: what they buy regularly and is due again, and between it what is new to them. New is what
 * goes with their purchases, as for a cart in which each counts by its weight, then what sells now.
 *
 * @param profile - all they bought, the one that says most first
 * @param candidates - of the products of the profile that are looked at
 * @returns ids of products, best first, each once
 */
export function forYou(
  profile: readonly ProfileProduct[],
  candidates: ReadonlyMap<string, CandidateLists>,
  shop: Shop,
  length: number,
): string[] {
  const due = profile.filter(({ productId, isDue }) => isDue && isShowable(productId, shop));
  return mixed(
    due.map(({ productId }) => productId),
    newProducts(profile, candidates, shop),
  ).slice(0, length);
}

function newProducts(
  profile: readonly ProfileProduct[],
  candidates: ReadonlyMap<string, CandidateLists>,
  shop: Shop,
): string[] {
  const sums = new Map<string, number>();
  for (const { productId, weight } of profile) {
    const lists = candidates.get(productId);
    if (lists === undefined) continue;
    for (const partner of madeLists(productId, lists, shop).cart) {
      sums.set(partner.productId, (sums.get(partner.productId) ?? 0) + weight * partner.weight);
    }
  }
  const ranked = [...sums].sort(([, a], [, b]) => b - a).map(([productId]) => productId);
  const selling = popularList(shop).map(({ productId }) => productId);
  const owned = new Set(profile.map(({ productId }) => productId));
  return [...new Set([...ranked, ...selling])].filter((productId) => !owned.has(productId));
}

/** Two that are due, one that is new, and so on; what is left of either follows. */
function mixed(due: readonly string[], fresh: readonly string[]): string[] {
  const list: string[] = [];
  for (let at = 0; at * DUE_IN_A_ROW < due.length; at++) {
    list.push(...due.slice(at * DUE_IN_A_ROW, (at + 1) * DUE_IN_A_ROW), ...fresh.slice(at, at + 1));
  }
  return [...new Set([...list, ...fresh])];
}
