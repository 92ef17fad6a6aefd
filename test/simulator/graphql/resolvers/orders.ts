import { financialStatus, orderAmounts } from "../../sales/order-amounts";
import type { OrderAmounts } from "../../sales/order-amounts";
import { orderNumber } from "../../payloads/order-payloads";
import { gid } from "../../payloads/payloads";
import { pricedDiscount } from "../../sales/line-units";
import type { Charge, Id, OrderLine, OrderRecord } from "../../store/records";
import { SHIPPING_LINE_OFFSET, TIP_LINE_OFFSET, orderHistory, refundedTotal } from "../../sales/sales-ledger";
import type { Agreement, LineState, OrderHistory, Refunded } from "../../sales/sales-ledger";
import type { Sale } from "../../sales/sales-rows";
import { utcText } from "../../time/time-text";
import { listConnection } from "../connections";
import type { Source } from "../connections";
import { oldestVisibleOrder } from "../context";
import type { ApiContext } from "../context";
import { plain } from "../fields";
import type { Fields, PlainSource } from "../fields";
import { customerById } from "./customers";
import { moneyBag } from "./money";
import { productById, variantById } from "./products";

const DAY_MS = 86_400_000;

export interface OrderSource extends Source {
  readonly record: OrderRecord;
  readonly history: () => OrderHistory;
  readonly amounts: () => OrderAmounts;
}

export function orderSource(record: OrderRecord): OrderSource {
  let history: OrderHistory | undefined;
  let amounts: OrderAmounts | undefined;
  const source: OrderSource = {
    __typename: "Order",
    record,
    history: () => (history ??= orderHistory(record)),
    amounts: () => (amounts ??= orderAmounts(record, source.history())),
  };
  return source;
}

interface LineSource extends Source {
  readonly order: OrderSource;
  readonly line: OrderLine;
  readonly left: number;
}

interface AgreementSource extends Source {
  readonly order: OrderSource;
  readonly agreement: Agreement;
}

interface SaleSource extends Source {
  readonly order: OrderSource;
  readonly sale: Sale;
}

interface RefundSource extends Source {
  readonly order: OrderSource;
  readonly refund: Refunded;
  readonly at: number;
}

const bag = ({ record }: OrderSource, amount: number) => moneyBag(amount, record.currencyCode, record);
const amountField = (pick: (amounts: OrderAmounts) => number) => (source: OrderSource) =>
  bag(source, pick(source.amounts()));
const timeOrNull = (at: number | null) => (at === null ? null : utcText(at));

const lineSource = (order: OrderSource, { line, left }: LineState): LineSource => ({
  __typename: "LineItem",
  order,
  line,
  left,
});
const lineSources = (order: OrderSource) => order.history().lines.map((state) => lineSource(order, state));

function lineAt(order: OrderSource, index: number | null): LineSource {
  const state = order.history().lines[index ?? -1];
  if (state === undefined) throw new RangeError(`order ${order.record.id} has no line ${index}`);
  return lineSource(order, state);
}

/** A tip is a line of its own in Shopify; it is not among the order's line items here. */
function tipLine(order: OrderSource): LineSource {
  const line: OrderLine = {
    id: order.record.agreementId + TIP_LINE_OFFSET,
    productId: null,
    variantId: null,
    title: "Tip",
    quantity: 1,
    unitPrice: order.record.tip,
    discount: 0,
    discountAfterTax: 0,
    tax: 0,
    isGiftCard: false,
    properties: [],
  };
  return { __typename: "LineItem", order, line, left: 1 };
}

const agreementSources = (order: OrderSource): AgreementSource[] =>
  !order.record.hasAgreements
    ? []
    : order.history().agreements.map((agreement) => ({ __typename: agreement.kind, order, agreement }));

const refundSources = (order: OrderSource): RefundSource[] =>
  order
    .history()
    .agreements.flatMap(({ refund, happenedAt }) =>
      refund === null ? [] : [{ __typename: "Refund", order, refund, at: happenedAt }],
    );

