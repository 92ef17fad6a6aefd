import type { ShopHistory } from "../../history";
import { judgeCheckouts, type JudgedCheckout } from "../../judge-checkouts";
import { orderValue } from "../../order-value";
import { isWithin, type DayRange } from "../../reporting-window";
import { dayOf } from "../../shop-time";
import type { MetricContext } from "../metric-context";
import type { CheckoutAmount, CheckoutsBasis } from "./basis";
import { BLANK_ROW, type ExplainedRow } from "./explained-row";

/** The checkouts begun in the range. */
export function checkoutRows(basis: CheckoutsBasis, history: ShopHistory, range: DayRange, context: MetricContext) {
  const orders = history.orders.filter(({ currencyCode }) => currencyCode === context.currencyCode);
  return judgeCheckouts(history.checkouts, orders, context.asOf, context.definitions.abandonmentThresholdMinutes)
    .filter(({ checkout }) => isWithin(dayOf(checkout.startedAt, context.timeZone), range))
    .map((judged): ExplainedRow => {
      const { checkout, order, state } = judged;
      return {
        ...BLANK_ROW,
        key: checkout.key,
        orderId: order?.id ?? null,
        customerId: checkout.customerId,
        checkoutId: checkout.isAnnounced ? checkout.key.slice(1) : null,
        at: checkout.startedAt,
        state,
        value: checkout.value,
        numerator: checkoutAmount(judged, basis.numerator),
        denominator: basis.denominator && checkoutAmount(judged, basis.denominator),
      };
    });
}

function checkoutAmount({ checkout, order, state }: JudgedCheckout, amount: CheckoutAmount): number {
  switch (amount) {
    case "isAbandoned":
      return Number(state === "abandoned");
    case "isRecovered":
      return Number(state === "recovered");
    case "wasLeft":
      return Number(state === "abandoned" || state === "recovered");
    case "isSettled":
      return Number(state === "abandoned" || state === "recovered" || state === "completed");
    case "abandonedValue":
      return state === "abandoned" ? checkout.value : 0;
    case "recoveredValue":
      return state === "recovered" && order ? orderValue(order) : 0;
  }
}
