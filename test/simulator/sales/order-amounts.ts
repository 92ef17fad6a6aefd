import type { FinancialStatus, OrderRecord } from "../store/records/order";
import type { Minor } from "../store/records/values";
import { pricedDiscount } from "./line-units";
import type { OrderHistory } from "./sales-ledger";
import { sum, type Sale } from "./sales-rows";

/** The sums Shopify prints on an order; all in minor units of the shop currency. */
export interface OrderAmounts {
  /** At creation, tip included; negative when more was brought back than bought. */
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
  const [original = [], ...later] = history.agreements.map(({ sales }) => sales);
  const all = [...original, ...later.flat()];
  // What the first agreement brings back was bought elsewhere: it is a part of what was agreed.
  const sold = [...original, ...later.flat().filter((sale) => sale.actionType !== "RETURN")];
  const givenBack = history.agreements.filter((agreement) => agreement.refund !== null).flatMap((each) => each.sales);
  const exchanged = history.agreements.filter(({ kind }) => kind === "ReturnAgreement");
  const sumOf = (sales: readonly Sale[], amount: (sale: Sale) => Minor) =>
    sales.reduce((total, sale) => total + amount(sale), 0);
  const goodsTotal = (sale: Sale) => (isGoods(sale) ? sale.total - (order.taxesIncluded ? 0 : sale.tax) : 0);
  const shipping = (sale: Sale) =>
    sale.lineType === "SHIPPING" ? sale.total - (order.taxesIncluded ? 0 : sale.tax) : 0;
  const discount = (sale: Sale) => pricedDiscount(order, sale);
  // A cheaper exchange, or a return without one, pays the difference back.
  const paidBack = exchanged.reduce((back, { sales }) => back + Math.max(0, -sum(sales, "total")), 0);
  return {
    originalTotal: sum(original, "total"),
    total: sum(sold, "total"),
    subtotal: sumOf(sold, goodsTotal),
    discounts: sumOf(sold, discount),
    tax: sum(sold, "tax"),
    shipping: sumOf(sold, shipping),
    lineItems: sumOf(sold, (sale) => (isGoods(sale) ? goodsTotal(sale) + discount(sale) : 0)),
    currentTotal: sum(all, "total"),
    currentSubtotal: sumOf(all, goodsTotal),
    currentDiscounts: sumOf(all, discount),
    currentTax: sum(all, "tax"),
    currentShipping: sumOf(all, shipping),
    refunded: isPaid(order) ? paidBack - sum(givenBack, "total") : 0,
    refundedShipping: isPaid(order) ? -sumOf(givenBack, shipping) : 0,
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
