import type { Order } from "~/domain/orders/order";
import type { Segment } from "~/domain/orders/segment";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";
import { acquiredIn } from "~/domain/metrics/history/segmented-book";
import type { LifetimeTotals } from "./totals";

/**
 * All identified customers with a purchase up to the as-of, those with two, and what all their purchases kept; of a
 * segment, the customers whose first purchase belongs to it.
 */
export function lifetimeTotals(
  orders: readonly Order[],
  context: MetricContext,
  segment: Segment = {},
): LifetimeTotals {
  const totals = { customers: 0, repeaters: 0, keptValue: 0, keptValueSquares: 0 };
  for (const { numbered, purchases } of acquiredIn(purchaseBook(orders, context), segment)) {
    const value = purchases.reduce((sum, purchase) => sum + purchase.keptValue, 0);
    totals.customers += 1;
    totals.keptValue += value;
    totals.keptValueSquares += value * value;
    if (numbered.length >= 2) totals.repeaters += 1;
  }
  return totals;
}
