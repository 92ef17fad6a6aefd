import type { ShopProfile } from "~/adapters/db/shop/profile.server";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { EpochMs } from "~/domain/time/shop-time";

/** What the numbers of a shop depend on besides its orders, as of a moment. */
export function contextAsOf(profile: ShopProfile, asOf: EpochMs): MetricContext {
  const { timeZone, definitions, currencyCode, isHistoryLimited, checkoutsKnownFrom } = profile;
  return { timeZone, asOf, definitions, currencyCode, isHistoryLimited, checkoutsKnownFrom };
}
