import type { StorefrontEvent } from "~/domain/measurement/storefront-event";
import type { EpochMs } from "~/domain/time/shop-time";

const EARLIEST_MS = 24 * 60 * 60 * 1000;
const LATEST_MS = 5 * 60 * 1000;

/** The event no further from its receipt than a day before and five minutes after: clocks of shoppers may be wrong. */
export function datedWithin(event: StorefrontEvent, receivedAt: EpochMs): StorefrontEvent {
  const at = Math.min(Math.max(event.at, receivedAt - EARLIEST_MS), receivedAt + LATEST_MS);
  return at === event.at ? event : { ...event, at };
}
