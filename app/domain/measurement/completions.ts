import { inOrder } from "./client-events";
import type { StorefrontEvent } from "./storefront-event";

/** What names the checkout that an event completes: its token, else its order; null when nothing does. */
export function completedCheckout({ name, checkoutToken, orderId }: StorefrontEvent): string | null {
  if (name !== "checkout_completed") return null;
  return checkoutToken ?? (orderId === null ? null : `order ${orderId}`);
}

/** Ids of the events that complete a checkout: of each checkout the first that reports it, whoever does. */
export type Completing = ReadonlySet<string>;

/**
 * A completion that names no checkout stands for one of its own.
 *
 * @param already - checkouts that were completed by events that are no longer kept.
 */
export function completingEvents(
  events: Iterable<StorefrontEvent>,
  already: ReadonlySet<string> = new Set(),
): Completing {
  const first = new Map<string, StorefrontEvent>();
  const completing = new Set<string>();
  for (const event of events) {
    if (event.name !== "checkout_completed") continue;
    const checkout = completedCheckout(event);
    if (checkout === null) completing.add(event.id);
    else if (!already.has(checkout)) {
      const before = first.get(checkout);
      if (before === undefined || inOrder(event, before) < 0) first.set(checkout, event);
    }
  }
  for (const { id } of first.values()) completing.add(id);
  return completing;
}
