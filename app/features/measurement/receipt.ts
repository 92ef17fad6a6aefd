import type { StorefrontEvent } from "~/domain/measurement/storefront-event";
import { DAY_MS, type EpochMs, MINUTE_MS } from "~/domain/time/shop-time";

const EARLIEST_MS = DAY_MS;
const LATEST_MS = 5 * MINUTE_MS;

/**
 * The event, dated by our clock where the shopper's, which read `sentAt` as the event was sent, is more than five
 * minutes off; never more than a day before its receipt or five minutes after.
 */
export function datedByReceipt(event: StorefrontEvent, sentAt: EpochMs | null, receivedAt: EpochMs): StorefrontEvent {
  const behindMs = sentAt === null ? 0 : receivedAt - sentAt;
  const told = Math.abs(behindMs) > LATEST_MS ? event.at + behindMs : event.at;
  const at = Math.min(Math.max(told, receivedAt - EARLIEST_MS), receivedAt + LATEST_MS);
  return at === event.at ? event : { ...event, at };
}
