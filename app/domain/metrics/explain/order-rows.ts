import { netOf, orderValue } from "~/domain/orders/order-value";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { dayOf } from "~/domain/time/shop-time";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { ORDER_AMOUNTS } from "~/domain/metrics/totals/order-amounts";
import type { BookedOrder } from "~/domain/metrics/history/purchase-book";
import type { OrderAmount, OrdersBasis } from "~/domain/metrics/records/basis";
import { BLANK_ROW, type ExplainedRow } from "./explained-row";

/** The placed orders dated in the range. */
export function orderRows(basis: OrdersBasis, orders: readonly BookedOrder[], range: DayRange, context: MetricContext) {
  const { numerator, denominator, buyers } = basis;
  return orders
    .filter(({ isPlaced, day, buyer }) => isPlaced && isWithin(day, range) && (!buyers || buyers.includes(buyer)))
    .map((booked): ExplainedRow => ({
      ...orderRow(booked),
      numerator: orderAmount(booked, numerator, context),
      denominator: denominator && orderAmount(booked, denominator, context),
    }));
}

/** What a row says of an order. */
export function orderRow({ order, purchaseNumber }: BookedOrder) {
  return {
    ...BLANK_ROW,
    key: order.id,
    orderId: order.id,
    customerId: order.customerId,
    at: order.processedAt,
    channel: order.channel,
    country: order.country,
    purchaseNumber,
    value: orderValue(order),
  };
}

function orderAmount(booked: BookedOrder, amount: OrderAmount, { definitions }: MetricContext): number {
  if (amount !== "averagedOrders") return ORDER_AMOUNTS[amount].of(booked);
  return definitions.excludeZeroValueFromAov ? 1 - ORDER_AMOUNTS.zeroValueOrders.of(booked) : 1;
}

/** The placed orders, each with the shipping charged or given back for it in the range. */
export function shippingRows(orders: readonly BookedOrder[], range: DayRange, { timeZone }: MetricContext) {
  return orders
    .filter(({ isPlaced }) => isPlaced)
    .map((booked): ExplainedRow => {
      const charged = booked.order.rows.filter(
        ({ lineType, happenedAt }) => lineType === "SHIPPING" && isWithin(dayOf(happenedAt, timeZone), range),
      );
      return {
        ...orderRow(booked),
        numerator: charged.reduce((sum, row) => sum + netOf(row), 0),
        denominator: Number(isWithin(booked.day, range)),
      };
    });
}
