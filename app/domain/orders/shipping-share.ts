import type { MinorUnits } from "~/domain/money";

/** What delivery costs of the basket it is for. The first bound of a group belongs to it. */
export const SHIPPING_SHARES = ["free", "under_10", "10_to_20", "over_20", "unknown"] as const;
export type ShippingShare = (typeof SHIPPING_SHARES)[number];

/**
 * @param shipping - before tax, at least 0; null while no price is known.
 * @param basket - merchandise after discounts, before tax; nothing at all makes any price a large part of it.
 */
export function shippingShareOf(shipping: MinorUnits | null, basket: MinorUnits): ShippingShare {
  if (shipping === null) return "unknown";
  if (shipping <= 0) return "free";
  if (shipping * 10 < basket) return "under_10";
  return shipping * 5 <= basket ? "10_to_20" : "over_20";
}
