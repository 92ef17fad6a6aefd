import { basketsWith } from "../basket-log";
import type { Recommender } from "../recommender";
import { filledList, productOrder } from "./filled-list";
import type { HeldOut } from "./hold-out";
import { meanOf, type Measures, measuresOf } from "./measures";

export interface CartMeasures extends Measures {
  /** NDCG of each basket, to compare engines basket by basket. */
  readonly ofBaskets: Float64Array;
}

/**
 * Cart: one product of each basket is hidden, and to be found from the others.
 *
 * @returns null when no held-out basket has two products.
 */
export function cartTask(engine: Recommender, { training, baskets }: HeldOut): CartMeasures | null {
  const order = productOrder(training);
  const perBasket: Measures[] = [];
  for (const { products, hidden } of baskets) {
    if (hidden === null) continue;
    const cart = products
      .filter((product) => product !== hidden && basketsWith(training, product) > 0)
      .map((product) => ({ product, weight: 1 }));
    perBasket.push(measuresOf(filledList(engine, cart, order), new Set([hidden])));
  }
  const mean = meanOf(perBasket);
  return mean && { ...mean, ofBaskets: Float64Array.from(perBasket, ({ ndcg10 }) => ndcg10) };
}
