import type { FinancialStatus, Minor, OrderRecord } from "./records";
import type { OrderHistory, Sale } from "./sales-ledger";

/** The sums Shopify prints on an order; all in minor units of the shop currency. */
export interface OrderAmounts {
  /** At creation, tip included. */
  readonly originalTotal: Minor;
  /** With edits, before what came back. */
  readonly total: Minor;
  readonly subtotal: Minor;
  readonly discounts: Minor;
  readonly tax: Minor;
  readonly shipping: Minor;
  readonly lineItems: Minor;
  readonly currentTotal: Minor;
  readonly currentSubtotal: Minor;
  readonly currentDiscounts: Minor;
  readonly currentTax: Minor;
  readonly currentShipping: Minor;
  /** Money given back, positive. */
  readonly refunded: Minor;
  readonly refundedShipping: Minor;
}

const isGoods = (sale: Sale) => sale.lineType === "PRODUCT" || sale.lineType === "GIFT_CARD";

export function orderAmounts(order: OrderRecord, history: OrderHistory): OrderAmounts {
  const original = history.agreements[0]?.sales ?? [];
  const all = history.agreements.flatMap((agreement) => agreement.sales);
  const sold = all.filter((sale) => sale.actionType === "ORDER");
  const givenBack = history.agreements.filter((agreement) => agreement.refund !== null).flatMap((each) => each.sales);
  const sum = (sales: readonly Sale[], amount: (sale: Sale) => Minor) =>
    sales.reduce((total, sale) => total + amount(sale), 0);
  const total = (sale: Sale) => sale.total;
  const goodsTotal = (sale: Sale) => (isGoods(sale) ? sale.total - (order.taxesIncluded ? 0 : sale.tax) : 0);
  const shipping = (sale: Sale) => (sale.lineType === "SHIPPING" ? sale.total : 0);
  return {
    originalTotal: sum(original, total),
    total: sum(sold, total),
    subtotal: sum(sold, goodsTotal),
    discounts: sum(sold, (sale) => sale.discount),
    tax: sum(sold, (sale) => sale.tax),
    shipping: sum(sold, shipping),
    lineItems: sum(sold, (sale) => (isGoods(sale) ? goodsTotal(sale) + sale.discount : 0)),
    currentTotal: sum(all, total),
    currentSubtotal: sum(all, goodsTotal),
    currentDiscounts: sum(all, (sale) => sale.discount),
    currentTax: sum(all, (sale) => sale.tax),
    currentShipping: sum(all, shipping),
    refunded: isPaid(order) ? -sum(givenBack, total) : 0,
    refundedShipping: isPaid(order) ? -sum(givenBack, shipping) : 0,
  };
}

function isPaid(order: OrderRecord): boolean {
  const unpaid: readonly (FinancialStatus | null)[] = ["PENDING", "AUTHORIZED", "VOIDED", "EXPIRED"];
  return !unpaid.includes(order.financialStatus);
}

/** What was recorded, or what follows from the refunds when nothing was. */
export function financialStatus(order: OrderRecord, amounts: OrderAmounts): FinancialStatus {
  if (order.financialStatus !== null) return order.financialStatus;
  if (amounts.refunded <= 0) return "PAID";
  return amounts.currentTotal > 0 ? "PARTIALLY_REFUNDED" : "REFUNDED";
}
