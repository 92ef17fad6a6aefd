import type { ShopHistory } from "~/domain/orders/history";
import type { CheckoutState } from "~/domain/orders/checkout";
import { judgeCheckouts, type JudgedCheckout } from "~/domain/orders/judge-checkouts";
import { cutOf, isKnownDay } from "~/domain/orders/known-checkouts";
import { orderValue } from "~/domain/orders/order-value";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { dayOf } from "~/domain/time/shop-time";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { NO_CHECKOUTS, type CheckoutCounts, type CheckoutTotals } from "./totals";

/** How many checkouts started on the known days of `range` stand elsewhere by the definitions of `after`, or only there. */
export function movedCheckouts(
  history: ShopHistory,
  range: DayRange,
  before: MetricContext,
  after: MetricContext,
): number {
  const was = statesOf(history, range, before);
  const would = statesOf(history, range, after);
  return [...new Set([...was.keys(), ...would.keys()])].filter((key) => was.get(key) !== would.get(key)).length;
}

function statesOf(history: ShopHistory, range: DayRange, context: MetricContext): Map<string, OwnCheckout["state"]> {
  return new Map(judgedIn(history, range, context).map(({ checkout, state }) => [checkout.key, state]));
}

/** A checkout of the online store, and where it stands. */
export interface OwnCheckout extends JudgedCheckout {
  readonly state: Exclude<CheckoutState, "outside">;
}

/** The online store's checkouts started on the known days of `range`. */
export function judgedIn(history: ShopHistory, range: DayRange, context: MetricContext): OwnCheckout[] {
  const { asOf, currencyCode, definitions, timeZone, checkoutsKnownFrom } = context;
  const orders = history.orders.filter((order) => order.currencyCode === currencyCode);
  return judgeCheckouts(history.checkouts, orders, asOf, definitions).filter((judged): judged is OwnCheckout => {
    const day = dayOf(judged.checkout.startedAt, timeZone);
    return judged.state !== "outside" && isWithin(day, range) && isKnownDay(day, checkoutsKnownFrom);
  });
}

/**
 * Checkouts started on the known days of `range` by their state at the as-of, and the value that was abandoned and
 * recovered.
 */
export function checkoutTotals(history: ShopHistory, range: DayRange, context: MetricContext): CheckoutTotals {
  const totals: { -readonly [Key in keyof CheckoutCounts]: CheckoutCounts[Key] } = { ...NO_CHECKOUTS };
  for (const { checkout, order, state } of judgedIn(history, range, context)) {
    totals[state === "void" ? "voided" : state] += 1;
    if (state === "abandoned") totals.abandonedValue += checkout.value;
    if (state === "recovered" && order) totals.recoveredValue += orderValue(order);
  }
  return { ...totals, cut: cutOf(range, context.checkoutsKnownFrom) };
}
