import type { Order, SalesRow } from "~/domain/orders/order";
import {
  grossOf,
  isReturned,
  keptValue,
  netOf,
  orderValue,
  originalDiscount,
  returnedValue,
  unitsOrdered,
} from "~/domain/orders/order-value";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { isInSegment, isWholeShop, type Segment } from "~/domain/orders/segment";
import { DAY_MS, dayNumber, dayOf } from "~/domain/time/shop-time";
import { addTotals } from "./add-totals";
import type { MetricContext } from "./metric-context";
import { purchaseBook, type BookedOrder } from "./purchase-book";
import { ordersWhere, type OrderTest } from "./segmented-book";
import { BUYERS, type SalesTotals, type SalesTotalsByBuyer } from "./totals";

type Sums = { -readonly [Key in keyof SalesTotals]: number };

export function emptySalesTotals(): SalesTotals {
  return emptySums();
}

/**
 * Sums over the placed orders dated in `range` and over the ledger rows that happened in it, by who ordered; of a
 * segment, over its orders and their rows.
 */
export function salesTotals(
  orders: readonly Order[],
  range: DayRange,
  context: MetricContext,
  segment: Segment = {},
): SalesTotalsByBuyer {
  if (isWholeShop(segment)) return sumsOf(purchaseBook(orders, context).orders, range, context);
  return salesTotalsWhere(orders, range, context, (order) => isInSegment(order, segment));
}

/** The same of the orders that pass `test`: what passes and what does not add up to the whole. */
export function salesTotalsWhere(
  orders: readonly Order[],
  range: DayRange,
  context: MetricContext,
  test: OrderTest,
): SalesTotalsByBuyer {
  return sumsOf(ordersWhere(purchaseBook(orders, context), test), range, context);
}

function sumsOf(booking: readonly BookedOrder[], range: DayRange, { timeZone }: MetricContext): SalesTotalsByBuyer {
  const sums = { new: emptySums(), returning: emptySums(), other: emptySums() };
  // Rows outside these moments are on no day of the range, whatever the zone: most need no look at the calendar.
  const earliest = dayNumber(range.from) * DAY_MS - DAY_MS;
  const latest = dayNumber(range.to) * DAY_MS + 2 * DAY_MS;
  for (const booked of booking) {
    const into = sums[booked.buyer];
    if (booked.isPlaced && isWithin(booked.day, range)) addOrder(into, booked);
    for (const row of booked.order.rows) {
      if (row.happenedAt < earliest || row.happenedAt > latest) continue;
      if (isWithin(dayOf(row.happenedAt, timeZone), range)) addRow(into, row, booked.isInSales);
    }
  }
  return sums;
}

/** The totals of all buyers together. */
export function allBuyers(totals: SalesTotalsByBuyer): SalesTotals {
  return BUYERS.map((buyer) => totals[buyer]).reduce<SalesTotals>(addTotals, emptySums());
}

export function addSalesTotalsByBuyer(a: SalesTotalsByBuyer, b: SalesTotalsByBuyer): SalesTotalsByBuyer {
  return {
    new: addTotals(a.new, b.new),
    returning: addTotals(a.returning, b.returning),
    other: addTotals(a.other, b.other),
  };
}

/** `gross_sales - discounts - returns`. */
export function netSalesOf({ grossSales, discounts, returns }: SalesTotals): number {
  return grossSales - discounts - returns;
}

function addOrder(into: Sums, { order, isPurchase }: BookedOrder): void {
  const value = orderValue(order);
  into.orders += 1;
  if (isPurchase) into.purchases += 1;
  if (isPurchase && order.customerId !== null) into.identifiedPurchases += 1;
  if (order.cancelledAt !== null) into.cancelledOrders += 1;
  if (value === 0) into.zeroValueOrders += 1;
  if (originalDiscount(order) > 0) into.discountedOrders += 1;
  into.units += unitsOrdered(order);
  into.orderValue += value;
  into.orderValueSquares += value * value;
  into.keptValue += keptValue(order);
  into.returnedValue += returnedValue(order);
  into.totalPaid += order.totalPaid;
}

function addRow(into: Sums, row: SalesRow, isInSales: boolean): void {
  if (row.lineType === "GIFT_CARD") into.giftCardsSold += netOf(row);
  if (!isInSales) return;
  switch (row.lineType) {
    case "PRODUCT":
    case "ADJUSTMENT":
      if (isReturned(row)) into.returns -= netOf(row);
      else {
        into.grossSales += grossOf(row);
        into.discounts += row.discount;
      }
      break;
    case "SHIPPING":
      into.shipping += netOf(row);
      break;
    case "DUTY":
      into.duties += netOf(row);
      break;
    case "TIP":
      into.tips += netOf(row);
      break;
    case "FEE":
    case "ADDITIONAL_FEE":
      into.fees += netOf(row);
      break;
    case "GIFT_CARD":
    case "UNKNOWN":
      break;
  }
  if (row.lineType !== "TIP" && row.lineType !== "GIFT_CARD" && row.lineType !== "UNKNOWN") into.taxes += row.tax;
}

function emptySums(): Sums {
  return {
    orders: 0,
    purchases: 0,
    identifiedPurchases: 0,
    cancelledOrders: 0,
    zeroValueOrders: 0,
    discountedOrders: 0,
    units: 0,
    orderValue: 0,
    orderValueSquares: 0,
    keptValue: 0,
    returnedValue: 0,
    totalPaid: 0,
    grossSales: 0,
    discounts: 0,
    returns: 0,
    shipping: 0,
    duties: 0,
    tips: 0,
    fees: 0,
    taxes: 0,
    giftCardsSold: 0,
  };
}
