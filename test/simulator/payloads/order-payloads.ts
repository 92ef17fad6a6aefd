import { financialStatus, orderAmounts } from "../sales/order-amounts";
import { pricedDiscount } from "../sales/line-units";
import { gid, noteAttributes, taxLines, writing, type Payload, type Writing } from "./payloads";
import type { Charge, OrderEdit, OrderLine, OrderRecord } from "../store/records/order";
import type { EpochMs, Id } from "../store/records/values";
import type { ShopRecord } from "../store/records/shop";
import { SHIPPING_LINE_OFFSET, orderHistory, refundedTotal } from "../sales/sales-ledger";
import type { LineState, OrderHistory, Refunded } from "../sales/sales-ledger";
import { sum } from "../sales/sales-rows";

function linePayload(writer: Writing, order: OrderRecord, { line, left }: LineState): Payload {
  const { money, moneySet } = writer;
  const discount = pricedDiscount(order, line);
  return {
    id: line.id,
    admin_graphql_api_id: gid("LineItem", line.id),
    product_id: line.productId,
    variant_id: line.variantId,
    product_exists: line.productId !== null,
    title: line.title,
    name: line.title,
    quantity: Math.abs(line.quantity),
    current_quantity: left,
    price: money(line.unitPrice),
    price_set: moneySet(line.unitPrice),
    total_discount: money(discount),
    total_discount_set: moneySet(discount),
    tax_lines: taxLines(writer, line.tax),
    discount_allocations: discount === 0 ? [] : [{ amount: money(discount), amount_set: moneySet(discount) }],
    taxable: line.tax > 0,
    gift_card: line.isGiftCard,
    requires_shipping: !line.isGiftCard,
    properties: noteAttributes(line.properties),
  };
}

function refundBody(
  writer: Writing,
  order: OrderRecord,
  lines: readonly LineState[],
  at: EpochMs,
  refund: Refunded,
): Payload {
  const { money, moneySet, time } = writer;
  const adjustment = (kind: string, reason: string, amount: number, tax: number): Payload[] =>
    amount === 0 && tax === 0
      ? []
      : [{ id: refund.id, order_id: order.id, kind, reason, amount: money(-amount), tax_amount: money(-tax) }];
  const returned = refundedTotal(order, refund);
  return {
    id: refund.id,
    admin_graphql_api_id: gid("Refund", refund.id),
    order_id: order.id,
    created_at: time(at),
    processed_at: time(at),
    note: null,
    refund_line_items: refund.lines.map(({ line, quantity, total, tax }, index) => ({
      id: refund.id * 1000 + index,
      line_item_id: lines[line]?.line.id,
      quantity,
      subtotal: money(total - (order.taxesIncluded ? 0 : tax)),
      total_tax: money(tax),
      restock_type: refund.isCancellation ? "cancel" : "return",
    })),
    refund_shipping_lines:
      refund.shipping === 0
        ? []
        : [
            {
              id: refund.id,
              shipping_line: { id: order.agreementId + SHIPPING_LINE_OFFSET, title: "Standard" },
              subtotal_amount_set: moneySet(refund.shipping),
            },
          ],
    duties: refund.charges
      .filter(({ kind }) => kind === "DUTY")
      .map(({ amount, tax }, index) => ({ duty_id: refund.id + index, amount_set: moneySet(amount - tax) })),
    order_adjustments: [
      ...adjustment("shipping_refund", "Shipping refund", refund.shipping, refund.shippingTax),
      ...adjustment(
        "refund_discrepancy",
        "Refund discrepancy",
        refund.adjustment - refund.adjustmentTax,
        refund.adjustmentTax,
      ),
    ],
    // What is kept back in whole was never paid back.
    transactions:
      returned === 0
        ? []
        : [{ kind: "refund", status: "success", amount: money(returned), currency: order.currencyCode }],
  };
}

/** Null where nothing of the kind was charged. */
function charged({ moneySet }: Writing, charges: readonly Charge[], kind: Charge["kind"]): Payload | null {
  const own = charges.filter((charge) => charge.kind === kind);
  return own.length === 0 ? null : moneySet(sum(own, "amount") - sum(own, "tax"));
}

