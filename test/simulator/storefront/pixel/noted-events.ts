import type { Response } from "express";
import { z } from "zod";
import type { ShopStore } from "../../store/shop-store";
import { cookieValue } from "../buyer/cart";
import { setCookie } from "../buyer/set-cookie";
import { cartLinePayload, checkoutPayload } from "./payloads";
import type { StoreEvent } from "./pixel-page";

const COOKIE = "pixel_noted";

const CHECKOUT_EVENTS = [
  "checkout_started",
  "checkout_contact_info_submitted",
  "checkout_address_info_submitted",
  "checkout_shipping_info_submitted",
  "payment_info_submitted",
  "checkout_completed",
] as const;

const notedSchema = z.array(
  z.union([
    z.object({
      name: z.enum(["product_added_to_cart", "product_removed_from_cart"]),
      variantId: z.number(),
      quantity: z.number(),
    }),
    z.object({ name: z.enum(CHECKOUT_EVENTS), token: z.string() }),
  ]),
);

export type NotedEvent = z.infer<typeof notedSchema>[number];

/** Notes what a form did; the page that follows tells it to pixels, once. */
export function noteEvents(response: Response, events: readonly NotedEvent[]): void {
  if (events.length > 0) setCookie(response, COOKIE, Buffer.from(JSON.stringify(events)).toString("base64url"));
}

/** What forms before this page did. Read once: a reload tells nothing again. */
export function takeNotedEvents(response: Response, cookies: string | undefined, shop: ShopStore): StoreEvent[] {
  const value = cookieValue(cookies, COOKIE);
  if (value === null) return [];
  response.clearCookie(COOKIE, { path: "/" });
  try {
    const noted = notedSchema.parse(JSON.parse(Buffer.from(value, "base64url").toString("utf8")));
    return noted.flatMap((event) => toldEvent(shop, event) ?? []);
  } catch {
    return [];
  }
}

/** What Shopify tells pixels of it; null when it is gone. */
export function toldEvent(shop: ShopStore, noted: NotedEvent): StoreEvent | null {
  if ("variantId" in noted) {
    return { name: noted.name, data: { cartLine: cartLinePayload(shop, noted.variantId, noted.quantity) } };
  }
  const checkout = shop.checkoutByToken(noted.token);
  if (checkout === undefined) return null;
  const payload = checkoutPayload(shop, checkout);
  // Shopify names the order at the end only.
  return {
    name: noted.name,
    data: { checkout: noted.name === "checkout_completed" ? payload : { ...payload, order: null } },
  };
}
