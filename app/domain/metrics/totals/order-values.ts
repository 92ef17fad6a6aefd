import type { Order } from "~/domain/orders/order";
import type { MinorUnits } from "~/domain/money";
import { orderValue } from "~/domain/orders/order-value";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { isInSegment, type Segment } from "~/domain/orders/segment";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";
import { quantile } from "~/domain/numeric/quantile";
import { ordersWhere } from "~/domain/metrics/history/segmented-book";

/** The median order value of the placed orders dated in `range`; null when there are none. */
export function medianOfOrderValues(
  orders: readonly Order[],
  range: DayRange,
  context: MetricContext,
  segment: Segment = {},
): number | null {
  return quantile(
    orderValuesIn(orders, range, context, segment).toSorted((a, b) => a - b),
    0.5,
  );
}

/** The order values of the placed orders of the segment dated in `range`. */
export function orderValuesIn(
  orders: readonly Order[],
  range: DayRange,
  context: MetricContext,
  segment: Segment = {},
): MinorUnits[] {
  return ordersWhere(purchaseBook(orders, context), (order) => isInSegment(order, segment))
    .filter(({ isPlaced, day }) => isPlaced && isWithin(day, range))
    .map(({ order }) => orderValue(order));
}
