import type { Visits } from "~/domain/measurement/visits";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { DeviceSalesBasis, OnlineOrdersBasis } from "~/domain/metrics/records/basis";
import { completingSessions, deviceSales, ordersWithToken } from "~/domain/metrics/totals/measured-orders";
import type { Order } from "~/domain/orders/order";
import type { DayRange } from "~/domain/time/reporting-window";
import type { ExplainedRow } from "./explained-row";
import { orderRow } from "./order-rows";

/** The online store's orders with a checkout token, and whether the pixel saw them completed. */
export function onlineOrderRows(
  { numerator, denominator }: OnlineOrdersBasis,
  { sessions }: Visits,
  orders: readonly Order[],
  range: DayRange,
  context: MetricContext,
): ExplainedRow[] {
  const completed = completingSessions(sessions);
  return ordersWithToken(orders, range, context).map((booked): ExplainedRow => {
    const amounts = { wasSeen: Number(completed.has(booked.order.checkoutToken ?? "")), one: 1 };
    return {
      ...orderRow(booked),
      numerator: amounts[numerator],
      denominator: denominator && amounts[denominator],
    };
  });
}

/** The orders of known device, each with its net sales of the range. */
export function deviceSalesRows(
  { numerator, denominator }: DeviceSalesBasis,
  { sessions }: Visits,
  orders: readonly Order[],
  range: DayRange,
  context: MetricContext,
): ExplainedRow[] {
  return deviceSales(orders, sessions, range, context).map(({ order, netSales, isMobile }): ExplainedRow => {
    const amounts = { mobileSales: isMobile ? netSales : 0, knownSales: netSales };
    return { ...orderRow(order), numerator: amounts[numerator], denominator: denominator && amounts[denominator] };
  });
}
