import { groupBy } from "~/domain/group-by";
import type { ListClick, Session } from "~/domain/measurement/sessions";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { purchaseBook, type BookedOrder } from "~/domain/metrics/history/purchase-book";
import type { MinorUnits } from "~/domain/money";
import { cutOf } from "~/domain/orders/known-checkouts";
import type { Order, OrderLine, SalesRow } from "~/domain/orders/order";
import { isMerchandise, netOf } from "~/domain/orders/order-value";
import type { DayRange } from "~/domain/time/reporting-window";
import { begunIn } from "./measured-sessions";
import type { MeasuredRecommendations } from "./measured-totals";
import { SESSION_AMOUNTS } from "./session-amounts";

/** A merchandise row of an order line that a list assisted. */
export interface AssistedRow {
  readonly order: BookedOrder;
  readonly row: SalesRow;
}

/** The counted orders by the token of their checkout. */
function ordersByCheckout(orders: readonly Order[], context: MetricContext): (checkout: string) => BookedOrder[] {
  const counted = purchaseBook(orders, context).orders.filter(({ isInSales }) => isInSales);
  const byToken = groupBy(counted, ({ order }) => order.checkoutToken);
  return (checkout) => byToken.get(checkout) ?? [];
}

/**
 * The sessions, with what they bought by a list's own button among their clicks: no product page opens there, so that
 * only the order tells of it.
 */
export function withDirectAdds(
  sessions: readonly Session[],
  orders: readonly Order[],
  context: MetricContext,
): Session[] {
  const ordersOf = ordersByCheckout(orders, context);
  return sessions.map((session) => {
    const lines = session.completed.flatMap(({ checkout }) => ordersOf(checkout).flatMap(({ order }) => order.lines));
    const direct = lines.flatMap(({ addedFrom }) =>
      addedFrom === null ? [] : [{ ...addedFrom, views: 0, clicks: 1 }],
    );
    return direct.length === 0 ? session : { ...session, recommendations: [...session.recommendations, ...direct] };
  });
}

/** The rows of the lines whose product was clicked in a list, in the session that bought them, whenever they happened. */
export function assistedRows(
  sessions: readonly Session[],
  orders: readonly Order[],
  range: DayRange,
  context: MetricContext,
): AssistedRow[] {
  const ordersOf = ordersByCheckout(orders, context);
  return begunIn(sessions, range, context).flatMap(({ completed, clicks }) =>
    completed.flatMap(({ checkout, at }) => {
      const before = clicks.filter((click) => click.at <= at);
      return ordersOf(checkout).flatMap((order) => {
        const lines = new Set(order.order.lines.filter((line) => isAssisted(line, before)).map(({ id }) => id));
        return order.order.rows
          .filter((row) => row.lineId !== null && lines.has(row.lineId) && isMerchandise(row))
          .map((row) => ({ order, row }));
      });
    }),
  );
}

/** A line that was both clicked and added by the list's own button is one line. */
function isAssisted({ addedFrom, productId }: OrderLine, clicks: readonly ListClick[]): boolean {
  return addedFrom !== null || clicks.some((click) => click.productId === productId);
}

export function measuredRecommendations(
  sessions: readonly Session[],
  orders: readonly Order[],
  range: DayRange,
  context: MetricContext,
): MeasuredRecommendations {
  const begun = begunIn(withDirectAdds(sessions, orders, context), range, context);
  const sum = (amount: (session: Session) => number) => begun.reduce((total, each) => total + amount(each), 0);
  const byOrder = new Map<string, MinorUnits>();
  for (const { order, row } of assistedRows(sessions, orders, range, context)) {
    byOrder.set(order.order.id, (byOrder.get(order.order.id) ?? 0) + netOf(row));
  }
  const amounts = [...byOrder.values()];
  return {
    seen: sum(SESSION_AMOUNTS.hasList),
    clicking: sum(SESSION_AMOUNTS.hasClickedList),
    sales: amounts.reduce((total, amount) => total + amount, 0),
    squares: amounts.reduce((total, amount) => total + amount ** 2, 0),
    orders: amounts.length,
    cut: cutOf(range, context.measuredFrom),
  };
}
