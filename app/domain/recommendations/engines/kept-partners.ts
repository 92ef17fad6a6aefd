import type { Neighbour } from "../recommender";
import type { PartnersOf } from "./item-to-item";

/** Best partners of one product, packed: those of a whole catalogue may be kept. */
export interface KeptPartners {
  readonly products: Uint32Array;
  readonly scores: Float64Array;
}

/** Counts the partners of a product when they are first asked for, and keeps them. */
export function keptPartners(partnersOf: PartnersOf, limit: number): (product: number) => KeptPartners {
  const lists: KeptPartners[] = [];
  return (product) => {
    if (lists[product] === undefined) {
      const list = partnersOf(product, limit);
      lists[product] = {
        products: Uint32Array.from(list, (partner) => partner.product),
        scores: Float64Array.from(list, ({ score }) => score),
      };
    }
    return lists[product];
  };
}

export function listed({ products, scores }: KeptPartners, limit: number): Neighbour[] {
  return Array.from(products.subarray(0, limit), (product, at) => ({ product, score: scores[at]! }));
}
