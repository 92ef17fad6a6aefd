import {
  countOf,
  meanMoney,
  moneyOf,
  rateOf,
  shareOf,
  type MetricValue,
} from "~/domain/metrics/confidence/metric-value";
import type { OrderTotal } from "~/domain/metrics/totals/order-amounts";
import { allBuyers, netSalesOf, squaresInProportion } from "~/domain/metrics/totals/sales-totals";
import type { SalesTotals, SalesTotalsByBuyer } from "~/domain/metrics/totals/totals";
import { because } from "~/domain/metrics/confidence/reason";

const NO_ORDERS = because("noOrders");
const NO_SALES = because("noSales");

/** The money lines of section 3, each by the day its ledger rows happened. */
export type SalesLine =
  "grossSales" | "discounts" | "returns" | "shipping" | "duties" | "tips" | "fees" | "taxes" | "giftCardsSold";

export function salesLine(totals: SalesTotalsByBuyer, line: SalesLine): MetricValue {
  const all = allBuyers(totals);
  return moneyOf(all[line], all.orders, GOES_WITH_VALUE.has(line) ? squaresInProportion(all[line], all) : undefined);
}

/** Lines that every order adds to as its value goes; of the others stored sums do not tell how they spread. */
const GOES_WITH_VALUE: ReadonlySet<SalesLine> = new Set(["grossSales", "taxes"]);

/** Gross sales less discounts and returns; may be negative. */
export function netSales(totals: SalesTotals): MetricValue {
  return moneyOf(netSalesOf(totals), totals.orders, totals.orderValueSquares);
}

/** Net sales with shipping, taxes, duties and fees; tips and gift cards are no sales. */
export function totalSales(totals: SalesTotalsByBuyer): MetricValue {
  const all = allBuyers(totals);
  const amount = netSalesOf(all) + all.shipping + all.taxes + all.duties + all.fees;
  return moneyOf(amount, all.orders, squaresInProportion(amount, all));
}

export function orders(totals: SalesTotalsByBuyer): MetricValue {
  return countOf(allBuyers(totals).orders);
}

/** Product units as ordered. */
export function unitsSold(totals: SalesTotalsByBuyer): MetricValue {
  return countOf(allBuyers(totals).units);
}

/** Share of net sales that returning customers made, among customers known to be new or returning. */
export function repeatRevenueShare(totals: SalesTotalsByBuyer): MetricValue {
  const returning = netSalesOf(totals.returning);
  const purchases = totals.new.purchases + totals.returning.purchases;
  const becauseEmpty = because("noNetSales");
  const squares = totals.returning.orderValueSquares + totals.new.orderValueSquares;
  return shareOf(returning, returning + netSalesOf(totals.new), purchases, becauseEmpty, squares);
}

/** Discounts as a share of gross sales. */
export function discountRate(totals: SalesTotalsByBuyer): MetricValue {
  const all = allBuyers(totals);
  return shareOf(all.discounts, all.grossSales, all.orders, NO_SALES, squaresInProportion(all.grossSales, all));
}

/** Share of placed orders that something holds of. */
export function shareOfOrders(totals: SalesTotalsByBuyer, which: OrderTotal): MetricValue {
  const { [which]: orders, orders: n } = allBuyers(totals);
  return rateOf(orders, n, NO_ORDERS);
}

/** Of the merchandise ordered in the range, how much came back, whenever it did. Settles later. */
export function returnRateValue(totals: SalesTotalsByBuyer): MetricValue {
  const { returnedValue, orderValue, orderValueSquares, orders: n } = allBuyers(totals);
  return shareOf(returnedValue, orderValue, n, NO_SALES, orderValueSquares);
}

/** Shipping charged per order. */
export function shippingCostCharged(totals: SalesTotalsByBuyer): MetricValue {
  const { shipping, orders: n } = allBuyers(totals);
  return meanMoney(shipping, n, NO_ORDERS);
}

/** Net sales against those of an earlier range, less one. Both swing, each as its orders do. */
export function revenueGrowth(totals: SalesTotalsByBuyer, base: SalesTotalsByBuyer): MetricValue {
  const all = allBuyers(totals);
  const before = allBuyers(base);
  const sold = netSalesOf(before);
  const becauseEmpty = because("noEarlierSales");
  const share = shareOf(netSalesOf(all), sold, all.orders, becauseEmpty);
  if (share.value === null) return share;
  const variance = (all.orderValueSquares + share.value ** 2 * before.orderValueSquares) / sold ** 2;
  return { ...share, value: share.value - 1, sampling: { kind: "sum", standardError: Math.sqrt(variance) } };
}
