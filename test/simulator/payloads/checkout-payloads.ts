import { gid, noteAttributes, taxLines, writing, type Payload } from "./payloads";
import type { CheckoutRecord } from "../store/records/checkout";
import type { Minor } from "../store/records/values";
import type { ShopRecord } from "../store/records/shop";

export interface CheckoutAmounts {
  readonly lineItems: Minor;
  readonly discounts: Minor;
  /** Of lines and shipping. */
  readonly tax: Minor;
  /** Of the lines after discounts, as priced: with tax where prices include it. */
  readonly subtotal: Minor;
  readonly total: Minor;
}

export function checkoutAmounts(checkout: CheckoutRecord, taxesIncluded: boolean): CheckoutAmounts {
  let lineItems = 0;
  let discounts = 0;
  let tax = checkout.shippingTax;
  for (const line of checkout.lines) {
    lineItems += line.quantity * line.unitPrice;
    discounts += line.discount;
    tax += line.tax;
  }
  const subtotal = lineItems - discounts;
  return {
    lineItems,
    discounts,
    tax,
    subtotal,
    total: subtotal + (checkout.shipping ?? 0) + (taxesIncluded ? 0 : tax),
  };
}

export function checkoutUrl(shop: ShopRecord, checkout: CheckoutRecord): string {
  return `https://${shop.domain}/${shop.id}/checkouts/ac/${checkout.token}/recover?key=${checkout.id}`;
}

export function checkoutPayload(shop: ShopRecord, checkout: CheckoutRecord): Payload {
  const writer = writing(shop, shop.currencyCode, checkout);
  const { money, time } = writer;
  const amounts = checkoutAmounts(checkout, shop.taxesIncluded);
  return {
    id: checkout.id,
    token: checkout.token,
    cart_token: checkout.cartToken,
    email: checkout.hasContact ? `buyer-${checkout.id}@example.com` : null,
    created_at: time(checkout.startedAt),
    updated_at: time(checkout.updatedAt),
    completed_at: time(checkout.completedAt),
    closed_at: null,
    abandoned_checkout_url: checkoutUrl(shop, checkout),
    currency: shop.currencyCode,
    presentment_currency: checkout.presentmentCurrency,
    subtotal_price: money(amounts.subtotal),
    total_price: money(amounts.total),
    total_tax: money(amounts.tax),
    total_discounts: money(amounts.discounts),
    total_line_items_price: money(amounts.lineItems),
    taxes_included: shop.taxesIncluded,
    tax_lines: taxLines(writer, amounts.tax),
    source_name: checkout.sourceName,
    device_id: checkout.deviceId,
    user_id: checkout.userId,
    location_id: checkout.locationId,
    note_attributes: noteAttributes(checkout.attributes),
    discount_codes: checkout.discountCodes.map((code) => ({ code })),
    customer:
      checkout.customerId === null
        ? null
        : { id: checkout.customerId, admin_graphql_api_id: gid("Customer", checkout.customerId) },
    line_items: checkout.lines.map((line) => ({
      key: String(line.id),
      product_id: line.productId,
      variant_id: line.variantId,
      title: line.title,
      quantity: line.quantity,
      price: money(line.unitPrice),
      line_price: money(line.unitPrice * line.quantity - line.discount),
      applied_discounts: [],
      discount_allocations: line.discount === 0 ? [] : [{ amount: money(line.discount) }],
      tax_lines: taxLines(writer, line.tax),
      taxable: line.tax > 0,
      gift_card: line.isGiftCard,
      requires_shipping: !line.isGiftCard,
      properties: noteAttributes(line.properties),
    })),
    shipping_lines:
      checkout.shipping === null
        ? []
        : [
            {
              code: "Standard",
              title: "Standard",
              price: money(checkout.shipping),
              tax_lines: taxLines(writer, checkout.shippingTax),
            },
          ],
  };
}
