import type { ShopHistory } from "../history";
import { judgeCheckouts } from "../judge-checkouts";
import { orderValue } from "../order-value";
import type { DayRange } from "../reporting-window";
import { dayOf } from "../shop-time";
import type { MetricContext } from "./metric-context";
import { NO_CHECKOUTS, type CheckoutTotals } from "./totals";

/** Checkouts started in `range` by their state at the as-of, and the value that was abandoned and recovered. */
export function checkoutTotals(history: ShopHistory, range: DayRange, context: MetricContext): CheckoutTotals {
  const totals: { -readonly [Key in keyof CheckoutTotals]: CheckoutTotals[Key] } = { ...NO_CHECKOUTS };
  const { abandonmentThresholdMinutes } = context.definitions;
  const orders = history.orders.filter(({ currencyCode }) => currencyCode === context.currencyCode);
  for (const judged of judgeCheckouts(history.checkouts, orders, context.asOf, abandonmentThresholdMinutes)) {
    const day = dayOf(judged.checkout.startedAt, context.timeZone);
    if (day < range.from || day > range.to) continue;
    totals[judged.state === "void" ? "voided" : judged.state] += 1;
    if (judged.state === "abandoned") totals.abandonedValue += judged.checkout.value;
    if (judged.state === "recovered" && judged.order) totals.recoveredValue += orderValue(judged.order);
  }
  return totals;
}
