import { growing } from "~/domain/numeric/growing-array";
import type { Recommendation, RecommendationModel } from "../lists/recommendation-lists";
import type { PairEvidence } from "../pair-evidence";
import { CANDIDATES_KEPT } from "./list-kinds";

/** Ranked products of one list, by their index in the catalogue. */
export interface RankedProduct {
  readonly product: number;
  /** 1 to 1000 in a cart's list, else 0. */
  readonly weight: number;
  readonly evidence: PairEvidence | null;
}

/** Many lists in flat arrays, so that those of a whole catalogue pass from thread to thread without a copy. */
export interface PackedLists {
  /** Entries of list `l` stand from `starts[l]` to `starts[l + 1]`. */
  readonly starts: Uint32Array;
  readonly products: Uint32Array;
  readonly weights: Uint32Array;
  /** 0 where the two were never bought together. */
  readonly together: Uint32Array;
  readonly customers: Uint32Array;
  readonly lifts: Float64Array;
}

export interface ListPacker {
  add(list: readonly RankedProduct[]): void;
  packed(): PackedLists;
}

export function listPacker(): ListPacker {
  const starts = growing(Uint32Array);
  const products = growing(Uint32Array);
  const weights = growing(Uint32Array);
  const together = growing(Uint32Array);
  const customers = growing(Uint32Array);
  const lifts = growing(Float64Array);
  starts.push(0);
  return {
    add(list) {
      for (const { product, weight, evidence } of list) {
        products.push(product);
        weights.push(weight);
        together.push(evidence?.together ?? 0);
        customers.push(evidence?.customers ?? 0);
        lifts.push(evidence?.lift ?? 0);
      }
      starts.push(products.length);
    },
    packed: () => ({
      starts: starts.take(),
      products: products.take(),
      weights: weights.take(),
      together: together.take(),
      customers: customers.take(),
      lifts: lifts.take(),
    }),
  };
}

export function unpacked(lists: PackedLists, list: number): RankedProduct[] {
  const { starts, products, weights, together, customers, lifts } = lists;
  return Array.from({ length: starts[list + 1]! - starts[list]! }, (_, place) => {
    const at = starts[list]! + place;
    const count = together[at]!;
    const evidence = count === 0 ? null : { together: count, customers: customers[at]!, lift: lifts[at]! };
    return { product: products[at]!, weight: weights[at]!, evidence };
  });
}

/** The lists kept of each product, in the order they are packed in. */
export const PACKED_KINDS = ["together", "similar", "cart"] as const;

/**
 * What is kept of a model's lists: first what sells in the shop, then `PACKED_KINDS` of each product asked for; ranked
 * products only, without the sellers that fill free places.
 */
export function packedLists(model: RecommendationModel, products: Iterable<number>): PackedLists {
  const packer = listPacker();
  packer.add(model.popular(CANDIDATES_KEPT.popular).map(asRanked));
  for (const product of products) {
    const ranked = model.listFor(product, CANDIDATES_KEPT.together);
    packer.add(ranked.filter(({ source }) => source !== "recent_seller").map(asRanked));
    packer.add(model.similarTo(product, CANDIDATES_KEPT.similar).map(asRanked));
    packer.add(model.cartRow(product, CANDIDATES_KEPT.cart).map((partner) => ({ ...partner, evidence: null })));
  }
  return packer.packed();
}

function asRanked({ product, evidence }: Recommendation): RankedProduct {
  return { product, weight: 0, evidence: evidence && { ...evidence, lift: roundedLift(evidence.lift) } };
}

/** Two figures are said of it, and with more of them every order of the shop would change it. */
function roundedLift(lift: number): number {
  return Number(lift.toPrecision(2));
}
