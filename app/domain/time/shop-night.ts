import { addDays, dayOf, type EpochMs, HOUR_MS, MINUTE_MS, startOfDay } from "./shop-time";

const NIGHT_STARTS_AFTER_MS = 2 * HOUR_MS;
const NIGHT_MINUTES = 120;

/**
 * When a shop's daily work is due next: between two and four hours after its midnight, at a minute of its own, so
 * that the shops of a time zone do not all begin at once.
 *
 * @param shopId - Shopify's numeric id, which the minute is taken from.
 * @returns an instant after `now`, by at most a day and the hour a clock may be put back.
 */
export function nextNight(now: EpochMs, timeZone: string, shopId: string): EpochMs {
  const minute = Number(BigInt(shopId) % BigInt(NIGHT_MINUTES));
  const nightOf = (day: string) => startOfDay(day, timeZone) + NIGHT_STARTS_AFTER_MS + minute * MINUTE_MS;
  const today = dayOf(now, timeZone);
  const tonight = nightOf(today);
  return tonight > now ? tonight : nightOf(addDays(today, 1));
}
