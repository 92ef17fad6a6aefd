import type { CheckoutState } from "~/domain/orders/checkout";
import { ordersAsOf, type ShopHistory } from "~/domain/orders/history";
import type { Order } from "~/domain/orders/order";
import { isCounted, isInSales, isPlacedOrder, isPurchase } from "~/domain/orders/order-sets";
import { orderValue } from "~/domain/orders/order-value";
import { isWithin, type DayRange } from "~/domain/time/reporting-window";
import { isInSegment, type Segment } from "~/domain/orders/segment";
import { DAY_MS, dayOf, type ShopDay } from "~/domain/time/shop-time";
import { judgedIn } from "~/domain/metrics/totals/checkout-totals";
import { measuredCarts, visitsOfHistory } from "~/domain/metrics/totals/measured-sessions";
import type { MeasuredCarts } from "~/domain/metrics/totals/measured-totals";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { otherSources } from "~/domain/metrics/totals/other-sources";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";
import { acquiredIn, firstProductsOf, segmentedOrder } from "~/domain/metrics/history/segmented-book";
import type { Buyer } from "~/domain/metrics/history/buyer";
import type { Basis } from "~/domain/metrics/records/basis";
import { coveredRange } from "./covered-range";

/** Why something was left out of a number. */
export const EXCLUSION_REASONS = [
  "test",
  "other_currency",
  "setting",
  "no_product",
  "cancelled",
  "unpaid",
  "zero_value",
  "refunded",
  "unidentified",
  "skipped_renewal",
  "other_buyer",
  "zero_value_by_setting",
  "too_young",
  "open",
  "superseded",
  "void",
  "anonymous",
  "outside",
  "ignored",
  "open_cart",
] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

export type Exclusions = Readonly<Partial<Record<ExclusionReason, number>>>;

/** How far an order must come to count: each level asks all that the ones before it ask. */
export const ORDER_LEVELS = ["counted", "placed", "purchase", "identified", "numbered"] as const;
export type OrderLevel = (typeof ORDER_LEVELS)[number];

/** Which orders were looked at for a number, and what they had to be. */
export interface OrderScope {
  readonly level: OrderLevel;
  /** By the orders' day; null for all days. */
  readonly range: DayRange | null;
  /** Orders of other days with ledger rows in the range too. */
  readonly withRows: boolean;
  readonly buyers: readonly Buyer[] | null;
  readonly excludesZeroValue: boolean;
}

/** Null when the number does not come from orders. */
export function orderScope(basis: Basis, range: DayRange, context: MetricContext): OrderScope | null {
  const scope = { range, withRows: false, buyers: null, excludesZeroValue: false };
  switch (basis.facts) {
    case "orders": {
      const excludesZeroValue = basis.denominator === "averagedOrders" && context.definitions.excludeZeroValueFromAov;
      const level = basis.denominator === "purchases" ? "purchase" : "placed";
      return { ...scope, level, buyers: basis.buyers ?? null, excludesZeroValue };
    }
    case "ledger": {
      const level = basis.numerator === "giftCardsSold" ? "counted" : "placed";
      return { ...scope, level, buyers: basis.buyers ?? null, withRows: true };
    }
    case "shipping":
      return { ...scope, level: "placed", withRows: true };
    case "buyers": {
      const level = basis.numerator === "purchases" ? "identified" : "numbered";
      return { ...scope, level, range: coveredRange(basis, range, context) };
    }
    case "onlineOrders":
      return { ...scope, level: "counted", range: coveredRange(basis, range, context) };
    case "deviceSales":
      return { ...scope, level: "placed", withRows: true, range: coveredRange(basis, range, context) };
    case "checkouts":
    case "sessions":
    case "priorPurchases":
    case "carts":
    case "assisted":
    case "drawnViews":
      return null;
    default:
      return { ...scope, level: "numbered", range: coveredRange(basis, range, context) };
  }
}

