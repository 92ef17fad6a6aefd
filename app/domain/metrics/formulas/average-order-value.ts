import type { Because } from "~/words/reasons";
import type { Definitions } from "~/domain/orders/definitions";
import {
  meanMoney,
  meanSampling,
  ratioOf,
  unavailable,
  type MetricValue,
} from "~/domain/metrics/confidence/metric-value";
import { allBuyers, squaresInProportion, squaresOfPart } from "~/domain/metrics/totals/sales-totals";
import type { SalesTotals, SalesTotalsByBuyer } from "~/domain/metrics/totals/totals";
import { because } from "~/domain/metrics/confidence/reason";

const NO_ORDERS = because("noOrders");

/**
 * What one order is worth as placed: products after discounts, before tax, whatever was edited, returned or cancelled
 * later. As Shopify defines it since January 2023.
 */
export function averageOrderValue(totals: SalesTotals, definitions: Definitions): MetricValue {
  return meanOrderValue(totals, definitions, NO_ORDERS);
}

/** Orders the average is taken over: without those worth nothing where the shop asks for it. */
export function countedOrders(
  { orders, zeroValueOrders }: Pick<SalesTotals, "orders" | "zeroValueOrders">,
  { excludeZeroValueFromAov }: Definitions,
): number {
  return orders - (excludeZeroValueFromAov ? zeroValueOrders : 0);
}

/** The average over first purchases. */
export function averageOrderValueNew(totals: SalesTotalsByBuyer, definitions: Definitions): MetricValue {
  return meanOrderValue(totals.new, definitions, because("noFirstPurchases"));
}

/** The average over second and later purchases. */
export function averageOrderValueReturning(totals: SalesTotalsByBuyer, definitions: Definitions): MetricValue {
  return meanOrderValue(totals.returning, definitions, because("noRepeatPurchases"));
}

/** The average of what was kept: edits added, returns taken off. */
export function averageOrderValueNet(totals: SalesTotalsByBuyer): MetricValue {
  const all = allBuyers(totals);
  const { keptValue, orders } = all;
  const squares = squaresOfPart(keptValue, all);
  return { ...meanMoney(keptValue, orders, NO_ORDERS), sampling: meanSampling(orders, keptValue, squares) };
}

/** The average of what customers paid, shipping and tax included. */
export function averageOrderValueTotal(totals: SalesTotalsByBuyer): MetricValue {
  const all = allBuyers(totals);
  const { totalPaid, orders } = all;
  const squares = squaresInProportion(totalPaid, all);
  return { ...meanMoney(totalPaid, orders, NO_ORDERS), sampling: meanSampling(orders, totalPaid, squares) };
}

/** The order value that half the orders reach. */
export function medianOrderValue(median: number | null, orders: number): MetricValue {
  if (median === null) return { ...unavailable("money", NO_ORDERS), n: 0 };
  return { ...meanMoney(median, 1, NO_ORDERS), numerator: null, denominator: null, n: orders };
}

/** Product units per order, as ordered. */
export function unitsPerOrder(totals: SalesTotalsByBuyer): MetricValue {
  const { units, orders } = allBuyers(totals);
  return ratioOf(units, orders, NO_ORDERS);
}

function meanOrderValue(totals: SalesTotals, definitions: Definitions, becauseEmpty: Because): MetricValue {
  return meanMoney(totals.orderValue, countedOrders(totals, definitions), becauseEmpty, totals.orderValueSquares);
}
