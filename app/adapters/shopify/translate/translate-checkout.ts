import { z } from "zod";
import { roundMoney } from "~/domain/money";
import type { MinorUnits } from "~/domain/money";
import type { StagedCheckout, StagedGiftCard } from "~/adapters/db/staging/staged-rows";
import { gidName, gidOf, instant, minorUnits, shopMoney, shopMoneyWithCurrency, text } from "./fields";
import { payloadId, storedCustomerId } from "./fields";

const listedCheckout = z.object({
  id: gidOf("AbandonedCheckout"),
  createdAt: instant,
  updatedAt: instant,
  completedAt: instant.nullish(),
  taxesIncluded: z.boolean(),
  customer: z.object({ id: gidOf("Customer") }).nullish(),
  subtotalPriceSet: shopMoneyWithCurrency,
  totalPriceSet: shopMoney,
  totalTaxSet: shopMoney.nullish(),
  totalDutiesSet: shopMoney.nullish(),
  taxLines: z.array(z.object({ priceSet: shopMoney })),
});

/**
 * A checkout of Shopify's abandoned-checkout list, whose buyers all left contact details. Its value is still with gift
 * cards and tax, which `valueListedCheckouts` takes out when all lines are there.
 */
export function translateListedCheckout(value: unknown): StagedCheckout {
  const node = listedCheckout.parse(value);
  const { currencyCode } = node.subtotalPriceSet.shopMoney;
  const taxes = node.taxLines.length > 0 ? node.taxLines.map(({ priceSet }) => priceSet) : [node.totalTaxSet];
  const tax = taxes.reduce((sum, each) => sum + (each ? minorUnits(each, currencyCode) : 0), 0);
  const subtotal = notNegative(minorUnits(node.subtotalPriceSet, currencyCode));
  const total = minorUnits(node.totalPriceSet, currencyCode);
  const duties = node.totalDutiesSet ? minorUnits(node.totalDutiesSet, currencyCode) : 0;
  // The list names no delivery. Where nothing is left for it, it is free or was never chosen.
  const shipping = total - subtotal - duties - (node.taxesIncluded ? 0 : tax);
  return {
    checkoutId: node.id,
    token: null,
    cartToken: null,
    customerId: node.customer?.id ?? null,
    sourceName: null,
    hasContact: true,
    origin: "list",
    startedAt: node.createdAt,
    updatedAt: node.updatedAt,
    completedAt: node.completedAt ?? null,
    value: subtotal,
    shipping: shipping > 0 ? shipping : null,
    currencyCode,
    isDeleted: false,
    includedTax: node.taxesIncluded ? tax : 0,
    total,
  };
}

const listedLine = z.object({
  id: z.string(),
  product: z.object({ isGiftCard: z.boolean() }).nullish(),
  discountedTotalPriceWithCodeDiscount: shopMoneyWithCurrency,
});

/** The gift card a line of a listed checkout is; null when it is merchandise. */
export function translateListedLine(value: unknown, checkoutId: string): StagedGiftCard | null {
  const node = listedLine.parse(value);
  if (!node.product?.isGiftCard) return null;
  const price = node.discountedTotalPriceWithCodeDiscount;
  return {
    checkoutId,
    lineName: gidName(node.id) ?? node.id,
    amount: minorUnits(price, price.shopMoney.currencyCode),
  };
}

const amount = z.string();
const taxLines = z.array(z.object({ price: amount })).nullish();

const checkoutPayload = z.object({
  id: payloadId,
  token: text.nullish(),
  cart_token: text.nullish(),
  has_contact: z.boolean(),
  created_at: instant,
  updated_at: instant,
  completed_at: instant.nullish(),
  source_name: z.union([text, z.int().transform(String)]).nullish(),
  device_id: z.unknown().optional(),
  user_id: z.unknown().optional(),
  location_id: z.unknown().optional(),
  currency: z.string(),
  taxes_included: z.boolean().nullish(),
  subtotal_price: amount,
  total_tax: amount.nullish(),
  customer: z.object({ id: storedCustomerId }).nullish(),
  line_items: z
    .array(z.object({ gift_card: z.boolean().nullish(), line_price: amount.nullish(), tax_lines: taxLines }))
    .nullish(),
  shipping_lines: z.array(z.object({ price: amount.nullish(), tax_lines: taxLines })).nullish(),
});

