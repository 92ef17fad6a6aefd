import type { ShopHistory } from "~/domain/orders/history";
import type { DayRange } from "~/domain/time/reporting-window";
import { isInSegment, type Segment } from "~/domain/orders/segment";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";
import { visitsOfHistory } from "~/domain/metrics/totals/measured-sessions";
import { acquiredIn, ordersWhere } from "~/domain/metrics/history/segmented-book";
import { acquiredRows } from "./acquired-rows";
import type { Basis } from "~/domain/metrics/records/basis";
import { buyerRows } from "./buyer-rows";
import { checkoutRows } from "./checkout-rows";
import { listed, type ExplainedRow } from "./explained-row";
import { assistedRowsOf } from "./assisted-rows";
import { ledgerRows } from "./ledger-rows";
import { deviceSalesRows, onlineOrderRows } from "./measured-order-rows";
import { orderRows, shippingRows } from "./order-rows";
import { forecastRows } from "./forecast-rows";
import { explainedPurchasers } from "./purchaser-rows";
import { cartRows, priorPurchaseRows, sessionRows } from "./visit-rows";

/** Every fact behind a number, from the shop's whole history, in no particular order. */
export function explainedRows(
  basis: Basis,
  history: ShopHistory,
  range: DayRange,
  context: MetricContext,
  segment: Segment = {},
): ExplainedRow[] {
  const book = purchaseBook(history.orders, context);
  const orders = ordersWhere(book, (order) => isInSegment(order, segment));
  const purchasers = acquiredIn(book, segment);
  switch (basis.facts) {
    case "orders":
      return listed(orderRows(basis, orders, range, context));
    case "ledger":
      return listed(ledgerRows(basis, orders, range, context));
    case "shipping":
      return listed(shippingRows(orders, range, context));
    case "buyers":
      return listed(buyerRows(basis, orders, range, context));
    case "acquired":
      return listed(acquiredRows(basis, purchasers, range, context));
    case "forecast":
      return listed(forecastRows(basis, book, purchasers, context));
    case "checkouts":
      return listed(checkoutRows(basis, history, range, context));
    case "sessions":
      return listed(sessionRows(basis, visitsOfHistory(history, context), history.orders, range, context));
    case "assisted":
      return assistedRowsOf(visitsOfHistory(history, context), history.orders, range, context);
    case "drawnViews":
      // Known as of now only.
      return [];
    case "carts":
      return listed(cartRows(basis, visitsOfHistory(history, context), range, context));
    case "priorPurchases":
      return listed(priorPurchaseRows(basis, visitsOfHistory(history, context), history.orders, range, context));
    case "onlineOrders":
      return listed(onlineOrderRows(basis, visitsOfHistory(history, context), history.orders, range, context));
    case "deviceSales":
      // An order of zero is one of its observations.
      return deviceSalesRows(basis, visitsOfHistory(history, context), history.orders, range, context);
    default:
      return explainedPurchasers(basis, purchasers, range, context);
  }
}
