import fc from "fast-check";
import { EVENT_NAMES, storefrontEvent, type StorefrontEvent } from "~/domain/measurement/storefront-event";
import { MINUTE_MS } from "~/domain/time/shop-time";

export const EVENTS_START = Date.UTC(2026, 2, 28, 20);

/** Moments on and around what ends a session, a cart or a repeated add. */
const pauses = fc.constantFrom(
  ...[0, 1_000, 2_000, 2_001, 5 * MINUTE_MS, 30 * MINUTE_MS, 30 * MINUTE_MS + 1],
  ...[3 * 60 * MINUTE_MS, 24 * 60 * MINUTE_MS, 24 * 60 * MINUTE_MS + 1_000],
);

const step = fc.record({
  clientId: fc.constantFrom("v1", "v2", "v3"),
  pause: pauses,
  seq: fc.integer({ min: 0, max: 2 }),
  name: fc.constantFrom(...EVENT_NAMES),
  device: fc.constantFrom(null, "mobile", "tablet", "desktop"),
  referrer: fc.constantFrom(null, "", "www.google.de", "m.facebook.com", "blog.example"),
  utmMedium: fc.constantFrom(null, null, "cpc", "email"),
  path: fc.constantFrom(null, "/", "/products/soap", "/de/collections/all"),
  customerId: fc.constantFrom(null, null, "1", "2"),
  variantId: fc.constantFrom(null, "11", "12"),
  inStock: fc.constantFrom(null, true, false),
  query: fc.constantFrom("soap", "tea"),
  results: fc.constantFrom(null, 0, 3),
  checkoutToken: fc.constantFrom(null, "t1", "t2", "t3"),
  alert: fc.constantFrom("PAYMENT_ERROR", "INVENTORY_ERROR"),
  rec: fc.constantFrom(null, { place: "product", list: "similar", position: 1 }),
} as const);

/** A few days of three visitors who share checkouts now and then. */
export const randomEvents: fc.Arbitrary<StorefrontEvent[]> = fc.array(step, { maxLength: 24 }).map((steps) => {
  let at = EVENTS_START;
  return steps.map(({ pause, name, variantId, query, results, checkoutToken, alert, ...rest }, index) => {
    at += pause;
    const isOfCheckout = name.startsWith("checkout_") || name === "payment_info_submitted";
    const isOfProduct = name === "product_viewed" || name === "product_added_to_cart";
    return storefrontEvent({
      ...rest,
      id: `e${(index * 7) % 24}`,
      at,
      name,
      ...(isOfProduct && { productId: variantId === "12" ? "2" : "1", variantId }),
      inStock: name === "product_viewed" ? rest.inStock : null,
      ...(name === "search_submitted" && { query, results }),
      ...(isOfCheckout && { checkoutToken }),
      ...(name === "alert_displayed" && { alert }),
    });
  });
});
