/** What decides whether a product may stand in a list. */
export interface ProductFacts {
  /** Shopify's word: ACTIVE, DRAFT, ARCHIVED or UNLISTED. */
  readonly status: string;
  /** On the online store. */
  readonly isPublished: boolean;
  readonly isGiftCard: boolean;
  /** A buyer could put one of its variants into a cart now. */
  readonly hasStock: boolean;
  /** Of its variants that cost anything, in minor units; null when none does. */
  readonly lowestPrice: number | null;
}

export type Obstacle = "not_published" | "gift_card" | "free" | "sold_out";

/** Shoppers can find its page, so that lists are made for it. An unlisted product is found by its address alone. */
export function isVisible({ status, isPublished }: ProductFacts): boolean {
  return status === "ACTIVE" && isPublished;
}

/**
 * Why a product may not be recommended; null when it may.
 *
 * @param allowSoldOut - the merchant's wish to show what is sold out, too.
 */
export function obstacleOf(product: ProductFacts, { allowSoldOut }: { allowSoldOut: boolean }): Obstacle | null {
  if (!isVisible(product)) return "not_published";
  if (product.isGiftCard) return "gift_card";
  if (product.lowestPrice === null) return "free";
  return product.hasStock || allowSoldOut ? null : "sold_out";
}
