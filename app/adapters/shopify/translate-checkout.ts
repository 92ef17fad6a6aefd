import { z } from "zod";
import { parseMoney } from "~/domain/money";
import type { StagedCheckout } from "../db/staging.server";
import { gid, instant, minorUnits, shopMoney, shopMoneyWithCurrency, text } from "./fields";
import { payloadId, storedCustomerId } from "./webhook-payload";

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

const checkoutPayload = z.object({
  id: payloadId,
  token: text.nullish(),
  cart_token: text.nullish(),
  has_contact: z.boolean(),
  created_at: instant,
  updated_at: instant,
  completed_at: instant.nullish(),
  currency: z.string(),
  taxes_included: z.boolean().nullish(),
  subtotal_price: z.string(),
  total_tax: z.string().nullish(),
  customer: z.object({ id: storedCustomerId }).nullish(),
});

/** A checkout as it is stored of its webhook: a checkout cannot be read again, so the message is the state. */
export function translateCheckoutPayload(value: unknown): StagedCheckout {
  const body = checkoutPayload.parse(value);
  const tax = body.taxes_included && body.total_tax ? parseMoney(body.total_tax, body.currency) : 0;
  return {
    checkoutId: body.id,
    token: body.token ?? null,
    cartToken: body.cart_token ?? null,
    customerId: body.customer?.id ?? null,
    hasContact: body.has_contact,
    origin: "webhook",
    startedAt: body.created_at,
    updatedAt: body.updated_at,
    completedAt: body.completed_at ?? null,
    value: parseMoney(body.subtotal_price, body.currency) - tax,
    currencyCode: body.currency,
    isDeleted: false,
  };
}

/** `checkouts/delete` says little more than which one. */
export function translateDeletedCheckout(value: unknown, deletedAt: Date, currencyCode: string): StagedCheckout {
  const { id, token } = z.object({ id: payloadId, token: text.nullish() }).parse(value);
  return {
    checkoutId: id,
    token: token ?? null,
    cartToken: null,
    customerId: null,
    hasContact: false,
    origin: "webhook",
    startedAt: deletedAt,
    updatedAt: deletedAt,
    completedAt: null,
    value: 0,
    currencyCode,
    isDeleted: true,
  };
}

/** The shop a checkout's recovery address belongs to, where it says so in the way known so far. */
export function shopOfCheckout(value: unknown): string | null {
  const body = z.object({ abandoned_checkout_url: z.string() }).safeParse(value);
  return body.success
    ? (/^https:\/\/[^/]+\/(\d+)\/checkouts\//.exec(body.data.abandoned_checkout_url)?.[1] ?? null)
    : null;
}
