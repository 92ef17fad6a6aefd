import type { EpochMs } from "~/domain/time/shop-time";
import { cartEpisodesOf, type CartEpisode } from "./cart-episodes";
import { eventsByClient } from "./client-events";
import { completingEvents } from "./completions";
import { sessionsOf, type Session } from "./sessions";
import type { StorefrontEvent } from "./storefront-event";

/** All that was measured in a storefront. */
export interface Visits {
  readonly sessions: readonly Session[];
  readonly carts: readonly CartEpisode[];
}

/**
 * What the events of a shop say as of a moment: later ones are ignored.
 *
 * @param seenBefore - clients known from sessions that are no longer kept.
 */
export function visitsOf(
  events: readonly StorefrontEvent[],
  asOf: EpochMs,
  seenBefore: ReadonlySet<string> = new Set(),
): Visits {
  const clients = eventsByClient(events, asOf);
  const completing = completingEvents([...clients.values()].flat());
  const all = [...clients];
  return {
    sessions: all.flatMap(([client, own]) => sessionsOf(own, completing, seenBefore.has(client))),
    carts: all.flatMap(([, own]) => cartEpisodesOf(own, completing)),
  };
}