type CheckoutPayload = z.infer<typeof checkoutPayload>;

/** A checkout as it is stored of its webhook: a checkout cannot be read again, so the message is the state. */
export function translateCheckoutPayload(value: unknown): StagedCheckout {
  const body = checkoutPayload.parse(value);
  return {
    checkoutId: body.id,
    token: body.token ?? null,
    cartToken: body.cart_token ?? null,
    customerId: body.customer?.id ?? null,
    sourceName: otherSourceOf(body),
    hasContact: body.has_contact,
    origin: "webhook",
    startedAt: body.created_at,
    updatedAt: body.updated_at,
    completedAt: body.completed_at ?? null,
    value: merchandiseOf(body),
    shipping: shippingOf(body),
    currencyCode: body.currency,
    isDeleted: false,
    includedTax: 0,
    total: 0,
  };
}

/**
 * What made a checkout, when that was not the online store; null when it was. A till, a member of staff or a place says
 * so too where the source is missing or says `web`.
 */
function otherSourceOf({ source_name, device_id, user_id, location_id }: CheckoutPayload): string | null {
  if (source_name && source_name !== "web") return source_name;
  if (device_id || location_id) return "pos";
  return user_id ? "staff" : null;
}

/**
 * Merchandise after discounts, before tax, without gift cards. The subtotal is after discounts, without shipping, and
 * with tax where prices include it. Where the lines do not tell their tax, it is that of the whole less shipping's.
 */
function merchandiseOf({
  currency,
  subtotal_price,
  taxes_included,
  total_tax,
  line_items,
  shipping_lines,
}: CheckoutPayload): MinorUnits {
  const money = (text: string | null | undefined) => (text ? roundMoney(text, currency) : 0);
  const taxOf = (lines: readonly { readonly tax_lines?: z.infer<typeof taxLines> }[]) =>
    lines.flatMap(({ tax_lines }) => tax_lines ?? []).reduce((sum, { price }) => sum + money(price), 0);
  const lines = line_items ?? [];
  const giftCards = lines
    .filter(({ gift_card }) => gift_card)
    .reduce((sum, { line_price }) => sum + money(line_price), 0);
  const linesTellTax = lines.some(({ tax_lines }) => tax_lines && tax_lines.length > 0);
  const tax = linesTellTax
    ? taxOf(lines.filter(({ gift_card }) => !gift_card))
    : money(total_tax) - taxOf(shipping_lines ?? []);
  return Math.max(0, notNegative(money(subtotal_price)) - giftCards - (taxes_included ? tax : 0));
}

/** What delivery is offered for, before tax; null while none is chosen or its price is not told. */
function shippingOf({ currency, taxes_included, shipping_lines }: CheckoutPayload): MinorUnits | null {
  if (!shipping_lines || shipping_lines.length === 0) return null;
  let sum = 0;
  for (const { price, tax_lines } of shipping_lines) {
    if (!price) return null;
    sum += roundMoney(price, currency);
    if (taxes_included) for (const tax of tax_lines ?? []) sum -= roundMoney(tax.price, currency);
  }
  return Math.max(0, sum);
}

/** Nobody leaves goods worth less than nothing: such a body is no checkout. */
function notNegative(value: MinorUnits): MinorUnits {
  if (value < 0) throw new RangeError("the value of the checkout is negative");
  return value;
}

/** `checkouts/delete` says little more than which one. */
export function translateDeletedCheckout(value: unknown, deletedAt: Date, currencyCode: string): StagedCheckout {
  const { id, token } = z.object({ id: payloadId, token: text.nullish() }).parse(value);
  return {
    checkoutId: id,
    token: token ?? null,
    cartToken: null,
    customerId: null,
    sourceName: null,
    hasContact: false,
    origin: "webhook",
    startedAt: deletedAt,
    updatedAt: deletedAt,
    completedAt: null,
    value: 0,
    shipping: null,
    currencyCode,
    isDeleted: true,
    includedTax: 0,
    total: 0,
  };
}
