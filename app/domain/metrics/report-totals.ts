import type { ShopHistory } from "../history";
import { previousPeriod, previousYear, type DayRange } from "../reporting-window";
import { addDays, dayOf } from "../shop-time";
import type { ReportTotals } from "./all-metrics";
import { checkoutTotals } from "./checkout-totals";
import { customerRhythm } from "./customer-rhythm";
import { trailingRange } from "./customer-value";
import { customerTotals, repeatersInRange } from "./customer-totals";
import { lifetimeTotals } from "./lifetime-totals";
import { matureCustomers } from "./mature-customers";
import type { MetricContext } from "./metric-context";
import { medianOfOrderValues } from "./order-values";
import { purchaseBook, type Purchaser } from "./purchase-book";
import { salesTotals } from "./sales-totals";
import { secondPurchaseTimes } from "./time-to-second-purchase";
import { topCustomers } from "./top-customers";
import { VALUE_HORIZONS_DAYS, type MatureCustomers, type ValueHorizon } from "./totals";

/** The totals of one range, folded from the shop's whole history: exact for any as-of. */
export function reportTotals(
  { orders, checkouts }: ShopHistory,
  range: DayRange,
  context: MetricContext,
): ReportTotals {
  const asOfDay = dayOf(context.asOf, context.timeZone);
  const matureBy = (rangeOf: (horizon: ValueHorizon) => DayRange) =>
    Object.fromEntries(
      VALUE_HORIZONS_DAYS.map((horizon) => [horizon, matureCustomers(orders, rangeOf(horizon), horizon, context)]),
    ) as Record<ValueHorizon, MatureCustomers>;
  return {
    sales: salesTotals(orders, range, context),
    salesBefore: salesTotals(orders, previousPeriod(range), context),
    salesYearBefore: salesTotals(orders, previousYear(range), context),
    customers: customerTotals(orders, range, context),
    repeatersInRange: repeatersInRange(orders, range, context),
    customersTrailing365: customerTotals(orders, trailing365(range), context),
    lifetime: lifetimeTotals(orders, context),
    mature: matureBy(() => range),
    matureTrailing: matureBy((horizon) => trailingRange(asOfDay, horizon)),
    checkouts: checkoutTotals({ orders, checkouts }, range, context),
    medianOrderValue: medianOfOrderValues(orders, range, context),
    ...timelineTotals(purchaseBook(orders, context).purchasers, range, context),
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
