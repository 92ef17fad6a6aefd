import { groupBy } from "~/domain/group-by";
import { orderValue } from "~/domain/orders/order-value";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { BookedOrder } from "~/domain/metrics/history/purchase-book";
import type { BuyerAmount, BuyersBasis } from "~/domain/metrics/records/basis";
import { coveredRange } from "./covered-range";
import { BLANK_ROW, type ExplainedRow } from "./explained-row";

/** The identified customers with a purchase in the range, by the orders of the range. */
export function buyerRows(basis: BuyersBasis, orders: readonly BookedOrder[], range: DayRange, context: MetricContext) {
  const within = coveredRange(basis, range, context) ?? range;
  const bought = orders.filter(({ isPurchase, day }) => isPurchase && isWithin(day, within));
  return [...groupBy(bought, ({ order }) => order.customerId)].flatMap(([customerId, own]): ExplainedRow[] => {
    if (customerId === null) return [];
    return [
      {
        ...BLANK_ROW,
        key: customerId,
        customerId,
        at: Math.min(...own.map(({ order }) => order.processedAt)),
        quantity: own.length,
        value: own.reduce((sum, { order }) => sum + orderValue(order), 0),
        numerator: buyerAmount(own, basis.numerator),
        denominator: basis.denominator && buyerAmount(own, basis.denominator),
      },
    ];
  });
}

function buyerAmount(purchases: readonly BookedOrder[], amount: BuyerAmount): number {
  const numbers = purchases.flatMap(({ purchaseNumber }) => (purchaseNumber === null ? [] : [purchaseNumber]));
  switch (amount) {
    case "one":
      return Number(numbers.length > 0);
    case "isNew":
      return Number(numbers.includes(1));
    case "isReturning":
      return Number(numbers.some((number) => number >= 2));
    case "boughtTwice":
      return Number(numbers.length >= 2);
    case "purchases":
      return purchases.length;
  }
}
