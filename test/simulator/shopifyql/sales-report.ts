import type { Database } from "../store/database";
import type { EpochMs, Id } from "../store/records/values";
import type { OrderRecord } from "../store/records/order";
import type { ShopRecord } from "../store/records/shop";
import { orderOfRow } from "../store/records/order";
import { orderHistory } from "../sales/sales-ledger";
import type { Sale } from "../sales/sales-rows";
import { momentsOf, type DayRange } from "./days";

/** What Shopify's sales report says of a range of days; amounts in minor units, discounts and returns negative. */
export interface SalesReport {
  readonly orders: number;
  readonly grossSales: number;
  readonly discounts: number;
  readonly returns: number;
  /** As placed, over orders that hold more than gift cards; null without any. */
  readonly averageOrderValue: number | null;
  readonly customers: number;
  readonly returningCustomers: number;
}

/**
 * Shopify's own definitions, from the shop's records: a sale is dated when it happened, an order when it was processed.
 * Test orders are left out; cancelled, unpaid and free ones are not. Gift cards are no sales, but an order of gift
 * cards is an order and its buyer a customer.
 */
export function salesReport(database: Database, shop: ShopRecord, range: DayRange, now: EpochMs): SalesReport {
  const { from, before } = momentsOf(range, shop.ianaTimezone);
  const isIn = (at: EpochMs) => at >= from && at < before && at <= now;
  const sums = { orders: 0, grossSales: 0, discounts: 0, returns: 0, placedValue: 0, placedOrders: 0 };
  const buyers = new Map<Id, { readonly at: EpochMs; readonly id: Id }[]>();
  // An order that was never touched since the range began has nothing in it.
  const rows = database.all(
    `SELECT * FROM "order" WHERE shop_id = ? AND is_test = 0 AND processed_at < ? AND (updated_at >= ? OR processed_at >= ?)`,
    shop.id,
    before,
    from,
    from,
  );
  for (const row of rows) {
    const order = orderOfRow(row);
    if (order.lines.some(({ quantity }) => quantity > 0) && isIn(order.processedAt)) {
      sums.orders += 1;
      if (order.customerId !== null) {
        const own = buyers.get(order.customerId) ?? [];
        buyers.set(order.customerId, [...own, { at: order.processedAt, id: order.id }]);
      }
    }
    if (order.currencyCode === shop.currencyCode) addSales(sums, order, isIn);
  }
  let returningCustomers = 0;
  for (const [customerId, orders] of buyers) {
    if (orders.length > 1 || hasBoughtBefore(database, shop.id, customerId, orders[0]?.at ?? from)) {
      returningCustomers += 1;
    }
  }
  return {
    orders: sums.orders,
    grossSales: sums.grossSales,
    discounts: sums.discounts,
    returns: sums.returns,
    averageOrderValue: sums.placedOrders === 0 ? null : sums.placedValue / sums.placedOrders,
    customers: buyers.size,
    returningCustomers,
  };
}

function addSales(
  sums: { grossSales: number; discounts: number; returns: number; placedValue: number; placedOrders: number },
  order: OrderRecord,
  isIn: (at: EpochMs) => boolean,
): void {
  orderHistory(order).agreements.forEach(({ sales, happenedAt }, index) => {
    // Shopify dates an order by when it was processed, also where it was brought over later.
    if (!isIn(index === 0 ? order.processedAt : happenedAt)) return;
    const goods = sales.filter(({ lineType }) => lineType === "PRODUCT");
    const sold = goods.filter(({ actionType }) => actionType !== "RETURN");
    sums.grossSales += total(sold, (sale) => sale.total - sale.tax + sale.discount);
    sums.discounts -= total(sold, (sale) => sale.discount);
    sums.returns += total(
      sales.filter(({ lineType, actionType }) =>
        lineType === "PRODUCT" ? actionType === "RETURN" : lineType === "ADJUSTMENT",
      ),
      (sale) => sale.total - sale.tax,
    );
    if (index === 0 && sold.length > 0) {
      sums.placedOrders += 1;
      sums.placedValue += total(sold, (sale) => sale.total - sale.tax);
    }
  });
}

function total(sales: readonly Sale[], amountOf: (sale: Sale) => number): number {
  return sales.reduce((sum, sale) => sum + amountOf(sale), 0);
}

function hasBoughtBefore(database: Database, shopId: Id, customerId: Id, at: EpochMs): boolean {
  const row = database.get(
    `SELECT 1 FROM "order" WHERE shop_id = ? AND customer_id = ? AND is_test = 0 AND processed_at < ? LIMIT 1`,
    shopId,
    customerId,
    at,
  );
  return row !== undefined;
}
