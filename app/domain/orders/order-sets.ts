import type { Definitions } from "./definitions";
import type { Order, SalesRow } from "./order";
import { keptValue, orderValue } from "./order-value";

/** Whether any row of the order counts at all: test orders and those a setting leaves out do not. */
export function isCounted(order: Order, definitions: Definitions): boolean {
  if (order.isTest) return false;
  if (definitions.excludeCancelledFromOrders && order.cancelledAt !== null) return false;
  if (definitions.channelsIncluded && !definitions.channelsIncluded.includes(order.channel ?? "")) return false;
  return !order.tags.some((tag) => definitions.excludeOrderTags.includes(tag));
}

/**
 * Whether this is a placed order: counted in orders and average order value. An order holding only gift cards or a tip
 * is not, nor one that only brings goods back; a cancelled, unpaid, refunded or zero-value one is.
 */
export function isPlacedOrder(order: Order, definitions: Definitions): boolean {
  return isInSales(order, definitions) && order.rows.some((row) => isMerchandise(row) && row.action === "ORDER");
}

/**
 * Whether the rows of the order are sales: those of placed orders are, and those of orders that only bring goods back,
 * as a return without a purchase at POS does.
 */
export function isInSales(order: Order, definitions: Definitions): boolean {
  return isCounted(order, definitions) && order.rows.some(isMerchandise);
}

const isMerchandise = ({ isOriginal, lineType }: SalesRow) => isOriginal && lineType === "PRODUCT";

/**
 * Whether this is a purchase: a placed order that says something about its customer. Cancelled, voided, expired and
 * free orders do not; a refunded one does, because the customer did buy.
 */
export function isPurchase(order: Order, definitions: Definitions): boolean {
  if (!isPlacedOrder(order, definitions)) return false;
  if (order.cancelledAt !== null) return false;
  if (order.financialStatus === "VOIDED" || order.financialStatus === "EXPIRED") return false;
  if (orderValue(order) <= 0) return false;
  return definitions.fullyRefundedIsPurchase || keptValue(order) > 0;
}
