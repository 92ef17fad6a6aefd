import type { Visits } from "~/domain/measurement/visits";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { assistedRows } from "~/domain/metrics/totals/recommended-sales";
import type { Order } from "~/domain/orders/order";
import { netOf } from "~/domain/orders/order-value";
import type { DayRange } from "~/domain/time/reporting-window";
import type { ExplainedRow } from "./explained-row";
import { orderRow } from "./order-rows";

/** The sales rows of the lines that recommendations assisted; one of zero is among them, as its order is counted. */
export function assistedRowsOf(
  { sessions }: Visits,
  orders: readonly Order[],
  range: DayRange,
  context: MetricContext,
): ExplainedRow[] {
  return assistedRows(sessions, orders, range, context).map(({ order, row }, index): ExplainedRow => ({
    ...orderRow(order),
    value: null,
    key: `${order.order.id}:${index}`,
    at: row.happenedAt,
    action: row.action,
    lineType: row.lineType,
    quantity: row.quantity,
    numerator: netOf(row),
    denominator: null,
  }));
}