export function orderPayload(shop: ShopRecord, order: OrderRecord): Payload {
  const writer = writing(shop, order.currencyCode, order);
  const { money, moneySet, time } = writer;
  const history: OrderHistory = orderHistory(order);
  const amounts = orderAmounts(order, history);
  return {
    id: order.id,
    admin_graphql_api_id: gid("Order", order.id),
    name: order.name,
    order_number: orderNumber(order),
    created_at: time(order.createdAt),
    processed_at: time(order.processedAt),
    updated_at: time(order.updatedAt),
    cancelled_at: time(order.cancelledAt),
    closed_at: null,
    cancel_reason: order.cancelledAt === null ? null : "other",
    test: order.isTest,
    confirmed: true,
    currency: order.currencyCode,
    presentment_currency: order.presentmentCurrency,
    financial_status: financialStatus(order, amounts).toLowerCase(),
    fulfillment_status: null,
    taxes_included: order.taxesIncluded,
    total_price: money(amounts.total),
    total_price_set: moneySet(amounts.total),
    subtotal_price: money(amounts.subtotal),
    total_discounts: money(amounts.discounts),
    total_tax: money(amounts.tax),
    total_line_items_price: money(amounts.lineItems),
    total_shipping_price_set: moneySet(amounts.shipping),
    total_tip_received: money(order.tip),
    original_total_duties_set: charged(writer, order.charges, "DUTY"),
    original_total_additional_fees_set: charged(writer, order.charges, "ADDITIONAL_FEE"),
    current_total_price: money(amounts.currentTotal),
    current_subtotal_price: money(amounts.currentSubtotal),
    current_total_discounts: money(amounts.currentDiscounts),
    current_total_tax: money(amounts.currentTax),
    customer:
      order.customerId === null
        ? null
        : { id: order.customerId, admin_graphql_api_id: gid("Customer", order.customerId) },
    source_name: order.sourceName,
    device_id: order.deviceId,
    user_id: order.userId,
    location_id: order.locationId,
    checkout_id: order.checkoutId,
    checkout_token: order.checkoutToken,
    cart_token: order.cartToken,
    token: null,
    tags: order.tags.join(", "),
    note_attributes: noteAttributes(order.attributes),
    discount_codes: order.discountCodes.map((code) => ({
      code,
      type: "fixed_amount",
      amount: money(amounts.discounts),
    })),
    line_items: history.lines.map((state) => linePayload(writer, order, state)),
    shipping_lines:
      order.shipping === 0
        ? []
        : [
            {
              id: order.agreementId + SHIPPING_LINE_OFFSET,
              title: "Standard",
              price: money(order.shipping),
              discounted_price: money(order.shipping),
              tax_lines: taxLines(writer, order.shippingTax),
            },
          ],
    shipping_address: order.country === null ? null : { country_code: order.country },
    refunds: history.agreements.flatMap(({ refund, happenedAt }) =>
      refund === null ? [] : [refundBody(writer, order, history.lines, happenedAt, refund)],
    ),
  };
}

/** `orders/edited` tells the change, not the order. */
export function editPayload(shop: ShopRecord, order: OrderRecord, edit: OrderEdit): Payload {
  const { time } = writing(shop, order.currencyCode);
  const changes = (lines: readonly OrderLine[]) => lines.map(({ id, quantity }) => ({ id, delta: Math.abs(quantity) }));
  return {
    order_edit: {
      id: edit.id,
      order_id: order.id,
      created_at: time(edit.at),
      committed_at: time(edit.at),
      notify_customer: false,
      reason: "",
      staff_note: "",
      user_id: null,
      line_items: {
        additions: changes(edit.lines.filter(({ quantity }) => quantity > 0)),
        removals: changes(edit.lines.filter(({ quantity }) => quantity < 0)),
      },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}

/** One refund of the order, the cancellation's included; `undefined` when it has none of that id. */
export function refundPayload(shop: ShopRecord, order: OrderRecord, refundId: Id): Payload | undefined {
  const history = orderHistory(order);
  const agreement = history.agreements.find(({ refund }) => refund?.id === refundId);
  if (agreement === undefined || agreement.refund === null) return undefined;
  const writer = writing(shop, order.currencyCode, order);
  return refundBody(writer, order, history.lines, agreement.happenedAt, agreement.refund);
}

/** The number in the order's name, or its id where the name has none. */
export function orderNumber(order: Pick<OrderRecord, "id" | "name">): number {
  const digits = /\d+/.exec(order.name)?.[0];
  return (digits === undefined ? order.id : Number(digits)) % 2_147_483_648;
}
