import { readFirstPurchaseTimes, readSecondPurchaseWaits } from "~/adapters/db/facts/first-purchases.server";
import { readLiftOfRange } from "~/adapters/db/recommendations/lift-sums.server";
import { readMeasuredRecommendations } from "~/adapters/db/recommendations/measured-recommendations.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { customerRhythm } from "~/domain/metrics/customers/customer-rhythm";
import type { ForecastTotals } from "~/domain/metrics/totals/forecast-totals";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { Purchaser } from "~/domain/metrics/history/purchase-book";
import { secondPurchaseTimesOf } from "~/domain/metrics/customers/time-to-second-purchase";
import { rememberingTotals, type TotalsReader } from "~/domain/metrics/totals/totals-reader";
import { isWholeShop, type Segment } from "~/domain/orders/segment";
import {
  readMeasuredCarts,
  readMeasuredOrders,
  readMeasuredSales,
  readMeasuredSessions,
  readPriorPurchases,
} from "./measured-totals.server";
import { readMedianOrderValue } from "./order-values.server";
import { readCheckoutTotals, readRepeatersInRange } from "./rollups.server";
import {
  readBuyersIn,
  readCustomersIn,
  readLifetimeTotalsIn,
  readMatureCustomersIn,
  readSalesTotalsIn,
} from "./segments.server";
import { readTopCustomers } from "./top-customers.server";

/** What is read from elsewhere, and only when it is asked for. */
export interface BesideTotals {
  /** Those whose first purchase belongs to the segment. */
  purchasers(): Promise<readonly Purchaser[]>;
  /** Of the forecast that is shown. */
  forecast(): Promise<ForecastTotals>;
}

/** The totals of now: from the rollups, or of a segment from its facts. */
export function storedTotals(
  tx: Tx,
  shopId: string,
  context: MetricContext,
  segment: Segment,
  { purchasers, forecast }: BesideTotals,
): TotalsReader {
  const { asOf, definitions } = context;
  return rememberingTotals({
    sales: (range) => readSalesTotalsIn(tx, shopId, range, segment),
    medianOrderValue: (range) => readMedianOrderValue(tx, shopId, { ...range, until: null }, segment),
    customers: (range) => readBuyersIn(tx, shopId, range, segment),
    repeaters: async (range) =>
      isWholeShop(segment)
        ? readRepeatersInRange(tx, shopId, range)
        : (await readCustomersIn(tx, shopId, range, segment)).repeaters,
    mature: (acquired, horizonDays) => readMatureCustomersIn(tx, shopId, acquired, horizonDays, asOf, segment),
    lifetime: () => readLifetimeTotalsIn(tx, shopId, segment),
    checkouts: (range) => readCheckoutTotals(tx, shopId, range, asOf),
    sessions: (range) => readMeasuredSessions(tx, shopId, range),
    carts: (range) => readMeasuredCarts(tx, shopId, range, asOf),
    measuredOrders: (range) => readMeasuredOrders(tx, shopId, range, definitions.checkoutSources),
    measuredSales: (range) => readMeasuredSales(tx, shopId, range),
    priorPurchases: (range) => readPriorPurchases(tx, shopId, range),
    recommendations: (range) => readMeasuredRecommendations(tx, shopId, range),
    lift: (range) => readLiftOfRange(tx, shopId, range),
    firstPurchases: (range) => readFirstPurchaseTimes(tx, shopId, range, segment),
    secondPurchases: async (range) =>
      secondPurchaseTimesOf(await readSecondPurchaseWaits(tx, shopId, range, asOf, segment)),
    rhythm: async (range) => customerRhythm(await purchasers(), range, context),
    top: async () => {
      const [tenth, hundredth] = await readTopCustomers(tx, shopId, [0.1, 0.01], segment);
      if (!tenth || !hundredth) throw new Error("two shares were asked for and fewer came back");
      return { tenth, hundredth };
    },
    forecast,
  });
}
