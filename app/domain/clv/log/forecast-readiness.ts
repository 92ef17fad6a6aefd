import type { Reason } from "~/words/records/reasons";
import type { ShopDay } from "~/domain/time/shop-time";
import { addDays, daysBetween } from "~/domain/time/shop-time";

/** What a shop must have before its forecast is shown. */
export const FORECAST_NEEDS = { customers: 200, repeaters: 50, historyDays: 26 * 7 } as const;

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

/** The same as a reason: what is enough is not spoken of. */
export function shortageReason({ missing, byDay }: ForecastShortage): Reason {
  const has = (what: MissingForForecast["what"], of = (amount: number) => amount) => {
    const found = missing.find((each) => each.what === what);
    return found ? String(of(found.has)) : "enough";
  };
  return {
    key: "forecastShort",
    values: {
      customers: has("customers"),
      neededCustomers: FORECAST_NEEDS.customers,
      repeaters: has("repeaters"),
      neededRepeaters: FORECAST_NEEDS.repeaters,
      weeks: has("historyDays", inWeeks),
      neededWeeks: inWeeks(FORECAST_NEEDS.historyDays),
      day: byDay ?? "unknown",
    },
  };
}

const inWeeks = (days: number) => Math.floor(days / 7);
