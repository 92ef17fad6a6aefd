import { groupBy } from "~/domain/group-by";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { ShopHistory } from "~/domain/orders/history";
import { shippingPaid } from "~/domain/orders/order-value";
import { SHIPPING_SHARES, shippingShareOf, type ShippingShare } from "~/domain/orders/shipping-share";
import type { DayRange } from "~/domain/time/reporting-window";
import { judgedIn } from "./checkout-totals";

/** How finished checkouts ended whose delivery cost one share of the basket. */
export interface ShippingSplitGroup {
  readonly share: ShippingShare;
  readonly completed: number;
  readonly recovered: number;
  readonly abandoned: number;
}

/** The finished checkouts started on the known days of `range` by what delivery cost of the basket, all shares in order. */
export function shippingSplit(history: ShopHistory, range: DayRange, context: MetricContext): ShippingSplitGroup[] {
  const byShare = groupBy(judgedIn(history, range, context), ({ checkout, order }) =>
    shippingShareOf(checkout.shipping ?? (order && shippingPaid(order)), checkout.value),
  );
  return SHIPPING_SHARES.map((share) => {
    const own = byShare.get(share) ?? [];
    const count = (state: string) => own.filter((judged) => judged.state === state).length;
    return { share, completed: count("completed"), recovered: count("recovered"), abandoned: count("abandoned") };
  });
}
