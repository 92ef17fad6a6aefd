import { type BasketLog, basketsWith } from "../basket-log";
import type { Recommender } from "../recommender";
import { ScoreTable } from "../score-table";
import { itemToItem } from "./item-to-item";
import { invertSymmetric } from "./symmetric-inverse";

/**
 * EASE (Steck 2019): every product explained by all others in one ridge regression, B = I - P / diag(P) with P the
 * inverse of the joint counts plus lambda. A dense inverse: for catalogues of some thousand products.
 */
export function ease(log: BasketLog, lambda: number): Recommender {
  // Products nobody bought have no part in it.
  const products = Uint32Array.from({ length: log.productCount }, (_, product) => product).filter(
    (product) => basketsWith(log, product) > 0,
  );
  const place = new Uint32Array(log.productCount);
  products.forEach((product, at) => (place[product] = at));
  const size = products.length;
  const inverse = jointCounts(log, place, size);
  for (let at = 0; at < size; at++) inverse[at * size + at]! += lambda;
  invertSymmetric(inverse, size);

  const table = new ScoreTable(log);
  return itemToItem(log, { name: "EASE", settings: { lambda } }, (seed, limit) => {
    if (basketsWith(log, seed) === 0) return [];
    const row = place[seed]!;
    for (let at = 0; at < size; at++) {
      const value = at <= row ? inverse[row * size + at]! : inverse[at * size + row]!;
      // What a basket with the seed adds to the other product.
      if (at !== row) table.add(products[at]!, -value / inverse[at * size + at]!);
    }
    return table.take(limit);
  });
}

/** Joint counts of all pairs, the products' own on the diagonal; the lower triangle. */
function jointCounts(log: BasketLog, place: Uint32Array, size: number): Float64Array {
  const counts = new Float64Array(size * size);
  for (let basket = 0; basket < log.basketCount; basket++) {
    const places = log.items.subarray(log.starts[basket], log.starts[basket + 1]).map((product) => place[product]!);
    places.sort();
    for (let i = 0; i < places.length; i++) {
      for (let j = 0; j <= i; j++) counts[places[i]! * size + places[j]!]! += 1;
    }
  }
  return counts;
}
