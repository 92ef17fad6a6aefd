import { z } from "zod";
import { parseMoney } from "~/domain/money";
import type { StagedCheckout } from "../db/staging.server";
import { gid, instant, minorUnits, shopMoney, shopMoneyWithCurrency, text } from "./fields";

const listedCheckout = z.object({
  id: gid,
  createdAt: instant,
  updatedAt: instant,
  completedAt: instant.nullish(),
  taxesIncluded: z.boolean(),
  customer: z.object({ id: gid }).nullish(),
  subtotalPriceSet: shopMoneyWithCurrency,
  totalTaxSet: shopMoney.nullish(),
});

/** A checkout of Shopify's abandoned-checkout list, whose buyers all left contact details. */
export function translateListedCheckout(value: unknown): StagedCheckout {
  const node = listedCheckout.parse(value);
  const { currencyCode } = node.subtotalPriceSet.shopMoney;
  const tax = node.taxesIncluded && node.totalTaxSet ? minorUnits(node.totalTaxSet, currencyCode) : 0;
  return {
    checkoutId: node.id,
    token: null,
    cartToken: null,
    customerId: node.customer?.id ?? null,
    hasContact: true,
    origin: "list",
    startedAt: node.createdAt,
    updatedAt: node.updatedAt,
    completedAt: node.completedAt ?? null,
    value: minorUnits(node.subtotalPriceSet, currencyCode) - tax,
    currencyCode,
    isDeleted: false,
  };
}

/** Payloads write ids as JSON numbers; the parser hands large ones over as text. */
const payloadId = z.union([z.int().positive().transform(String), z.string().regex(/^[1-9]\d{0,18}$/)]);

const checkoutPayload = z.object({
  id: payloadId,
  token: text.nullish(),
  cart_token: text.nullish(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  created_at: instant,
  updated_at: instant,
  completed_at: instant.nullish(),
  currency: z.string(),
  taxes_included: z.boolean().nullish(),
  subtotal_price: z.string(),
  total_tax: z.string().nullish(),
  customer: z.object({ id: payloadId }).nullish(),
});

/** A checkout as its webhook carries it: a checkout cannot be read again, so the message is the state. */
export function translateCheckoutPayload(value: unknown): StagedCheckout {
  const body = checkoutPayload.parse(value);
  const tax = body.taxes_included && body.total_tax ? parseMoney(body.total_tax, body.currency) : 0;
  return {
    checkoutId: body.id,
    token: body.token ?? null,
    cartToken: body.cart_token ?? null,
    customerId: body.customer?.id ?? null,
    // Only whether there are contact details is kept, not what they are.
    hasContact: Boolean(body.email || body.phone || body.customer),
    origin: "webhook",
    startedAt: body.created_at,
    updatedAt: body.updated_at,
    completedAt: body.completed_at ?? null,
    value: parseMoney(body.subtotal_price, body.currency) - tax,
    currencyCode: body.currency,
    isDeleted: false,
  };
}
