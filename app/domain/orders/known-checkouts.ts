import type { DayRange } from "~/domain/time/reporting-window";
import { addDays, DAY_MS, dayOf, startOfDay, type EpochMs, type ShopDay } from "~/domain/time/shop-time";

/** How long Shopify keeps abandoned checkouts in its list. */
const LIST_KEEPS_MS = 90 * DAY_MS;

/**
 * The day from which a shop's checkouts are known, abandoned ones included (`metrics` 5.3, "Where the rate begins").
 *
 * Before it Shopify's list is empty while orders are known: whoever left then would be missing and whoever bought not.
 *
 * @param firstReadAt - when the list was first read.
 * @param oldestActivityAt - last activity of the list's oldest entry by it; null when the list was empty.
 * @returns the first whole shop day the list reaches back to, or the day of an older entry where it kept one longer.
 */
export function checkoutsKnownFrom(firstReadAt: EpochMs, oldestActivityAt: EpochMs | null, timeZone: string): ShopDay {
  const reach = firstReadAt - LIST_KEEPS_MS;
  if (oldestActivityAt !== null && oldestActivityAt < reach) return dayOf(oldestActivityAt, timeZone);
  return firstWholeDay(reach, timeZone);
}

/** The first shop day of which no part lies before `moment`. */
export function firstWholeDay(moment: EpochMs, timeZone: string): ShopDay {
  const day = dayOf(moment, timeZone);
  return startOfDay(day, timeZone) === moment ? day : addDays(day, 1);
}

/** A range of which not every day's checkouts are known. */
export interface CheckoutCut {
  /** Null while Shopify's list was never read. */
  readonly knownFrom: ShopDay | null;
  /** Whether no day of the range is known. */
  readonly isUnknown: boolean;
}

/** How much of a range lies before the checkouts are known; null when all of it is known. */
export function cutOf(range: Partial<DayRange>, knownFrom: ShopDay | null): CheckoutCut | null {
  if (knownFrom === null) return { knownFrom, isUnknown: true };
  if (range.to !== undefined && range.to < knownFrom) return { knownFrom, isUnknown: true };
  return range.from === undefined || range.from < knownFrom ? { knownFrom, isUnknown: false } : null;
}

/** Whether checkouts that started on this day are known, abandoned ones included. */
export function isKnownDay(day: ShopDay, knownFrom: ShopDay | null): boolean {
  return knownFrom !== null && day >= knownFrom;
}
