import {
  keptValue,
  netOf,
  orderValue,
  originalDiscount,
  returnedValue,
  unitsOrdered,
} from "~/domain/orders/order-value";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { dayOf } from "~/domain/time/shop-time";
import type { MetricContext } from "../metric-context";
import type { BookedOrder } from "../purchase-book";
import type { OrderAmount, OrdersBasis } from "./basis";
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

function orderAmount({ order, isPurchase }: BookedOrder, amount: OrderAmount, { definitions }: MetricContext): number {
  const isLeftOut = definitions.excludeZeroValueFromAov && orderValue(order) === 0;
  switch (amount) {
    case "one":
      return 1;
    case "counted":
      return isLeftOut ? 0 : 1;
    case "units":
      return unitsOrdered(order);
    case "orderValue":
    case "countedValue":
      return orderValue(order);
    case "keptValue":
      return keptValue(order);
    case "totalPaid":
      return order.totalPaid;
    case "returnedValue":
      return returnedValue(order);
    case "isDiscounted":
      return Number(originalDiscount(order) > 0);
    case "isCancelled":
      return Number(order.cancelledAt !== null);
    case "isPurchase":
      return Number(isPurchase);
    case "isIdentified":
      return Number(isPurchase && order.customerId !== null);
  }
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
