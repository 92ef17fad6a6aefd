import { originalDiscount } from "~/domain/orders/order-value";
import type { ShopifyId } from "~/domain/orders/order";
import { customerSegment, isInSegment, isWholeShop, type Segment, type SegmentedOrder } from "~/domain/orders/segment";
import { purchaserOf, type BookedOrder, type BookedPurchaser, type PurchaseBook } from "./purchase-book";

/** What decides whether an order belongs to a segment. */
export type OrderTest = (order: SegmentedOrder) => boolean;

/** The orders of a book that pass `test`. */
export function ordersWhere(book: PurchaseBook, test: OrderTest): readonly BookedOrder[] {
  const firstProducts = firstProductsOf(book);
  return book.orders.filter((booked) => test(segmentedOrder(booked, firstProducts)));
}

/**
 * Customers by those of their purchases alone that belong to the segment. Purchase numbers stay those of the whole
 * history, so a returning customer may appear without a first purchase.
 */
export function buyersIn(book: PurchaseBook, segment: Segment): readonly BookedPurchaser[] {
  if (isWholeShop(segment)) return book.purchasers;
  const firstProducts = firstProductsOf(book);
  return book.purchasers.flatMap(({ customerId, purchases, orders }) => {
    const isIn = orders.map((booked) => isInSegment(segmentedOrder(booked, firstProducts), segment));
    const [own, ownOrders] = [purchases.filter((_, index) => isIn[index]), orders.filter((_, index) => isIn[index])];
    return purchaserOf(customerId, own).map((purchaser) => ({ ...purchaser, orders: ownOrders }));
  });
}

/** Customers whose purchase number 1 belongs to the segment, with all their purchases. */
export function acquiredIn(book: PurchaseBook, segment: Segment): readonly BookedPurchaser[] {
  const asked = customerSegment(segment);
  if (isWholeShop(asked)) return book.purchasers;
  return book.purchasers.filter((purchaser) => {
    const first = firstPurchase(purchaser);
    return first !== null && isInSegment(segmentedOrder(first, firstProductOf(purchaser)), asked);
  });
}

/** Purchase number 1; null when it is hidden because the app may read only recent orders. */
export function firstPurchase({ orders }: BookedPurchaser): BookedOrder | null {
  return orders.find(({ purchaseNumber }) => purchaseNumber === 1) ?? null;
}

/** The product that opened the first purchase of every customer. */
export function firstProductsOf(book: PurchaseBook): ReadonlyMap<ShopifyId, ShopifyId | null> {
  return new Map(book.purchasers.flatMap((purchaser) => [...firstProductOf(purchaser)]));
}

function firstProductOf(purchaser: BookedPurchaser): ReadonlyMap<ShopifyId, ShopifyId | null> {
  return new Map([[purchaser.customerId, firstPurchase(purchaser)?.order.leadProductId ?? null]]);
}

/** What a segment asks of an order; one that does not count has no purchase number. */
export function segmentedOrder(
  { order, purchaseNumber }: Pick<BookedOrder, "order" | "purchaseNumber">,
  firstProducts: ReadonlyMap<ShopifyId, ShopifyId | null>,
): SegmentedOrder {
  return {
    purchaseNumber,
    channel: order.channel,
    country: order.country,
    firstProductId: firstProducts.get(order.customerId ?? "") ?? null,
    originalDiscount: originalDiscount(order),
  };
}
