import type { ShopDay } from "~/domain/time/shop-time";
import { addDays, daysBetween } from "~/domain/time/shop-time";

/** What a shop must have before its forecast is shown. */
const FORECAST_NEEDS = { customers: 200, repeaters: 50, historyDays: 26 * 7 } as const;

/** How much a shop has. */
export interface ForecastBasis {
  readonly customers: number;
  /** Customers who bought on a second day. */
  readonly repeaters: number;
  /** Null before the first purchase. */
  readonly firstDay: ShopDay | null;
}

export interface MissingForForecast {
  readonly what: keyof typeof FORECAST_NEEDS;
  readonly has: number;
  readonly needs: number;
}

/** Why there is no forecast yet, and the day it comes if the shop goes on as so far; null when nobody bought yet. */
export interface ForecastShortage {
  readonly missing: readonly MissingForForecast[];
  readonly byDay: ShopDay | null;
}

/** Null when the shop has enough. */
export function forecastShortage(
  { customers, repeaters, firstDay }: ForecastBasis,
  today: ShopDay,
): ForecastShortage | null {
  const historyDays = firstDay === null ? 0 : daysBetween(firstDay, today);
  const has = { customers, repeaters, historyDays };
  const missing = (["customers", "repeaters", "historyDays"] as const).flatMap((what) =>
    has[what] < FORECAST_NEEDS[what] ? [{ what, has: has[what], needs: FORECAST_NEEDS[what] }] : [],
  );
  if (missing.length === 0) return null;
  const waits = missing.map(({ what, has: had, needs }) =>
    what === "historyDays" ? needs - had : ((needs - had) * Math.max(historyDays, 1)) / had,
  );
  const longest = firstDay === null ? Number.POSITIVE_INFINITY : Math.ceil(Math.max(...waits));
  return { missing, byDay: longest <= FARTHEST_DAYS ? addDays(today, longest) : null };
}

/** A day beyond this is no promise worth making. */
const FARTHEST_DAYS = 3 * 365;

const WORDS: Record<MissingForForecast["what"], (missing: MissingForForecast) => string> = {
  customers: ({ has, needs }) => `${needs} customers (${has} so far)`,
  repeaters: ({ has, needs }) => `${needs} customers who bought on a second day (${has} so far)`,
  historyDays: ({ has, needs }) => `${needs / 7} weeks of history (${Math.floor(has / 7)} so far)`,
};

/** The same in a sentence a merchant understands. */
export function shortageSentence({ missing, byDay }: ForecastShortage): string {
  const needed = missing.map((each) => WORDS[each.what](each));
  const list = needed.length < 3 ? needed.join(" and ") : `${needed.slice(0, -1).join(", ")} and ${needed.at(-1)}`;
  const when = byDay === null ? "" : `; at this pace, on ${byDay}`;
  return `A forecast needs ${list}${when}.`;
}
