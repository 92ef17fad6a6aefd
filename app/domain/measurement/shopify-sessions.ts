import type { ShopDay } from "~/domain/time/shop-time";

/** What Shopify's own sessions are told apart by; `all` for not at all. */
export const SHOPIFY_DIMENSIONS = ["all", "device", "source", "country"] as const;
export type ShopifyDimension = (typeof SHOPIFY_DIMENSIONS)[number];

/** Sessions of people as Shopify counts them. They are a source of their own: no number mixes them with the pixel's. */
export interface ShopifySessions {
  readonly dimension: ShopifyDimension;
  /** Shopify's word, `mobile` or `Germany`; empty for all. */
  readonly key: string;
  readonly sessions: number;
  readonly withCart: number;
  readonly reachedCheckout: number;
  readonly completed: number;
}

export interface ShopifySessionDay extends ShopifySessions {
  readonly day: ShopDay;
}

/**
 * Sessions with a cart that completed no checkout: what cart abandonment is on the Shopify sessions basis.
 *
 * @returns null where more sessions completed a checkout than had a cart, as where shoppers buy without one.
 */
export function sessionsThatLeftCarts({ withCart, completed }: ShopifySessions): number | null {
  return completed > withCart ? null : withCart - completed;
}
