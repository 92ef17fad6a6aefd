import { checkoutAmounts, checkoutUrl } from "../../payloads/checkout-payloads";
import type { CheckoutAmounts } from "../../payloads/checkout-payloads";
import { gid } from "../../payloads/payloads";
import type { CheckoutLine, CheckoutRecord } from "../../store/records/checkout";
import { utcText } from "../../time/time-text";
import { encodeCursor, listConnection } from "../connections";
import type { Source } from "../connections";
import type { ApiContext } from "../context";
import { plain } from "../fields";
import type { Fields } from "../fields";
import { customerById } from "./customers";
import { moneyBag } from "./money";
import { productById, variantById } from "./products";

export interface CheckoutSource extends Source {
  readonly record: CheckoutRecord;
}

interface CheckoutLineSource extends Source {
  readonly checkout: CheckoutRecord;
  readonly line: CheckoutLine;
}

export const checkoutSource = (record: CheckoutRecord): CheckoutSource => ({ __typename: "AbandonedCheckout", record });

const amount =
  (pick: (amounts: CheckoutAmounts) => number) =>
  ({ record }: CheckoutSource, _args: unknown, { profile }: ApiContext) =>
    moneyBag(pick(checkoutAmounts(record, profile.taxesIncluded)), profile.currencyCode, record);

export const ABANDONED_CHECKOUT: Fields<CheckoutSource> = {
  id: ({ record }) => gid("AbandonedCheckout", record.id),
  name: ({ record }) => `#${record.id}`,
  defaultCursor: ({ record }) => encodeCursor([record.id, record.id]),
  createdAt: ({ record }) => utcText(record.startedAt),
  updatedAt: ({ record }) => utcText(record.updatedAt),
  completedAt: ({ record }) => (record.completedAt === null ? null : utcText(record.completedAt)),
  abandonedCheckoutUrl: ({ record }, _args, { profile }) => checkoutUrl(profile, record),
  customer: ({ record }, _args, context) =>
    record.customerId === null ? null : customerById(context, record.customerId),
  customAttributes: ({ record }) => record.attributes,
  discountCodes: ({ record }) => record.discountCodes,
  note: () => "",
  taxesIncluded: (_source, _args, { profile }) => profile.taxesIncluded,
  taxLines: (source, args, context) =>
    checkoutAmounts(source.record, context.profile.taxesIncluded).tax === 0
      ? []
      : [
          plain("TaxLine", {
            title: "Tax",
            priceSet: amount(({ tax }) => tax)(source, args, context),
            rate: null,
            ratePercentage: null,
            source: null,
            channelLiable: false,
          }),
        ],
  billingAddress: () => null,
  shippingAddress: () => null,
  totalLineItemsPriceSet: amount(({ lineItems }) => lineItems),
  totalDiscountSet: amount(({ discounts }) => discounts),
  subtotalPriceSet: amount(({ subtotal }) => subtotal),
  totalTaxSet: amount(({ tax }) => tax),
  totalPriceSet: amount(({ total }) => total),
  totalDutiesSet: () => null,
  lineItems: ({ record }, args, context) =>
    listConnection(
      context,
      record.lines.map((line): CheckoutLineSource => ({
        __typename: "AbandonedCheckoutLineItem",
        checkout: record,
        line,
      })),
      args,
    ),
};

const lineAmount =
  (pick: (line: CheckoutLine) => number) =>
  ({ checkout, line }: CheckoutLineSource, _args: unknown, { profile }: ApiContext) =>
    moneyBag(pick(line), profile.currencyCode, checkout);

export const ABANDONED_CHECKOUT_LINE: Fields<CheckoutLineSource> = {
  id: ({ line }) => gid("AbandonedCheckoutLineItem", line.id),
  title: ({ line }) => line.title,
  variantTitle: ({ line }, _args, { shop }) =>
    line.variantId === null ? null : (shop.variant(line.variantId)?.title ?? null),
  sku: ({ line }, _args, { shop }) => (line.variantId === null ? null : (shop.variant(line.variantId)?.sku ?? null)),
  quantity: ({ line }) => line.quantity,
  product: ({ line }, _args, context) => (line.productId === null ? null : productById(context, line.productId)),
  variant: ({ line }, _args, context) => (line.variantId === null ? null : variantById(context, line.variantId)),
  customAttributes: ({ line }) => line.properties,
  originalUnitPriceSet: lineAmount(({ unitPrice }) => unitPrice),
  originalTotalPriceSet: lineAmount(({ unitPrice, quantity }) => unitPrice * quantity),
  discountedTotalPriceSet: lineAmount(({ unitPrice, quantity, discount }) => unitPrice * quantity - discount),
  discountedTotalPriceWithCodeDiscount: lineAmount(
    ({ unitPrice, quantity, discount }) => unitPrice * quantity - discount,
  ),
};
