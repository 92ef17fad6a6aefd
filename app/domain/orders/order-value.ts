import type { Order, SalesRow } from "./order";
import type { MinorUnits } from "~/domain/money";

/** What one row is worth without tax; negative on returns. */
export function netOf(row: SalesRow): MinorUnits {
  return row.total - row.tax;
}

/** What one row is worth without tax, before its discount; negative on returns. */
export function grossOf(row: SalesRow): MinorUnits {
  return row.total - row.tax + row.discount;
}

/** Whether the row is goods, or money refunded beyond those that came back. */
export function isMerchandise({ lineType }: SalesRow): boolean {
  return lineType === "PRODUCT" || lineType === "ADJUSTMENT";
}

/** Whether the row is merchandise that came back: returned units, or money refunded beyond them. */
export function isReturned(row: SalesRow): boolean {
  return row.lineType === "ADJUSTMENT" || (row.lineType === "PRODUCT" && row.action === "RETURN");
}

/**
 * Product rows of the original agreement: what was bought when the order was placed. Goods brought back in exchange are
 * returns, not a part of it.
 */
function placedRows(order: Pick<Order, "rows">): SalesRow[] {
  return order.rows.filter((row) => row.isOriginal && row.lineType === "PRODUCT" && row.action !== "RETURN");
}

/** Products as ordered, after discounts, without tax. Later edits and returns do not change it. */
export function orderValue(order: Pick<Order, "rows">): MinorUnits {
  return sum(placedRows(order), netOf);
}

/** Discounts on the products as ordered, positive. */
export function originalDiscount(order: Order): MinorUnits {
  return sum(placedRows(order), (row) => row.discount);
}

/** Delivery as ordered, after discounts, without tax; 0 where nothing was asked for it. */
export function shippingPaid({ rows }: Pick<Order, "rows">): MinorUnits {
  return sum(
    rows.filter(({ isOriginal, lineType, action }) => isOriginal && lineType === "SHIPPING" && action !== "RETURN"),
    netOf,
  );
}

/** Product units as ordered. */
export function unitsOrdered(order: Order): number {
  return sum(placedRows(order), (row) => row.quantity);
}

/**
 * Merchandise the shop kept of the order to date: products as ordered and edited in, less what came back. Below zero
 * only after a goodwill refund larger than the goods.
 */
export function keptValue(order: Order): MinorUnits {
  return sum(order.rows.filter(isMerchandise), netOf);
}

/** Merchandise that came back of the order, positive. Goods edited in are no negative return. */
export function returnedValue(order: Order): MinorUnits {
  return 0 - sum(order.rows.filter(isReturned), netOf);
}

function sum(rows: readonly SalesRow[], amountOf: (row: SalesRow) => number): number {
  let total = 0;
  for (const row of rows) total += amountOf(row);
  return total;
}
