import type { Tx } from "~/adapters/db/connect/tenant.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
import { readMetric } from "~/domain/metrics/catalogue/read-metric";
import { defaultRange } from "~/domain/time/reporting-window";
import type { EpochMs } from "~/domain/time/shop-time";
import { contextAsOf } from "~/features/totals/context-as-of";
import { totalsOfNow } from "~/features/totals/totals-of-now.server";
import type { RecentCoverage } from "./measuring";

/** Of the online orders of the last 30 full days, how many the pixel saw being placed; null before any is known. */
export async function readRecentCoverage(tx: Tx, shopId: string, now: EpochMs): Promise<RecentCoverage | null> {
  const profile = await readShopProfile(tx, shopId);
  if (profile === null) return null;
  const context = contextAsOf(profile, now);
  const range = defaultRange({ now, timeZone: profile.timeZone });
  const reader = totalsOfNow(tx, shopId, profile, context);
  const { numerator, denominator } = await readMetric("pixel_coverage", reader, range, context);
  return numerator === null || !denominator ? null : { seen: numerator, orders: denominator };
}
