import type { ShopHistory } from "~/domain/orders/history";
import { ordersAsOf } from "~/domain/orders/history";
import { judgeCheckouts } from "~/domain/orders/judge-checkouts";
import { isKnownDay } from "~/domain/orders/known-checkouts";
import { isOnlineStore } from "~/domain/orders/online-store";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { dayOf, type EpochMs } from "~/domain/time/shop-time";
import type { MetricContext } from "~/domain/metrics/history/metric-context";

/** How often a source other than the online store's checkout was left out of the numbers of checkouts. */
export interface OtherSource {
  /** Shopify's name: `pos`, `shopify_draft_order`, `subscription_contract`, the number of an app. */
  readonly sourceName: string;
  readonly count: number;
}

/**
 * What of the known days of `range` is in no number of checkouts because another source made it: orders, whether or
 * not they carry a checkout token, and announced checkouts that became no such order.
 *
 * @returns most frequent first; test orders and orders in a former currency are not counted.
 */
export function otherSources(history: ShopHistory, range: DayRange, context: MetricContext): OtherSource[] {
  const { asOf, currencyCode, definitions, timeZone, checkoutsKnownFrom } = context;
  const isOther = (sourceName: string | null): sourceName is string =>
    !isOnlineStore(sourceName, definitions.checkoutSources);
  const counts = new Map<string, number>();
  const add = (sourceName: string | null, at: EpochMs) => {
    const day = dayOf(at, timeZone);
    if (!isOther(sourceName) || !isWithin(day, range) || !isKnownDay(day, checkoutsKnownFrom)) return;
    counts.set(sourceName, (counts.get(sourceName) ?? 0) + 1);
  };
  const orders = history.orders.filter((order) => order.currencyCode === currencyCode);
  for (const order of ordersAsOf(orders, asOf)) if (!order.isTest) add(order.sourceName, order.processedAt);
  for (const { checkout, order, state } of judgeCheckouts(history.checkouts, orders, asOf, definitions)) {
    if (state === "outside" && !isOther(order?.sourceName ?? null)) add(checkout.sourceName, checkout.startedAt);
  }
  return sortedSources([...counts].map(([sourceName, count]) => ({ sourceName, count })));
}

/** Most frequent first, then by name. */
export function sortedSources(sources: readonly OtherSource[]): OtherSource[] {
  return [...sources].sort((a, b) => b.count - a.count || (a.sourceName < b.sourceName ? -1 : 1));
}
