/** Lists a shopper sees: what goes well with a product, what stands in for it, a set to buy at once, what suits a cart, what sells. */
export type ListKind = "together" | "similar" | "set" | "cart" | "popular";

/** Lists that belong to a product; `popular` belongs to the shop. */
export const PRODUCT_LISTS = ["together", "similar", "set", "cart"] as const satisfies readonly ListKind[];
export type ProductListKind = (typeof PRODUCT_LISTS)[number];

/** No place shows more of a list; what follows stands by for products that sell out. */
export const MOST_SHOWN = 8;

/** Entries of a published list. */
export const LIST_LENGTHS: Readonly<Record<ListKind, number>> = {
  together: 12,
  similar: 12,
  set: 3,
  cart: 30,
  popular: 24,
};

/** Lists that are ranked; a set is chosen from what goes well. */
export type CandidateListKind = Exclude<ListKind, "set">;

/** Ranked products kept for a list, more than it holds: rules, bans and sold-out products take some away. */
export const CANDIDATES_KEPT: Readonly<Record<CandidateListKind, number>> = {
  together: 30,
  similar: 30,
  cart: 40,
  popular: 60,
};
