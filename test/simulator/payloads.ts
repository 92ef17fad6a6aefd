import type {
  Attribute,
  CheckoutRecord,
  CustomerRecord,
  EpochMs,
  Id,
  Minor,
  OrderEdit,
  OrderLine,
  OrderRecord,
  ProductRecord,
  ShopRecord,
} from "./records";
import { decimalText } from "./money";
import { financialStatus, orderAmounts } from "./order-amounts";
import { SHIPPING_LINE_OFFSET, orderHistory } from "./sales-ledger";
import type { LineState, OrderHistory, Refunded } from "./sales-ledger";
import { localText } from "./time-text";

/** The REST-shaped bodies of webhooks: numeric ids, money as text, moments in the shop's zone. */
export type Payload = Readonly<Record<string, unknown>>;

export function gid(type: string, id: Id): string {
  return `gid://shopify/${type}/${id}`;
}

interface Writing {
  readonly money: (amount: Minor) => string;
  readonly moneySet: (amount: Minor) => Payload;
  readonly time: (at: EpochMs | null) => string | null;
}

/** The simulator knows no exchange rates: presentment money is the shop's amount under the buyer's currency code. */
function writing(shop: ShopRecord, currency: string, presentment = currency): Writing {
  const money = (amount: Minor) => decimalText(amount, currency);
  return {
    money,
    moneySet: (amount) => ({
      shop_money: { amount: money(amount), currency_code: currency },
      presentment_money: { amount: money(amount), currency_code: presentment },
    }),
    time: (at) => (at === null ? null : localText(at, shop.ianaTimezone)),
  };
}

export function shopPayload(shop: ShopRecord): Payload {
  const { time } = writing(shop, shop.currencyCode);
  return {
    id: shop.id,
    name: shop.name,
    domain: shop.domain,
    myshopify_domain: shop.domain,
    currency: shop.currencyCode,
    iana_timezone: shop.ianaTimezone,
    taxes_included: shop.taxesIncluded,
    plan_name: shop.isFrozen ? "frozen" : "basic",
    created_at: time(shop.createdAt),
    updated_at: time(shop.updatedAt),
  };
}

const noteAttributes = (attributes: readonly Attribute[]) => attributes.map(({ key, value }) => ({ name: key, value }));

const taxLines = ({ money, moneySet }: Writing, tax: Minor): Payload[] =>
  tax === 0 ? [] : [{ title: "Tax", price: money(tax), price_set: moneySet(tax) }];

function linePayload(writer: Writing, line: OrderLine, left: number): Payload {
  const { money, moneySet } = writer;
  return {
    id: line.id,
    admin_graphql_api_id: gid("LineItem", line.id),
    product_id: line.productId,
    variant_id: line.variantId,
    product_exists: line.productId !== null,
    title: line.title,
    name: line.title,
    quantity: line.quantity,
    current_quantity: left,
    price: money(line.unitPrice),
    price_set: moneySet(line.unitPrice),
    total_discount: money(line.discount),
    total_discount_set: moneySet(line.discount),
    tax_lines: taxLines(writer, line.tax),
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
  const { money, time } = writer;
  const returned = refund.lines.reduce((sum, line) => sum + line.total, 0) + refund.shipping + refund.adjustment;
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
    order_adjustments:
      refund.adjustment === 0
        ? []
        : [
            {
              id: refund.id,
              kind: "refund_discrepancy",
              amount: money(-refund.adjustment),
              tax_amount: money(0),
              reason: "Refund discrepancy",
            },
          ],
    transactions: [{ kind: "refund", status: "success", amount: money(returned), currency: order.currencyCode }],
  };
}

export function orderPayload(shop: ShopRecord, order: OrderRecord): Payload {
  const writer = writing(shop, order.currencyCode, order.presentmentCurrency);
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
    current_total_price: money(amounts.currentTotal),
    current_subtotal_price: money(amounts.currentSubtotal),
    current_total_discounts: money(amounts.currentDiscounts),
    current_total_tax: money(amounts.currentTax),
    customer:
      order.customerId === null
        ? null
        : { id: order.customerId, admin_graphql_api_id: gid("Customer", order.customerId) },
    source_name: order.sourceName,
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
    line_items: history.lines.map(({ line, left }) => linePayload(writer, line, left)),
    shipping_lines:
      order.shipping === 0
        ? []
        : [
            {
              id: order.agreementId + SHIPPING_LINE_OFFSET,
              title: "Standard",
              price: money(order.shipping),
              discounted_price: money(order.shipping),
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
  const writer = writing(shop, order.currencyCode, order.presentmentCurrency);
  return refundBody(writer, order, history.lines, agreement.happenedAt, agreement.refund);
}

/** The number in the order's name, or its id where the name has none. */
export function orderNumber(order: Pick<OrderRecord, "id" | "name">): number {
  const digits = /\d+/.exec(order.name)?.[0];
  return (digits === undefined ? order.id : Number(digits)) % 2_147_483_648;
}

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
  return { lineItems, discounts, tax, subtotal, total: subtotal + checkout.shipping + (taxesIncluded ? 0 : tax) };
}

export function checkoutUrl(shop: ShopRecord, checkout: CheckoutRecord): string {
  return `https://${shop.domain}/${shop.id}/checkouts/ac/${checkout.token}/recover?key=${checkout.id}`;
}

export function checkoutPayload(shop: ShopRecord, checkout: CheckoutRecord): Payload {
  const writer = writing(shop, shop.currencyCode, checkout.presentmentCurrency);
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
      checkout.shipping === 0
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

export function customerPayload(shop: ShopRecord, customer: CustomerRecord): Payload {
  const { time } = writing(shop, shop.currencyCode);
  return {
    id: customer.id,
    admin_graphql_api_id: gid("Customer", customer.id),
    email: `customer-${customer.id}@example.com`,
    created_at: time(customer.createdAt),
    updated_at: time(customer.updatedAt),
    state: "disabled",
    currency: shop.currencyCode,
  };
}

export function productPayload(shop: ShopRecord, product: ProductRecord): Payload {
  const { money, time } = writing(shop, shop.currencyCode);
  return {
    id: product.id,
    admin_graphql_api_id: gid("Product", product.id),
    title: product.title,
    handle: product.handle,
    body_html: null,
    vendor: product.vendor,
    product_type: product.productType,
    status: product.status.toLowerCase(),
    tags: product.tags.join(", "),
    created_at: time(product.createdAt),
    updated_at: time(product.updatedAt),
    published_at: product.status === "ACTIVE" ? time(product.createdAt) : null,
    published_scope: "web",
    // Shopify truncates the list of a product with many variants.
    variants: product.variants.slice(0, 100).map((variant) => variantPayload(money, variant)),
    options: [],
    images: [],
  };
}

export function variantPayload(money: (amount: Minor) => string, variant: ProductRecord["variants"][number]): Payload {
  return {
    id: variant.id,
    admin_graphql_api_id: gid("ProductVariant", variant.id),
    product_id: variant.productId,
    title: variant.title,
    price: money(variant.price),
    compare_at_price: null,
    sku: variant.sku,
    position: variant.position,
    inventory_item_id: variant.id,
    inventory_quantity: variant.inventory ?? 0,
    inventory_policy: "deny",
    inventory_management: variant.inventory === null ? null : "shopify",
  };
}