export function refundById(context: ApiContext, id: Id): RefundSource | null {
  const { database, shop } = context;
  const row = database.get("SELECT order_id FROM refund WHERE shop_id = ? AND id = ?", shop.id, id);
  const record = row === undefined ? undefined : shop.order(Number(row["order_id"]));
  if (record === undefined || record.createdAt < oldestVisibleOrder(context)) return null;
  return refundSources(orderSource(record)).find(({ refund }) => refund.id === id) ?? null;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const isUnit = ({ line }: LineState) => !line.isGiftCard;

function taxLines(order: OrderSource, tax: number): PlainSource[] {
  if (tax === 0) return [];
  const priceSet = bag(order, tax);
  const nothing = { rate: null, ratePercentage: null, source: null, channelLiable: false };
  return [plain("TaxLine", { title: "Tax", priceSet, ...nothing })];
}

/** Null where nothing of the kind was charged. */
function charged(order: OrderSource, kind: Charge["kind"], isNow: boolean) {
  const rows = order.history().agreements.slice(0, isNow ? undefined : 1);
  const own = rows.flatMap(({ sales }) => sales.filter(({ lineType }) => lineType === kind));
  return own.length === 0 ? null : bag(order, sum(own.map(({ total, tax }) => total - tax)));
}

function shippingLine(order: OrderSource): PlainSource | null {
  const { record } = order;
  if (record.shipping === 0) return null;
  const price = bag(order, record.shipping);
  return plain("ShippingLine", {
    id: gid("ShippingLine", record.agreementId + SHIPPING_LINE_OFFSET),
    title: "Standard",
    code: "Standard",
    source: "shopify",
    custom: false,
    isRemoved: false,
    originalPriceSet: price,
    discountedPriceSet: price,
    currentDiscountedPriceSet: bag(order, order.amounts().currentShipping),
    discountAllocations: [],
    taxLines: taxLines(order, record.shippingTax),
  });
}

function address({ record }: OrderSource): PlainSource | null {
  if (record.country === null) return null;
  return plain("MailingAddress", {
    id: gid("MailingAddress", record.id),
    countryCodeV2: record.country,
    country: new Intl.DisplayNames("en", { type: "region" }).of(record.country) ?? record.country,
  });
}

function journeySummary({ record }: OrderSource, _args: unknown, { clock }: ApiContext): PlainSource | null {
  const { journey } = record;
  if (journey === null) return null;
  const { customerOrderIndex, daysToConversion, readyAt } = journey;
  if (readyAt !== null && readyAt > clock()) {
    return plain("CustomerJourneySummary", {
      ready: false,
      customerOrderIndex,
      daysToConversion: null,
      firstVisit: null,
      lastVisit: null,
    });
  }
  const daysBefore = daysToConversion ?? 0;
  const lastVisit = visit(2 * record.id, record.createdAt, journey.source, journey.medium);
  const firstVisit = visit(
    2 * record.id - 1,
    record.createdAt - daysBefore * DAY_MS,
    journey.firstSource,
    journey.firstMedium,
  );
  return plain("CustomerJourneySummary", {
    ready: true,
    customerOrderIndex,
    daysToConversion,
    firstVisit: firstVisit ?? lastVisit,
    lastVisit,
  });
}

function visit(id: number, at: number, source: string | null, medium: string | null): PlainSource | null {
  if ((source ?? medium ?? null) === null) return null;
  return plain("CustomerVisit", {
    id: gid("CustomerVisit", id),
    occurredAt: utcText(at),
    source: source ?? "direct",
    sourceType: null,
    sourceDescription: null,
    landingPage: null,
    referrerUrl: null,
    referralCode: null,
    utmParameters: plain("UTMParameters", { source, medium, campaign: null, content: null, term: null }),
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

const discountedTotal = ({ order, line }: LineSource) =>
  line.unitPrice * Math.abs(line.quantity) - pricedDiscount(order.record, line);

export const LINE_ITEM: Fields<LineSource> = {
  id: ({ line }) => gid("LineItem", line.id),
  title: ({ line }) => line.title,
  name: ({ line }) => line.title,
  variantTitle: ({ line }, _args, { shop }) =>
    line.variantId === null ? null : (shop.variant(line.variantId)?.title ?? null),
  sku: ({ line }, _args, { shop }) => (line.variantId === null ? null : (shop.variant(line.variantId)?.sku ?? null)),
  vendor: ({ line }, _args, { shop }) =>
    line.productId === null ? null : (shop.product(line.productId)?.vendor ?? null),
  quantity: ({ line }) => Math.abs(line.quantity),
  currentQuantity: ({ left }) => left,
  refundableQuantity: ({ left }) => left,
  isGiftCard: ({ line }) => line.isGiftCard,
  requiresShipping: ({ line }) => !line.isGiftCard,
  taxable: ({ line }) => line.tax > 0,
  product: ({ line }, _args, context) => (line.productId === null ? null : productById(context, line.productId)),
  variant: ({ line }, _args, context) => (line.variantId === null ? null : variantById(context, line.variantId)),
  customAttributes: ({ line }) => line.properties,
  sellingPlan: () => null,
  contract: () => null,
  originalUnitPriceSet: ({ order, line }) => bag(order, line.unitPrice),
  originalTotalSet: ({ order, line }) => bag(order, line.unitPrice * Math.abs(line.quantity)),
  totalDiscountSet: ({ order, line }) => bag(order, pricedDiscount(order.record, line)),
  /** The folder does not say which discount a code made: all of it counts as the line's own. */
  discountedTotalSet: (source) => bag(source.order, discountedTotal(source)),
  discountedUnitPriceAfterAllDiscountsSet: (source) =>
    bag(source.order, Math.round(discountedTotal(source) / Math.abs(source.line.quantity))),
  priceAfterAllDiscountsBeforeTaxesSet: (source) =>
    bag(source.order, discountedTotal(source) - (source.order.record.taxesIncluded ? source.line.tax : 0)),
  discountAllocations({ order, line }) {
    const discount = pricedDiscount(order.record, line);
    return discount === 0 ? [] : [plain("DiscountAllocation", { allocatedAmountSet: bag(order, discount) })];
  },
  taxLines: ({ order, line }) => taxLines(order, line.tax),
};

export const AGREEMENT: Fields<AgreementSource> = {
  id: ({ agreement }) => gid(agreement.kind, agreement.id),
  happenedAt: ({ agreement }) => utcText(agreement.happenedAt),
  reason: ({ agreement }) => agreement.reason,
  app: () => null,
  user: () => null,
  order: ({ order }) => order,
  refund({ order, agreement }): RefundSource {
    if (agreement.refund === null) throw new RangeError(`agreement ${agreement.id} is no refund`);
    return { __typename: "Refund", order, refund: agreement.refund, at: agreement.happenedAt };
  },
  return: ({ order, agreement }) =>
    plain("Return", {
      id: gid("Return", agreement.id),
      name: `${order.record.name}-R1`,
      status: "CLOSED",
      createdAt: utcText(agreement.happenedAt),
      closedAt: utcText(agreement.happenedAt),
      order,
    }),
  sales: ({ order, agreement }, args, context) =>
    listConnection(
      context,
      agreement.sales.map((sale): SaleSource => ({ __typename: sale.kind, order, sale })),
      args,
    ),
};

export const SALE: Fields<SaleSource> = {
  id: ({ sale }) => gid(sale.kind, sale.id),
  actionType: ({ sale }) => sale.actionType,
  lineType: ({ sale }) => sale.lineType,
  quantity: ({ sale }) => sale.quantity,
  totalAmount: ({ order, sale }) => bag(order, sale.total),
  totalTaxAmount: ({ order, sale }) => bag(order, sale.tax),
  totalDiscountAmountBeforeTaxes: ({ order, sale }) => bag(order, sale.discount),
  totalDiscountAmountAfterTaxes: ({ order, sale }) => bag(order, sale.discountAfterTax),
  lineItem: ({ order, sale }) => (sale.kind === "TipSale" ? tipLine(order) : lineAt(order, sale.line)),
  shippingLine: ({ order }) => shippingLine(order),
  duty: ({ order, sale }) =>
    plain("Duty", {
      id: gid("Duty", sale.id),
      price: bag(order, Math.abs(sale.total - sale.tax)),
      taxLines: taxLines(order, Math.abs(sale.tax)),
      countryCodeOfOrigin: null,
      harmonizedSystemCode: null,
    }),
  additionalFee: ({ order, sale }) =>
    plain("SaleAdditionalFee", {
      id: gid("SaleAdditionalFee", sale.id),
      name: "Additional fee",
      price: bag(order, Math.abs(sale.total - sale.tax)),
      taxLines: taxLines(order, Math.abs(sale.tax)),
    }),
  fee: () => null,
};

export const REFUND: Fields<RefundSource> = {
  id: ({ refund }) => gid("Refund", refund.id),
  legacyResourceId: ({ refund }) => String(refund.id),
  createdAt: ({ at }) => utcText(at),
  processedAt: ({ at }) => utcText(at),
  updatedAt: ({ at }) => utcText(at),
  note: () => null,
  order: ({ order }) => order,
  duties: ({ order, refund }) =>
    refund.charges
      .filter(({ kind }) => kind === "DUTY")
      .map(({ amount, tax }) => plain("RefundDuty", { amountSet: bag(order, amount - tax), originalDuty: null })),
  return: () => null,
  totalRefundedSet: ({ order, refund }) => bag(order, refundedTotal(order.record, refund)),
  refundLineItems: ({ order, refund }, args, context) =>
    listConnection(
      context,
      refund.lines.map(({ line, quantity, total, tax }, index) =>
        plain("RefundLineItem", {
          id: gid("RefundLineItem", refund.id * 20_000 + index),
          lineItem: lineAt(order, line),
          quantity,
          restocked: true,
          restockType: refund.isCancellation ? "CANCEL" : "RETURN",
          subtotalSet: bag(order, total - (order.record.taxesIncluded ? 0 : tax)),
          totalTaxSet: bag(order, tax),
        }),
      ),
      args,
    ),
  refundShippingLines: ({ order, refund }, args, context) =>
    listConnection(
      context,
      refund.shipping === 0
        ? []
        : [
            plain("RefundShippingLine", {
              id: gid("RefundShippingLine", refund.id),
              shippingLine: shippingLine(order),
              subtotalAmountSet: bag(order, refund.shipping),
              taxAmountSet: bag(order, refund.shippingTax),
            }),
          ],
      args,
    ),
  orderAdjustments: ({ order, refund }, args, context) =>
    listConnection(
      context,
      refund.adjustment === 0
        ? []
        : [
            plain("OrderAdjustment", {
              id: gid("OrderAdjustment", refund.id),
              amountSet: bag(order, refund.adjustmentTax - refund.adjustment),
              taxAmountSet: bag(order, -refund.adjustmentTax),
              reason: "REFUND_DISCREPANCY",
            }),
          ],
      args,
    ),
};
