import { groupBy } from "~/domain/group-by";
import { ordersAsOf } from "~/domain/orders/history";
import type { Order, ShopifyId } from "~/domain/orders/order";
import type { MinorUnits } from "~/domain/money";
import { isCounted, isInSales, isPlacedOrder, isPurchase } from "~/domain/orders/order-sets";
import { keptValue, orderValue } from "~/domain/orders/order-value";
import { comparePurchases, purchaseNumbers, shopifyPositions } from "~/domain/orders/purchases";
import { dayOf, type EpochMs, type ShopDay } from "~/domain/time/shop-time";
import type { MetricContext } from "./metric-context";
import type { Buyer } from "./buyer";

/** A counted order at the as-of, with what the sets and the numbering say of it. */
export interface BookedOrder {
  readonly order: Order;
  readonly day: ShopDay;
  readonly isPlaced: boolean;
  readonly isInSales: boolean;
  readonly isPurchase: boolean;
  /** Null when it is no purchase, has no customer, or is a skipped renewal. */
  readonly purchaseNumber: number | null;
  readonly buyer: Buyer;
}

/** A purchase of an identified customer. */
export interface TimedPurchase {
  readonly at: EpochMs;
  readonly day: ShopDay;
  /** Null for a renewal that the setting skips: it has a value, but it is no repeat purchase. */
  readonly number: number | null;
  readonly orderValue: MinorUnits;
  readonly keptValue: MinorUnits;
}

/** One identified customer's purchases, first to last; at least one is numbered. */
export interface Purchaser {
  readonly customerId: ShopifyId;
  readonly purchases: readonly TimedPurchase[];
  /** Those with a number. */
  readonly numbered: readonly (TimedPurchase & { readonly number: number })[];
}

/** The same with the orders themselves. */
export interface BookedPurchaser extends Purchaser {
  /** Parallel to `purchases`. */
  readonly orders: readonly BookedOrder[];
}

export interface PurchaseBook {
  readonly orders: readonly BookedOrder[];
  readonly purchasers: readonly BookedPurchaser[];
}

const lastBooks = new WeakMap<readonly Order[], { readonly context: MetricContext; readonly book: PurchaseBook }>();

/**
 * The shop's orders as every fold over them needs them. The last book of an array of orders is kept with it, because
 * a report reads dozens of totals from the same history.
 */
export function purchaseBook(orders: readonly Order[], context: MetricContext): PurchaseBook {
  const last = lastBooks.get(orders);
  if (last?.context === context) return last.book;
  const book = writeBook(orders, context);
  lastBooks.set(orders, { context, book });
  return book;
}

function writeBook(orders: readonly Order[], context: MetricContext): PurchaseBook {
  const { asOf, definitions, currencyCode, timeZone } = context;
  const counted = ordersAsOf(orders, asOf).filter(
    (order) => order.currencyCode === currencyCode && isCounted(order, definitions),
  );
  const purchases = counted.filter((order) => isPurchase(order, definitions));
  const positions = context.isHistoryLimited ? positionsOf(orders) : new Map<ShopifyId, number | null>();
  const numbers = new Map<Order, number | null>();
  const customers: { readonly customerId: ShopifyId; readonly own: readonly Order[] }[] = [];
  for (const [customerId, unsorted] of groupBy(purchases, (order) => order.customerId)) {
    if (customerId === null) continue;
    const own = unsorted.sort(comparePurchases);
    const ownNumbers = purchaseNumbers(own, definitions, ({ id }) => positions.get(id) ?? null);
    own.forEach((order, index) => numbers.set(order, ownNumbers[index] ?? null));
    customers.push({ customerId, own });
  }
  const isPurchased = new Set(purchases);
  const bookedOf = new Map<Order, BookedOrder>();
  for (const order of counted) {
    const purchaseNumber = numbers.get(order) ?? null;
    bookedOf.set(order, {
      order,
      day: dayOf(order.processedAt, timeZone),
      isPlaced: isPlacedOrder(order, definitions),
      isInSales: isInSales(order, definitions),
      isPurchase: isPurchased.has(order),
      purchaseNumber,
      buyer: purchaseNumber === null ? "other" : purchaseNumber === 1 ? "new" : "returning",
    });
  }
  const purchasers = customers.flatMap(({ customerId, own }) => {
    const booked = own.flatMap((order) => bookedOf.get(order) ?? []);
    return purchaserOf(customerId, booked.map(timedPurchase)).map((purchaser) => ({ ...purchaser, orders: booked }));
  });
  return { orders: [...bookedOf.values()], purchasers };
}

/** Shopify's position of every identified order; like the count it may come from, it is as now. */
function positionsOf(orders: readonly Order[]): Map<ShopifyId, number | null> {
  const positions = new Map<ShopifyId, number | null>();
  for (const [customerId, unsorted] of groupBy(orders, (order) => order.customerId)) {
    if (customerId === null) continue;
    const own = unsorted.sort(comparePurchases);
    shopifyPositions(own).forEach((position, index) => positions.set(own[index]?.id ?? "", position));
  }
  return positions;
}

function timedPurchase({ order, day, purchaseNumber }: BookedOrder): TimedPurchase {
  const { processedAt: at } = order;
  return { at, day, number: purchaseNumber, orderValue: orderValue(order), keptValue: keptValue(order) };
}

/** A customer by purchases, first to last; nobody when none of them is numbered. */
export function purchaserOf(customerId: ShopifyId, purchases: readonly TimedPurchase[]): Purchaser[] {
  const numbered = purchases.every(isNumbered) ? purchases : purchases.filter(isNumbered);
  return numbered.length === 0 ? [] : [{ customerId, purchases, numbered }];
}

function isNumbered(purchase: TimedPurchase): purchase is TimedPurchase & { readonly number: number } {
  return purchase.number !== null;
}
