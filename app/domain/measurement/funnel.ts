import type { EventName } from "./storefront-event";

/** The steps of the closed funnel: who reaches one has reached those before it. */
export const FUNNEL_STEPS = ["product", "cart", "checkout", "completed"] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

/** How far one got within the checkout; those who complete it have been through all of it. */
export const CHECKOUT_STEPS = ["started", "contact", "address", "shipping", "payment", "completed"] as const;
export type CheckoutStep = (typeof CHECKOUT_STEPS)[number];

/** How many steps of the checkout an event shows to be reached; 0 for what happens before it. */
export const CHECKOUT_DEPTH: Readonly<Partial<Record<EventName, number>>> = {
  checkout_started: 1,
  checkout_contact_info_submitted: 2,
  checkout_address_info_submitted: 3,
  checkout_shipping_info_submitted: 4,
  payment_info_submitted: 5,
  checkout_completed: 6,
};

/** How many steps of the funnel an event shows to be reached. */
export function funnelDepth(name: EventName): number {
  if (name === "product_viewed") return 1;
  if (name === "product_added_to_cart") return 2;
  const depth = CHECKOUT_DEPTH[name] ?? 0;
  return depth === 0 ? 0 : depth < CHECKOUT_STEPS.length ? 3 : 4;
}
