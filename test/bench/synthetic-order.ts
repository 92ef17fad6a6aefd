import type { StagedRows } from "~/adapters/db/staging/staged-rows";
import { CURRENCY, PRODUCTS } from "./synthetic-shop";

export interface SyntheticOrder {
  readonly id: number;
  readonly customerId: string | null;
  readonly processedAt: Date;
  readonly updatedAt: Date;
  readonly checkoutToken: string | null;
  /** Given back of the first product; 0 for nothing. */
  readonly refund: number;
}

/** Adds an order of two products and shipping to rows on their way to staging. */
export function syntheticOrder(rows: StagedRows, order: SyntheticOrder): void {
  const orderId = String(order.id);
  const { processedAt, updatedAt } = order;
  rows.orders.push({
    orderId,
    name: `#${orderId}`,
    customerId: order.customerId,
    processedAt,
    createdAt: processedAt,
    updatedAt,
    cancelledAt: null,
    isTest: false,
    financialStatus: "PAID",
    sourceName: "web",
    channel: "Online Store",
    country: "DE",
    currencyCode: CURRENCY,
    checkoutToken: order.checkoutToken,
    cartToken: null,
    discountCodes: [],
    tags: [],
    customerOrderIndex: null,
    customerOrderCount: null,
    firstVisitSource: null,
    firstVisitMedium: null,
    lastVisitSource: null,
    lastVisitMedium: null,
    daysToConversion: null,
    isRenewal: false,
    totalPaid: 8_890,
    isRebuilt: false,
    isDeleted: false,
    isJourneyReady: true,
  });
  const placed = `OrderAgreement/${orderId}`;
  rows.agreements.push({ orderId, agreementId: placed, reason: "ORDER", happenedAt: processedAt });
  const sale = { action: "ORDER", lineId: null, quantity: 1, discount: 0 };
  for (const [index, total] of [6_000, 2_400].entries()) {
    const lineId = String(order.id * 4 + index);
    const productId = String(1 + ((order.id * 7 + index * 13) % PRODUCTS));
    const title = `Product ${productId}`;
    rows.lines.push({
      orderId,
      lineId,
      productId,
      variantId: productId,
      title,
      quantity: 1,
      isGiftCard: false,
      rec: null,
    });
    const saleId = String(order.id * 8 + index);
    rows.sales.push({ ...sale, agreementId: placed, saleId, lineType: "PRODUCT", lineId, total, tax: total / 6 });
  }
  const shippingId = String(order.id * 8 + 2);
  rows.sales.push({ ...sale, agreementId: placed, saleId: shippingId, lineType: "SHIPPING", total: 490, tax: 0 });
  if (order.refund === 0) return;
  const agreementId = `RefundAgreement/${orderId}`;
  rows.agreements.push({ orderId, agreementId, reason: "REFUND", happenedAt: updatedAt });
  rows.sales.push({
    agreementId,
    saleId: String(order.id * 8 + 3),
    action: "RETURN",
    lineType: "PRODUCT",
    lineId: String(order.id * 4),
    quantity: -1,
    total: -order.refund,
    tax: 0,
    discount: 0,
  });
}