/** What was left out of a number and how often, from the shop's whole history. */
export function exclusions(
  basis: Basis,
  history: ShopHistory,
  range: DayRange,
  context: MetricContext,
  segment: Segment = {},
): Exclusions {
  const counts: Partial<Record<ExclusionReason, number>> = {};
  const add = (reason: ExclusionReason | null) => {
    if (reason) counts[reason] = (counts[reason] ?? 0) + 1;
  };
  const within = (day: ShopDay, days: DayRange | null) => !days || isWithin(day, days);
  if (basis.facts === "carts") {
    return openCarts(measuredCarts(visitsOfHistory(history, context).carts, range, context));
  }
  const scope = orderScope(basis, range, context);
  if (!scope && basis.facts !== "checkouts") return {};
  if (!scope) {
    for (const { state } of judgedIn(history, range, context)) add(exclusionOfState(state));
    const outside = otherSources(history, range, context).reduce((sum, { count }) => sum + count, 0);
    return outside > 0 ? { ...counts, outside } : counts;
  }
  const book = purchaseBook(history.orders, context);
  const firstProducts = firstProductsOf(book);
  const booked = new Map(book.orders.map((each) => [each.order.id, each]));
  for (const order of ordersAsOf(history.orders, context.asOf)) {
    const days = [order.processedAt, ...(scope.withRows ? order.rows.map(({ happenedAt }) => happenedAt) : [])];
    if (!days.some((moment) => within(dayOf(moment, context.timeZone), scope.range))) continue;
    const { buyer = "other", purchaseNumber = null } = booked.get(order.id) ?? {};
    if (!isInSegment(segmentedOrder({ order, purchaseNumber }, firstProducts), segment)) continue;
    add(exclusionOf(order, buyer, purchaseNumber, scope, context));
  }
  if (basis.facts === "acquired" && basis.horizonDays !== null) {
    const horizonMs = basis.horizonDays * DAY_MS;
    for (const { numbered } of acquiredIn(book, segment)) {
      const [first] = numbered;
      if (first && within(first.day, scope.range) && first.at + horizonMs > context.asOf) add("too_young");
    }
  }
  return counts;
}

/** Carts that may still be bought, so that they are in no rate. */
export function openCarts({ open }: MeasuredCarts): Exclusions {
  return open > 0 ? { open_cart: open } : {};
}

/** Why an order does not reach the level of a scope; null when it does. */
function exclusionOf(
  order: Order,
  buyer: Buyer,
  purchaseNumber: number | null,
  { level, buyers, excludesZeroValue, withRows }: OrderScope,
  { definitions, currencyCode }: MetricContext,
): ExclusionReason | null {
  const asks = (other: OrderLevel) => ORDER_LEVELS.indexOf(level) >= ORDER_LEVELS.indexOf(other);
  if (order.isTest) return "test";
  if (order.currencyCode !== currencyCode) return "other_currency";
  if (!isCounted(order, definitions)) return "setting";
  const belongs = withRows ? isInSales : isPlacedOrder;
  if (asks("placed") && !belongs(order, definitions)) return "no_product";
  if (asks("purchase") && !isPurchase(order, definitions)) {
    if (order.cancelledAt !== null) return "cancelled";
    if (order.financialStatus === "VOIDED" || order.financialStatus === "EXPIRED") return "unpaid";
    return orderValue(order) <= 0 ? "zero_value" : "refunded";
  }
  if (asks("identified") && order.customerId === null) return "unidentified";
  if (asks("numbered") && purchaseNumber === null) return "skipped_renewal";
  if (buyers && !buyers.includes(buyer)) return "other_buyer";
  return excludesZeroValue && orderValue(order) === 0 ? "zero_value_by_setting" : null;
}

/** Why a checkout is in no rate; null when it ended one way or the other. */
function exclusionOfState(state: CheckoutState): ExclusionReason | null {
  return state === "open" || state === "superseded" || state === "void" || state === "anonymous" ? state : null;
}
