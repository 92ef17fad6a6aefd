import { type BasketLog, basketsWith } from "../basket-log";
import type { ContextProduct, Recommender } from "../recommender";
import { LIST_PLACES } from "./measures";

/** All products, those in most baskets first, then by index. Every tie and every free place follows this order. */
export function productOrder(log: BasketLog): Uint32Array {
  const counts = Float64Array.from({ length: log.productCount }, (_, product) => basketsWith(log, product));
  return Uint32Array.from({ length: log.productCount }, (_, product) => product).sort(
    (a, b) => counts[b]! - counts[a]! || a - b,
  );
}

/** What an engine lists for a context, free places filled with best sellers that are not in it. */
export function filledList(engine: Recommender, context: readonly ContextProduct[], order: Uint32Array): number[] {
  const list = context.length === 0 ? [] : engine.scores(context, LIST_PLACES).map(({ product }) => product);
  const taken = new Set(list);
  for (const { product } of context) taken.add(product);
  for (let at = 0; list.length < LIST_PLACES && at < order.length; at++) {
    const product = order[at]!;
    if (!taken.has(product)) list.push(product);
  }
  return list;
}
