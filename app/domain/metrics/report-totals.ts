import type { ShopHistory } from "~/domain/orders/history";
import type { Segment } from "~/domain/orders/segment";
import { previousPeriod, previousYear, type DayRange } from "~/domain/time/reporting-window";
import { addDays, dayOf } from "~/domain/time/shop-time";
import type { ReportTotals } from "./all-metrics";
import { checkoutTotals } from "./checkout-totals";
import { customerRhythm } from "./customer-rhythm";
import { trailingRange } from "./customer-value";
import { forecastTotals } from "./forecast-totals";
import { customerTotals, repeatersInRange } from "./customer-totals";
import { lifetimeTotals } from "./lifetime-totals";
import { matureCustomers } from "./mature-customers";
import type { MetricContext } from "./metric-context";
import { medianOfOrderValues } from "./order-values";
import { purchaseBook, type Purchaser } from "./purchase-book";
import { acquiredIn } from "./segmented-book";
import { salesTotals } from "./sales-totals";
import { firstPurchaseTimes } from "./time-to-first-purchase";
import { secondPurchaseTimes } from "./time-to-second-purchase";
import { topCustomers } from "./top-customers";
import { VALUE_HORIZONS_DAYS, type MatureCustomers, type ValueHorizon } from "./totals";

/** The totals of one range and segment, folded from the shop's whole history: exact for any as-of. */
export function reportTotals(
  { orders, checkouts }: ShopHistory,
  range: DayRange,
  context: MetricContext,
  segment: Segment = {},
): ReportTotals {
  const book = purchaseBook(orders, context);
  const acquired = acquiredIn(book, segment);
  const asOfDay = dayOf(context.asOf, context.timeZone);
  const matureBy = (rangeOf: (horizon: ValueHorizon) => DayRange) =>
    Object.fromEntries(
      VALUE_HORIZONS_DAYS.map((horizon) => [
        horizon,
        matureCustomers(orders, rangeOf(horizon), horizon, context, segment),
      ]),
    ) as Record<ValueHorizon, MatureCustomers>;
  return {
    sales: salesTotals(orders, range, context, segment),
    salesBefore: salesTotals(orders, previousPeriod(range), context, segment),
    salesYearBefore: salesTotals(orders, previousYear(range), context, segment),
    customers: customerTotals(orders, range, context, segment),
    repeatersInRange: repeatersInRange(orders, range, context, segment),
    customersTrailing365: customerTotals(orders, trailing365(range), context, segment),
    lifetime: lifetimeTotals(orders, context, segment),
    mature: matureBy(() => range),
    matureTrailing: matureBy((horizon) => trailingRange(asOfDay, horizon)),
    checkouts: checkoutTotals({ orders, checkouts }, range, context),
    medianOrderValue: medianOfOrderValues(orders, range, context, segment),
    firstPurchases: firstPurchaseTimes(acquired, range),
    ...timelineTotals(acquired, range, context),
    forecast: forecastTotals(book, segment, context),
  };
}

/** The totals that need every customer's purchases one by one. */
export function timelineTotals(
  purchasers: readonly Purchaser[],
  range: DayRange,
  context: MetricContext,
): Pick<ReportTotals, "rhythm" | "secondPurchases" | "topTenth" | "topHundredth"> {
  return {
    rhythm: customerRhythm(purchasers, range, context),
    secondPurchases: secondPurchaseTimes(purchasers, range, context),
    topTenth: topCustomers(purchasers, 0.1),
    topHundredth: topCustomers(purchasers, 0.01),
  };
}

/** The 365 days that end with the range's last day. */
export function trailing365({ to }: DayRange): DayRange {
  return { from: addDays(to, -364), to };
}
