import type { EpochMs } from "~/domain/time/shop-time";
import type { StorefrontEvent } from "./storefront-event";

/** Two adds of one variant by one client so close together are one: a theme asked twice. */
const SAME_ADD_MS = 2_000;

/** The order in which one client did things. */
export function inOrder(a: StorefrontEvent, b: StorefrontEvent): number {
  return a.at - b.at || a.seq - b.seq || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/**
 * What each client did up to `asOf`, in order; an event that came twice is there once, and so is an add.
 *
 * @param events - of all clients of one shop, in any order.
 */
export function eventsByClient(
  events: readonly StorefrontEvent[],
  asOf: EpochMs = Number.POSITIVE_INFINITY,
): ReadonlyMap<string, readonly StorefrontEvent[]> {
  const known = new Set<string>();
  const clients = new Map<string, StorefrontEvent[]>();
  for (const event of events) {
    if (event.at > asOf || known.has(event.id)) continue;
    known.add(event.id);
    const own = clients.get(event.clientId);
    if (own) own.push(event);
    else clients.set(event.clientId, [event]);
  }
  for (const [client, own] of clients) clients.set(client, withoutSameAdds(own.sort(inOrder)));
  return clients;
}

/** Without adds that only repeat the one before them: they are no events at all. @param events - of one client, in order. */
function withoutSameAdds(events: readonly StorefrontEvent[]): StorefrontEvent[] {
  const lastAdd = new Map<string, EpochMs>();
  return events.filter(({ name, variantId, at }) => {
    if (name !== "product_added_to_cart" || variantId === null) return true;
    const before = lastAdd.get(variantId);
    if (before !== undefined && at - before <= SAME_ADD_MS) return false;
    lastAdd.set(variantId, at);
    return true;
  });
}
