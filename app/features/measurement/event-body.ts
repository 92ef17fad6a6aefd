import { isRefused, parseStorefrontEvent } from "~/domain/measurement/parse-event";
import type { StorefrontEvent } from "~/domain/measurement/storefront-event";
import type { EpochMs } from "~/domain/time/shop-time";

/** More events than this cannot be told within the size a request may have. */
const MOST_EVENTS = 100;
const KEYS: readonly string[] = ["account", "sentAt", "events"];

export interface EventBody {
  /** What the pixel was given when it was switched on. */
  readonly account: string;
  /** By the shopper's clock; null where a pixel of an earlier version does not say. */
  readonly sentAt: EpochMs | null;
  readonly events: readonly StorefrontEvent[];
  /** How many were sent that are no events. */
  readonly malformed: number;
}

/** What a pixel sent, or null when it is nothing a pixel sends. One bad event takes nothing from the others. */
export function readEventBody(text: string): EventBody | null {
  const sent = objectOf(text);
  if (sent === null || Object.keys(sent).some((key) => !KEYS.includes(key))) return null;
  const { account, sentAt = null, events: list } = sent;
  if (typeof account !== "string" || !Array.isArray(list) || list.length > MOST_EVENTS) return null;
  if (sentAt !== null && typeof sentAt !== "number") return null;
  const events = list.map(parseStorefrontEvent).filter((parsed): parsed is StorefrontEvent => !isRefused(parsed));
  return { account, sentAt, events, malformed: list.length - events.length };
}

function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
