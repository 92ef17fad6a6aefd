import type { Session } from "~/domain/measurement/sessions";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { purchaseBook, type BookedOrder } from "~/domain/metrics/history/purchase-book";
import type { MinorUnits } from "~/domain/money";
import { cutOf, isKnownDay } from "~/domain/orders/known-checkouts";
import { isOnlineStore } from "~/domain/orders/online-store";
import type { Order } from "~/domain/orders/order";
import { isMerchandise } from "~/domain/orders/order-value";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { dayOf } from "~/domain/time/shop-time";
import { ledgerAmount } from "./ledger-amounts";
import { begunIn } from "./measured-sessions";
import { PRIOR_PURCHASES, type MeasuredOrders, type MeasuredSales, type PriorPurchases } from "./measured-totals";
import { SESSION_AMOUNTS } from "./session-amounts";

/** The online store's counted orders with a checkout token placed on the measured days of `range`. */
export function ordersWithToken(orders: readonly Order[], range: DayRange, context: MetricContext): BookedOrder[] {
  const { measuredFrom, definitions } = context;
  return purchaseBook(orders, context).orders.filter(
    ({ order: { checkoutToken, sourceName }, day }) =>
      checkoutToken !== null &&
      isOnlineStore(sourceName, definitions.checkoutSources) &&
      isWithin(day, range) &&
      isKnownDay(day, measuredFrom),
  );
}

/** The session that completed each checkout. */
export function completingSessions(sessions: readonly Session[]): ReadonlyMap<string, Session> {
  return new Map(sessions.flatMap((session) => session.completed.map(({ checkout }) => [checkout, session])));
}

export function measuredOrders(
  orders: readonly Order[],
  sessions: readonly Session[],
  range: DayRange,
  context: MetricContext,
): MeasuredOrders {
  const completed = completingSessions(sessions);
  const withToken = ordersWithToken(orders, range, context);
  return {
    seen: withToken.filter(({ order }) => completed.has(order.checkoutToken ?? "")).length,
    orders: withToken.length,
    cut: cutOf(range, context.measuredFrom),
  };
}

/** Net sales of one order in the range, and whether it was completed on a phone. */
export interface DeviceSale {
  readonly order: BookedOrder;
  readonly netSales: MinorUnits;
  readonly isMobile: boolean;
}

/** The orders of known device with merchandise sold or brought back on the measured days of `range`. */
export function deviceSales(
  orders: readonly Order[],
  sessions: readonly Session[],
  range: DayRange,
  context: MetricContext,
): DeviceSale[] {
  const { timeZone, measuredFrom } = context;
  const completed = completingSessions(sessions);
  return purchaseBook(orders, context).orders.flatMap((booked): DeviceSale[] => {
    const device = completed.get(booked.order.checkoutToken ?? "")?.device ?? null;
    if (device === null || !booked.isInSales) return [];
    const rows = booked.order.rows.filter((row) => {
      const day = dayOf(row.happenedAt, timeZone);
      return isMerchandise(row) && isWithin(day, range) && isKnownDay(day, measuredFrom);
    });
    if (rows.length === 0) return [];
    const netSales = rows.reduce((sum, row) => sum + ledgerAmount(row, "netSales", booked.isInSales), 0);
    return [{ order: booked, netSales, isMobile: device === "mobile" }];
  });
}

export function measuredSales(
  orders: readonly Order[],
  sessions: readonly Session[],
  range: DayRange,
  context: MetricContext,
): MeasuredSales {
  const sales = deviceSales(orders, sessions, range, context);
  const sum = (among: readonly DeviceSale[]) => among.reduce((total, { netSales }) => total + netSales, 0);
  return {
    mobile: sum(sales.filter(({ isMobile }) => isMobile)),
    known: sum(sales),
    orders: sales.length,
    cut: cutOf(range, context.measuredFrom),
  };
}

/** How many purchases the customer of a session had made before it; null where no customer is known. */
export type PriorPurchaseCount = (session: Session) => number | null;

export function priorPurchaseCounts(orders: readonly Order[], context: MetricContext): PriorPurchaseCount {
  const { purchasers } = purchaseBook(orders, context);
  const moments = new Map(purchasers.map(({ customerId, numbered }) => [customerId, numbered.map(({ at }) => at)]));
  return ({ customerId, startedAt }) =>
    customerId === null ? null : (moments.get(customerId) ?? []).filter((at) => at < startedAt).length;
}

export function priorPurchases(
  orders: readonly Order[],
  sessions: readonly Session[],
  range: DayRange,
  context: MetricContext,
): PriorPurchases {
  const countOf = priorPurchaseCounts(orders, context);
  const known = begunIn(sessions, range, context).flatMap((session) => {
    const prior = countOf(session);
    return prior === null ? [] : [{ session, prior: Math.min(prior, PRIOR_PURCHASES.length - 1) }];
  });
  const groups = PRIOR_PURCHASES.map((number) => {
    const own = known.filter(({ prior }) => prior === number);
    const completed = own.reduce((sum, { session }) => sum + SESSION_AMOUNTS.isCompleted(session), 0);
    return { sessions: own.length, completed };
  });
  return { groups, cut: cutOf(range, context.measuredFrom) };
}
