import type { ShopHistory } from "~/domain/orders/history";
import type { Segment } from "~/domain/orders/segment";
import { checkoutTotals } from "./checkout-totals";
import { customerRhythm } from "~/domain/metrics/customers/customer-rhythm";
import { customerTotals, repeatersInRange } from "./customer-totals";
import { forecastTotals } from "./forecast-totals";
import { lifetimeTotals } from "./lifetime-totals";
import { matureCustomers } from "./mature-customers";
import { measuredOrders, measuredSales, priorPurchases } from "./measured-orders";
import { measuredRecommendations } from "./recommended-sales";
import { measuredCarts, measuredSessions, visitsOfHistory } from "./measured-sessions";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { medianOfOrderValues } from "./order-values";
import { because } from "~/domain/metrics/confidence/reason";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";
import { salesTotals } from "./sales-totals";
import { acquiredIn } from "~/domain/metrics/history/segmented-book";
import { firstPurchaseTimes } from "~/domain/metrics/customers/time-to-first-purchase";
import { secondPurchaseTimes } from "~/domain/metrics/customers/time-to-second-purchase";
import { topCustomers } from "~/domain/metrics/customers/top-customers";
import { rememberingTotals, type TotalsReader } from "./totals-reader";

/** The totals of any moment, folded from the shop's whole history: exact for any as-of. */
export function foldedTotals(history: ShopHistory, context: MetricContext, segment: Segment = {}): TotalsReader {
  const { orders } = history;
  const book = purchaseBook(orders, context);
  const purchasers = acquiredIn(book, segment);
  const { sessions, carts } = visitsOfHistory(history, context);
  const answer = <Totals>(totals: Totals) => Promise.resolve(totals);
  return rememberingTotals({
    sales: (range) => answer(salesTotals(orders, range, context, segment)),
    medianOrderValue: (range) => answer(medianOfOrderValues(orders, range, context, segment)),
    customers: (range) => answer(customerTotals(orders, range, context, segment)),
    repeaters: (range) => answer(repeatersInRange(orders, range, context, segment)),
    mature: (acquired, horizonDays) => answer(matureCustomers(orders, acquired, horizonDays, context, segment)),
    lifetime: () => answer(lifetimeTotals(orders, context, segment)),
    checkouts: (range) => answer(checkoutTotals(history, range, context)),
    sessions: (range) => answer(measuredSessions(sessions, range, context)),
    carts: (range) => answer(measuredCarts(carts, range, context)),
    measuredOrders: (range) => answer(measuredOrders(orders, sessions, range, context)),
    measuredSales: (range) => answer(measuredSales(orders, sessions, range, context)),
    priorPurchases: (range) => answer(priorPurchases(orders, sessions, range, context)),
    recommendations: (range) => answer(measuredRecommendations(sessions, orders, range, context)),
    // Which days were held out is kept; when each was written down is not.
    lift: () => answer(because(history.isHoldingOut ? "liftOfNow" : "nothingHeldOut")),
    firstPurchases: (range) => answer(firstPurchaseTimes(purchasers, range)),
    secondPurchases: (range) => answer(secondPurchaseTimes(purchasers, range, context)),
    rhythm: (range) => answer(customerRhythm(purchasers, range, context)),
    top: () => answer({ tenth: topCustomers(purchasers, 0.1), hundredth: topCustomers(purchasers, 0.01) }),
    forecast: () => answer(forecastTotals(book, segment, context)),
  });
}
