import type { EpochMs } from "~/domain/time/shop-time";

/** What the web pixel tells, by Shopify's names; `rec_viewed` is our own. */
export const EVENT_NAMES = [
  "page_viewed",
  "product_viewed",
  "collection_viewed",
  "search_submitted",
  "product_added_to_cart",
  "product_removed_from_cart",
  "cart_viewed",
  "checkout_started",
  "checkout_contact_info_submitted",
  "checkout_address_info_submitted",
  "checkout_shipping_info_submitted",
  "payment_info_submitted",
  "checkout_completed",
  "alert_displayed",
  "rec_viewed",
] as const;
export type EventName = (typeof EVENT_NAMES)[number];

export const DEVICES = ["mobile", "tablet", "desktop"] as const;
export type Device = (typeof DEVICES)[number];

/** The place and the kind of list that showed a recommendation, and its place in the list from 1. */
export interface RecommendationTrace {
  readonly place: string;
  readonly list: string;
  readonly position: number | null;
}

/** One thing a consenting shopper did. Nothing in it names a person but the customer's id, where the shop knows it. */
export interface StorefrontEvent {
  /** The pixel's own; an event that comes twice is one event. */
  readonly id: string;
  /** As the pixel sends it, or the keyed hash that is stored in its place. */
  readonly clientId: string;
  readonly at: EpochMs;
  /** Its place among events of the same moment; 0 where the pixel gives none. */
  readonly seq: number;
  readonly name: EventName;
  readonly device: Device | null;
  /** The referring host; empty where there was none or it was the shop itself, null where nothing is known. */
  readonly referrer: string | null;
  readonly utmSource: string | null;
  readonly utmMedium: string | null;
  readonly utmCampaign: string | null;
  readonly path: string | null;
  readonly customerId: string | null;
  readonly productId: string | null;
  readonly variantId: string | null;
  /** Whether the variant that was looked at could be bought at that moment; null where nobody knows. */
  readonly inStock: boolean | null;
  /** What was searched for, or the keyed hash that is stored in its place. */
  readonly query: string | null;
  /** How many results the search had. */
  readonly results: number | null;
  readonly checkoutToken: string | null;
  readonly orderId: string | null;
  /** The type of an alert in the cart or checkout. */
  readonly alert: string | null;
  readonly rec: RecommendationTrace | null;
}

/** An event of which only the parts named are known. */
export function storefrontEvent(
  parts: Pick<StorefrontEvent, "id" | "clientId" | "at" | "name"> & Partial<StorefrontEvent>,
): StorefrontEvent {
  return {
    seq: 0,
    device: null,
    referrer: null,
    utmSource: null,
    utmMedium: null,
    utmCampaign: null,
    path: null,
    customerId: null,
    productId: null,
    variantId: null,
    inStock: null,
    query: null,
    results: null,
    checkoutToken: null,
    orderId: null,
    alert: null,
    rec: null,
    ...parts,
  };
}
