import type { Order } from "../order";
import { orderValue } from "../order-value";
import type { DayRange } from "../reporting-window";
import type { MetricContext } from "./metric-context";
import { purchaseBook } from "./purchase-book";
import { quantile } from "./quantile";

/** The median order value of the placed orders dated in `range`; null when there are none. */
export function medianOfOrderValues(orders: readonly Order[], range: DayRange, context: MetricContext): number | null {
  const values = purchaseBook(orders, context)
    .orders.filter(({ isPlaced, day }) => isPlaced && day >= range.from && day <= range.to)
    .map(({ order }) => orderValue(order))
    .sort((a, b) => a - b);
  return quantile(values, 0.5);
}
