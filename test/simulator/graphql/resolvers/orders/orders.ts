import { gid } from "../../../payloads/payloads";
import { orderNumber } from "../../../payloads/order-payloads";
import { financialStatus, type OrderAmounts } from "../../../sales/order-amounts";
import type { LineState } from "../../../sales/sales-ledger";
import type { Charge } from "../../../store/records/order";
import { utcText } from "../../../time/time-text";
import { listConnection } from "../../connections";
import { plain, type Fields, type PlainSource } from "../../fields";
import { customerById } from "../customers";
import { agreementSources } from "./agreements";
import { journeySummary } from "./journey";
import { lineSources } from "./line-items";
import { bag, type OrderSource } from "./order-source";
import { refundSources } from "./refunds";
import { shippingLine } from "./shipping-and-tax";

const amountField = (pick: (amounts: OrderAmounts) => number) => (source: OrderSource) =>
  bag(source, pick(source.amounts()));
const timeOrNull = (at: number | null) => (at === null ? null : utcText(at));

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const isUnit = ({ line }: LineState) => !line.isGiftCard;

/** Null where nothing of the kind was charged. */
function charged(order: OrderSource, kind: Charge["kind"], isNow: boolean) {
  const rows = order.history().agreements.slice(0, isNow ? undefined : 1);
  const own = rows.flatMap(({ sales }) => sales.filter(({ lineType }) => lineType === kind));
  return own.length === 0 ? null : bag(order, sum(own.map(({ total, tax }) => total - tax)));
}

function address({ record }: OrderSource): PlainSource | null {
  if (record.country === null) return null;
  return plain("MailingAddress", {
    id: gid("MailingAddress", record.id),
    countryCodeV2: record.country,
    country: new Intl.DisplayNames("en", { type: "region" }).of(record.country) ?? record.country,
  });
}

const CHANNELS: Readonly<Record<string, string>> = {
  web: "Online Store",
  pos: "Point of Sale",
  shopify_draft_order: "Draft Orders",
  mobile_app: "Mobile App",
};
const channelName = (sourceName: string) => CHANNELS[sourceName] ?? sourceName;

export const ORDER: Fields<OrderSource> = {
  id: ({ record }) => gid("Order", record.id),
  legacyResourceId: ({ record }) => String(record.id),
  name: ({ record }) => record.name,
  number: ({ record }) => orderNumber(record),
  createdAt: ({ record }) => utcText(record.createdAt),
  processedAt: ({ record }) => utcText(record.processedAt),
  updatedAt: ({ record }) => utcText(record.updatedAt),
  cancelledAt: ({ record }) => timeOrNull(record.cancelledAt),
  cancelReason: ({ record }) => (record.cancelledAt === null ? null : "OTHER"),
  closedAt: () => null,
  closed: () => false,
  test: ({ record }) => record.isTest,
  confirmed: () => true,
  edited: ({ record }) => record.edits.length > 0,
  displayFinancialStatus: (source) => financialStatus(source.record, source.amounts()),
  displayFulfillmentStatus: () => "UNFULFILLED",
  returnStatus: ({ record }) => (record.returns.length === 0 ? "NO_RETURN" : "RETURNED"),
  currencyCode: ({ record }) => record.currencyCode,
  presentmentCurrencyCode: ({ record }) => record.presentmentCurrency,
  taxesIncluded: ({ record }) => record.taxesIncluded,
  sourceName: ({ record }) => record.sourceName,
  sourceIdentifier: () => null,
  checkoutToken: ({ record }) => record.checkoutToken,
  cartToken: ({ record }) => record.cartToken,
  tags: ({ record }) => record.tags,
  note: () => null,
  discountCode: ({ record }) => record.discountCodes[0] ?? null,
  discountCodes: ({ record }) => record.discountCodes,
  customAttributes: ({ record }) => record.attributes,
  attribution: ({ record }) =>
    plain("OrderAttribution", { handle: record.sourceName, displayName: channelName(record.sourceName), icon: null }),
  app: ({ record }) => plain("OrderApp", { id: gid("App", 580_111), name: channelName(record.sourceName) }),
  publication: () => null,
  retailLocation: () => null,
  purchasingEntity: ({ record }, _args, context) =>
    record.customerId === null ? null : customerById(context, record.customerId),
  customer: ({ record }, _args, context) =>
    record.customerId === null ? null : customerById(context, record.customerId),
  customerJourneySummary: journeySummary,
  shippingAddress: address,
  billingAddress: address,
  displayAddress: address,
  shippingLine,
  shippingLines(source, args, context) {
    const line = shippingLine(source);
    return listConnection(context, line === null ? [] : [line], args);
  },

  lineItems: (source, args, context) => listConnection(context, lineSources(source), args),
  agreements: (source, args, context) => listConnection(context, agreementSources(source), args),
  refunds(source, args) {
    const all = refundSources(source);
    return typeof args["first"] === "number" ? all.slice(0, args["first"]) : all;
  },
  subtotalLineItemsQuantity: (source) =>
    sum(
      source
        .history()
        .lines.filter(isUnit)
        .map(({ line }) => Math.max(line.quantity, 0)),
    ),
  currentSubtotalLineItemsQuantity: (source) =>
    sum(
      source
        .history()
        .lines.filter(isUnit)
        .map(({ left }) => left),
    ),

  originalTotalPriceSet: amountField((amounts) => amounts.originalTotal),
  totalPriceSet: amountField((amounts) => amounts.total),
  currentTotalPriceSet: amountField((amounts) => amounts.currentTotal),
  subtotalPriceSet: amountField((amounts) => amounts.subtotal),
  currentSubtotalPriceSet: amountField((amounts) => amounts.currentSubtotal),
  totalDiscountsSet: amountField((amounts) => amounts.discounts),
  currentTotalDiscountsSet: amountField((amounts) => amounts.currentDiscounts),
  cartDiscountAmountSet: amountField(() => 0),
  currentCartDiscountAmountSet: amountField(() => 0),
  totalTaxSet: amountField((amounts) => amounts.tax),
  currentTotalTaxSet: amountField((amounts) => amounts.currentTax),
  totalShippingPriceSet: amountField((amounts) => amounts.shipping),
  currentShippingPriceSet: amountField((amounts) => amounts.currentShipping),
  totalRefundedSet: amountField((amounts) => amounts.refunded),
  totalRefundedShippingSet: amountField((amounts) => amounts.refundedShipping),
  totalTipReceivedSet: (source) => bag(source, source.record.tip),
  totalReceivedSet: amountField((amounts) => amounts.total),
  netPaymentSet: amountField((amounts) => amounts.total - amounts.refunded),
  totalOutstandingSet: amountField(() => 0),
  originalTotalDutiesSet: (source) => charged(source, "DUTY", false),
  currentTotalDutiesSet: (source) => charged(source, "DUTY", true),
  originalTotalAdditionalFeesSet: (source) => charged(source, "ADDITIONAL_FEE", false),
  currentTotalAdditionalFeesSet: (source) => charged(source, "ADDITIONAL_FEE", true),
};
