import type { Checkout, Context, CustomEvent, PixelEvents, ProductVariant } from "@shopify/web-pixels-extension";
import { arrivalOf, deviceOf, type Arrival, type Device } from "./context";
import { typedText } from "./plain-text";
import { clickedRecommendation, shownRecommendations, type Recommendation } from "./recommendation";

export const OBSERVED = [
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
] as const satisfies readonly (keyof PixelEvents)[];

/** What the theme block publishes once shoppers had its list before their eyes. */
export const REC_VIEWED = "comeback:rec_viewed";

export type ObservedEvent = PixelEvents[(typeof OBSERVED)[number]];

/** An event as the endpoint takes it: nothing that names, reaches or locates a person. */
export interface WireEvent extends Details, Partial<Arrival> {
  readonly id: string;
  readonly clientId: string;
  readonly at: string;
  readonly seq?: number;
  readonly name: (typeof OBSERVED)[number] | "rec_viewed";
  readonly device?: Device;
}

interface Details {
  readonly productId?: string;
  readonly variantId?: string;
  readonly query?: string;
  readonly results?: number;
  readonly checkoutToken?: string;
  readonly orderId?: string;
  readonly customerId?: string;
  readonly alert?: string;
  readonly rec?: Recommendation;
}

export function wireEvent(event: ObservedEvent, customerId: string | undefined): WireEvent {
  return { ...commonParts(event, customerId), name: event.name, ...detailsOf(event) };
}

/** Null for an announcement that names no list. */
export function recommendationsViewed(event: CustomEvent, customerId: string | undefined): WireEvent | null {
  const rec = shownRecommendations(event.customData);
  return rec && { ...commonParts(event, customerId), name: "rec_viewed", rec };
}

function commonParts(
  event: Pick<ObservedEvent, "id" | "clientId" | "timestamp" | "seq"> & { readonly context?: Context },
  customerId: string | undefined,
) {
  const { id, clientId, timestamp, seq, context } = event;
  return {
    id,
    clientId,
    at: timestamp,
    seq,
    customerId: digitsOf(customerId),
    ...(context && { device: deviceOf(context), ...arrivalOf(context.document) }),
  };
}

function detailsOf(event: ObservedEvent): Details {
  switch (event.name) {
    case "product_viewed":
      return {
        ...variantOf(event.data.productVariant),
        rec: clickedRecommendation(event.context?.document.location.search),
      };
    case "product_added_to_cart":
    case "product_removed_from_cart":
      return variantOf(event.data.cartLine?.merchandise);
    case "search_submitted": {
      const { query, productVariants } = event.data.searchResult;
      return { query: typedText(query)?.toLowerCase(), results: productVariants.length };
    }
    case "checkout_started":
    case "checkout_contact_info_submitted":
    case "checkout_address_info_submitted":
    case "checkout_shipping_info_submitted":
    case "payment_info_submitted":
    case "checkout_completed":
      return checkoutOf(event.data.checkout);
    case "alert_displayed":
      // What it says and what was typed stay with the shopper.
      return { alert: event.data.alert.type };
    case "page_viewed":
    case "collection_viewed":
    case "cart_viewed":
      return {};
  }
}

function variantOf(variant: ProductVariant | undefined): Details {
  return { productId: digitsOf(variant?.product.id), variantId: digitsOf(variant?.id) };
}

function checkoutOf({ token, order }: Checkout): Details {
  const customerId = digitsOf(order?.customer?.id);
  return {
    checkoutToken: token ?? undefined,
    orderId: digitsOf(order?.id),
    ...(customerId !== undefined && { customerId }),
  };
}

/** 42 of "42" and of "gid://shopify/Product/42". */
function digitsOf(id: string | null | undefined): string | undefined {
  return /(\d+)$/.exec(id ?? "")?.[1];
}
