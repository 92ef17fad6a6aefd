import type { ShopProfile } from "~/adapters/db/shop/profile.server";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { firstWholeDay } from "~/domain/orders/known-checkouts";
import type { EpochMs } from "~/domain/time/shop-time";

/** What the numbers of a shop depend on besides its orders, as of a moment. */
export function contextAsOf(profile: ShopProfile, asOf: EpochMs): MetricContext {
  const { timeZone, definitions, currencyCode, isHistoryLimited, checkoutsKnownFrom, measuredFrom } = profile;
  return { timeZone, asOf, definitions, currencyCode, isHistoryLimited, checkoutsKnownFrom, measuredFrom };
}

/** The same for numbers that are folded from what is still kept: events that were deleted as too old are no part of it. */
export function contextOfHistory(profile: ShopProfile, asOf: EpochMs): MetricContext {
  const context = contextAsOf(profile, asOf);
  const { measuredFrom, eventsKeptFrom, timeZone } = profile;
  if (measuredFrom === null || eventsKeptFrom === null) return context;
  const keptFrom = firstWholeDay(eventsKeptFrom, timeZone);
  return { ...context, measuredFrom: keptFrom > measuredFrom ? keptFrom : measuredFrom };
}
