import { z } from "zod";
import type { StagedAgreement, StagedLine, StagedOrder, StagedSale } from "~/adapters/db/staging/staged-rows";
import {
  gidNameOf,
  gidOf,
  instant,
  minorUnits,
  orderCount,
  shopMoney,
  shopMoneyWithCurrency,
  text,
  units,
} from "./fields";

const visit = z.object({
  source: text,
  utmParameters: z.object({ source: text.nullish(), medium: text.nullish() }).nullish(),
});

const orderNode = z.object({
  id: gidOf("Order"),
  name: text,
  processedAt: instant,
  createdAt: instant,
  updatedAt: instant,
  cancelledAt: instant.nullish(),
  test: z.boolean(),
  displayFinancialStatus: z.string().nullish(),
  sourceName: text.nullish(),
  currencyCode: z.string().regex(/^[A-Z]{3,4}$/),
  checkoutToken: text.nullish(),
  cartToken: text.nullish(),
  discountCodes: z.array(text),
  tags: z.array(text),
  attribution: z.object({ handle: text }).nullish(),
  customer: z.object({ id: gidOf("Customer"), numberOfOrders: orderCount.nullish() }).nullish(),
  originalTotalPriceSet: shopMoneyWithCurrency,
  shippingAddress: z.object({ countryCodeV2: z.string().nullish() }).nullish(),
  customerJourneySummary: z
    .object({
      ready: z.boolean().nullish(),
      customerOrderIndex: z.int32().positive().nullish(),
      daysToConversion: z.int32().nonnegative().nullish(),
      firstVisit: visit.nullish(),
      lastVisit: visit.nullish(),
    })
    .nullish(),
});

/** Shopify names a source it could not make out `unknown`: that is no source of its own. */
const namedSource = (source: string | null | undefined) => (source && source !== "unknown" ? source : null);

const sourceOf = (of: z.infer<typeof visit> | null | undefined) =>
  namedSource(of?.utmParameters?.source) ?? namedSource(of?.source);
const mediumOf = (of: z.infer<typeof visit> | null | undefined) => of?.utmParameters?.medium || null;

/** @throws {Error} saying what is wrong with the node. */
export function translateOrder(value: unknown): StagedOrder {
  const node = orderNode.parse(value);
  const journey = node.customerJourneySummary;
  const firstVisit = journey?.firstVisit;
  // A journey of a single visit may name it once. A first visit that is not known is never taken from the last one.
  const lastVisit = journey?.lastVisit ?? firstVisit;
  return {
    orderId: node.id,
    name: node.name,
    customerId: node.customer?.id ?? null,
    processedAt: node.processedAt,
    createdAt: node.createdAt,
    updatedAt: node.updatedAt,
    cancelledAt: node.cancelledAt ?? null,
    isTest: node.test,
    financialStatus: node.displayFinancialStatus ?? null,
    sourceName: node.sourceName ?? null,
    channel: node.attribution?.handle ?? node.sourceName ?? null,
    country: node.shippingAddress?.countryCodeV2 ?? null,
    currencyCode: node.currencyCode,
    checkoutToken: node.checkoutToken ?? null,
    cartToken: node.cartToken ?? null,
    discountCodes: node.discountCodes,
    tags: node.tags,
    customerOrderIndex: journey?.customerOrderIndex ?? null,
    customerOrderCount: node.customer?.numberOfOrders ?? null,
    firstVisitSource: sourceOf(firstVisit),
    firstVisitMedium: mediumOf(firstVisit),
    lastVisitSource: sourceOf(lastVisit),
    lastVisitMedium: mediumOf(lastVisit),
    daysToConversion: journey?.daysToConversion ?? null,
    // Orders that a subscription contract bills by itself; its first order comes through a checkout.
    isRenewal: node.sourceName?.startsWith("subscription_contract") ?? false,
    // Negative when more came back than was bought, as in a return without a purchase at POS.
    totalPaid: minorUnits(node.originalTotalPriceSet, node.originalTotalPriceSet.shopMoney.currencyCode),
    isRebuilt: false,
    isDeleted: false,
    isJourneyReady: journey?.ready ?? true,
  };
}

const lineNode = z.object({
  id: gidOf("LineItem"),
  title: text,
  quantity: units.nonnegative(),
  isGiftCard: z.boolean(),
  customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullish() })).nullish(),
  product: z.object({ id: gidOf("Product") }).nullish(),
  variant: z.object({ id: gidOf("ProductVariant") }).nullish(),
});

export function translateLine(value: unknown, orderId: string): StagedLine {
  const node = lineNode.parse(value);
  return {
    orderId,
    lineId: node.id,
    productId: node.product?.id ?? null,
    variantId: node.variant?.id ?? null,
    title: node.title,
    quantity: node.quantity,
    isGiftCard: node.isGiftCard,
    rec: recOf(node.customAttributes ?? []),
  };
}

/** What the button of a list writes: its place, the list and the position. */
const REC = /^[a-z_]{1,20}\.[a-z_]{1,20}\.[1-9]\d?$/;

/** Anything else that stands on a line is the shopper's own, an engraving or a greeting, and is left where it is. */
function recOf(attributes: readonly { readonly key: string; readonly value?: string | null | undefined }[]) {
  const value = attributes.find(({ key }) => key === "_rec")?.value;
  return value && REC.test(value) ? value : null;
}

const agreementNode = z.object({ id: gidNameOf("Agreement"), reason: z.string(), happenedAt: instant });

export function translateAgreement(value: unknown, orderId: string): StagedAgreement {
  const node = agreementNode.parse(value);
  return { orderId, agreementId: node.id, reason: node.reason, happenedAt: node.happenedAt };
}

const saleNode = z.object({
  id: gidNameOf("Sale"),
  actionType: z.enum(["ORDER", "UPDATE", "RETURN", "UNKNOWN"]),
  lineType: z.string(),
  quantity: units.nullish(),
  totalAmount: shopMoneyWithCurrency,
  totalTaxAmount: shopMoney,
  totalDiscountAmountBeforeTaxes: shopMoney,
  lineItem: z.object({ id: gidOf("LineItem") }).nullish(),
});

export function translateSale(value: unknown, agreementId: string): StagedSale {
  const node = saleNode.parse(value);
  const { currencyCode } = node.totalAmount.shopMoney;
  // What an unknown action means for sales nobody can say: the row is kept under the line type no number reads.
  const isKnown = node.actionType !== "UNKNOWN";
  return {
    agreementId,
    saleId: node.id.slice(node.id.indexOf("/") + 1),
    action: isKnown ? node.actionType : "UPDATE",
    lineType: isKnown ? node.lineType : "UNKNOWN",
    lineId: node.lineItem?.id ?? null,
    quantity: node.quantity ?? 0,
    total: minorUnits(node.totalAmount, currencyCode),
    tax: minorUnits(node.totalTaxAmount, currencyCode),
    discount: minorUnits(node.totalDiscountAmountBeforeTaxes, currencyCode),
  };
}

/** Says that an order is gone. Only its id and the deletion count; nobody reads the rest. */
export function translateDeletedOrder(orderId: string, deletedAt: Date, currencyCode: string): StagedOrder {
  return {
    orderId,
    name: "",
    customerId: null,
    processedAt: deletedAt,
    createdAt: deletedAt,
    updatedAt: deletedAt,
    cancelledAt: null,
    isTest: false,
    financialStatus: null,
    sourceName: null,
    channel: null,
    country: null,
    currencyCode,
    checkoutToken: null,
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
    totalPaid: 0,
    isRebuilt: false,
    isDeleted: true,
    isJourneyReady: true,
  };
}
