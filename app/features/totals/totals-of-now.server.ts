import { readPurchasers } from "~/adapters/db/facts/purchasers.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { ShopProfile } from "~/adapters/db/shop/profile.server";
import { storedTotals } from "~/adapters/db/totals/stored-totals.server";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";
import type { Segment } from "~/domain/orders/segment";
import { readForecastTotals, readShownForecast } from "./stored-forecast.server";

/** The stored totals of now, with the forecast that is shown. */
export function totalsOfNow(
  tx: Tx,
  shopId: string,
  profile: ShopProfile,
  context: MetricContext,
  segment: Segment = {},
): TotalsReader {
  return storedTotals(tx, shopId, context, segment, {
    purchasers: () => readPurchasers(tx, shopId, segment),
    forecast: async () =>
      readForecastTotals(tx, shopId, await readShownForecast(tx, shopId, profile, context.asOf), segment),
  });
}
