import type { Definitions } from "./definitions";
import type { Order, ShopifyId } from "./order";

/** Numeric order of ids that may exceed 2^53. */
export function compareIds(a: ShopifyId, b: ShopifyId): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** Purchases in the order they are numbered: by `processedAt`, then by numeric order id. */
export function comparePurchases(a: Order, b: Order): number {
  return a.processedAt - b.processedAt || compareIds(a.id, b.id);
}

/**
 * Shopify's own position of each order in its customer's history: as the order says it, else the number of orders
 * Shopify counts of the customer less the later ones known. It counts every order but test orders, purchase or not.
 *
 * @param orders - all known ones of one customer, in the order of `comparePurchases`.
 * @returns parallel to `orders`; null where Shopify says neither. Below 1 when it counts fewer orders than are known.
 */
export function shopifyPositions(orders: readonly Order[]): (number | null)[] {
  let later = orders.filter(({ isTest }) => !isTest).length;
  return orders.map(({ isTest, customerOrderIndex, customerOrderCount }) => {
    if (!isTest) later -= 1;
    return customerOrderIndex ?? (customerOrderCount === null ? null : customerOrderCount - later);
  });
}

/**
 * Purchase number of each of one customer's purchases, 1 for the first.
 *
 * Subscription renewals are skipped when the setting says they are no repeat purchases. When older orders are hidden
 * from the app, Shopify's own position of an order lifts its number: the first visible order may be the third.
 *
 * @param purchases - of one customer, in the order of `comparePurchases`.
 * @param positionOf - Shopify's position of a purchase, null where it is not known; left out where no order is hidden.
 * @returns parallel to `purchases`; null for a skipped renewal.
 */
export function purchaseNumbers(
  purchases: readonly Order[],
  definitions: Definitions,
  positionOf: (purchase: Order) => number | null = () => null,
): (number | null)[] {
  let last = 0;
  return purchases.map((order) => {
    if (order.isRenewal && !definitions.subscriptionRenewalsAreRepeat) return null;
    last = Math.max(last + 1, positionOf(order) ?? 1);
    return last;
  });
}
