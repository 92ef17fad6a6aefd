import type { Order, SalesRow } from "~/domain/orders/order";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { isInSegment, isWholeShop, type Segment } from "~/domain/orders/segment";
import { DAY_MS, dayNumber, dayOf } from "~/domain/time/shop-time";
import { addTotals } from "~/domain/numeric/add-totals";
import { LEDGER_LINES, ledgerAmount } from "./ledger-amounts";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { ORDER_AMOUNTS, ORDER_TOTALS } from "./order-amounts";
import { purchaseBook, type BookedOrder } from "~/domain/metrics/history/purchase-book";
import { ordersWhere, type OrderTest } from "~/domain/metrics/history/segmented-book";
import { BUYERS, type Buyer } from "~/domain/metrics/history/buyer";
import type { SalesTotals, SalesTotalsByBuyer } from "./totals";

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

/** Sums by who ordered as they were read: a buyer without a row has none, a sum without a value is 0. */
export function salesByBuyer(rows: readonly (Partial<SalesTotals> & { readonly buyer: Buyer })[]): SalesTotalsByBuyer {
  const totalsOf = (buyer: Buyer): SalesTotals => {
    const row = rows.find((each) => each.buyer === buyer);
    const sums = emptySums();
    for (const total of [...ORDER_TOTALS, ...LEDGER_LINES]) sums[total] = row?.[total] ?? 0;
    return sums;
  };
  return { new: totalsOf("new"), returning: totalsOf("returning"), other: totalsOf("other") };
}

/** Totals that do not tell who ordered: only what all buyers make together may be read from them. */
export function untoldBuyers(totals: SalesTotals): SalesTotalsByBuyer {
  return { new: emptySums(), returning: emptySums(), other: totals };
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

/** Sum of the squares of amounts that go with each order's value, such as what was paid for it. */
export function squaresInProportion(amount: number, { orderValue, orderValueSquares }: SalesTotals): number {
  return orderValue > 0 ? orderValueSquares * (amount / orderValue) ** 2 : 0;
}

/** The same of amounts of which an order has all or nothing, such as what was kept of it: the most they can be. */
export function squaresOfPart(amount: number, { orderValue, orderValueSquares }: SalesTotals): number {
  return orderValue > 0 ? orderValueSquares * Math.max(0, amount / orderValue) : 0;
}

function addOrder(into: Sums, booked: BookedOrder): void {
  for (const total of ORDER_TOTALS) into[total] += ORDER_AMOUNTS[total].of(booked);
}

function addRow(into: Sums, row: SalesRow, isInSales: boolean): void {
  for (const line of LEDGER_LINES) into[line] += ledgerAmount(row, line, isInSales);
}

function emptySums(): Sums {
  return Object.fromEntries([...ORDER_TOTALS, ...LEDGER_LINES].map((total) => [total, 0])) as Sums;
}
