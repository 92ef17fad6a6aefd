import type { ShopHistory } from "~/domain/orders/history";
import type { JudgedCheckout } from "~/domain/orders/judge-checkouts";
import { orderValue } from "~/domain/orders/order-value";
import type { DayRange } from "~/domain/time/reporting-window";
import { judgedIn } from "~/domain/metrics/totals/checkout-totals";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { CheckoutAmount, CheckoutsBasis } from "~/domain/metrics/records/basis";
import { BLANK_ROW, type ExplainedRow } from "./explained-row";

/** The online store's checkouts begun on the known days of the range. */
export function checkoutRows(basis: CheckoutsBasis, history: ShopHistory, range: DayRange, context: MetricContext) {
  return judgedIn(history, range, context).map((judged): ExplainedRow => {
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
