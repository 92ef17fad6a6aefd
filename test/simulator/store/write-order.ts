import { rateOf } from "../money/money";
import { orderPayload, refundPayload } from "../payloads/order-payloads";
import { IDS_OF_ORDER, orderHistory } from "../sales/sales-ledger";
import { toSecond } from "../time/time-text";
import { existingCustomer } from "./find-records";
import type { CheckoutRecord } from "./records/checkout";
import {
  writeOrder,
  type Charge,
  type FinancialStatus,
  type Journey,
  type OrderLine,
  type OrderRecord,
  type Origin,
} from "./records/order";
import type { ShopRecord } from "./records/shop";
import type { Attribute, EpochMs, Id, Minor } from "./records/values";
import type { ShopContext } from "./shop-context";
import { changeStock } from "./stock";
import { touchCustomer } from "./write-customer";

/** What is known about an order besides its lines; anything left out is as in a plain shop. */
export interface OrderFacts extends Partial<Origin> {
  readonly name?: string;
  readonly customerId?: Id | null;
  readonly processedAt?: EpochMs;
  /** Of the original agreement; default: `processedAt`. */
  readonly agreedAt?: EpochMs;
  readonly isTest?: boolean;
  readonly financialStatus?: FinancialStatus | null;
  readonly checkoutToken?: string | null;
  readonly cartToken?: string | null;
  readonly discountCodes?: readonly string[];
  readonly country?: string | null;
  readonly tags?: readonly string[];
  readonly presentmentCurrency?: string;
  /** Default: the rate of the shop's market with that currency, or 1. */
  readonly presentmentRate?: number;
  readonly attributes?: readonly Attribute[];
  readonly shipping?: Minor;
  readonly shippingTax?: Minor;
  readonly charges?: readonly Charge[];
  readonly tip?: Minor;
  readonly journey?: Partial<Journey> | null;
}

const NO_JOURNEY: Journey = {
  customerOrderIndex: null,
  firstSource: null,
  firstMedium: null,
  source: null,
  medium: null,
  daysToConversion: null,
  readyAt: null,
};

export function journeyOf(journey: Partial<Journey> | null | undefined): Journey | null {
  if (journey === null || journey === undefined) return null;
  return { ...NO_JOURNEY, ...journey };
}

export function presentmentOf(
  shop: ShopRecord,
  given: Pick<OrderFacts, "presentmentCurrency" | "presentmentRate">,
): Pick<OrderRecord, "presentmentCurrency" | "presentmentRate"> {
  const presentmentCurrency = given.presentmentCurrency ?? shop.currencyCode;
  return { presentmentCurrency, presentmentRate: given.presentmentRate ?? rateOf(shop.markets, presentmentCurrency) };
}

/** @param from - the checkout it comes from, where that is known here. */
export function createOrder(
  context: ShopContext,
  lines: readonly OrderLine[],
  facts: OrderFacts,
  from: CheckoutRecord | null,
): OrderRecord {
  const { database, shopId, ids, emit } = context;
  if (facts.customerId !== undefined && facts.customerId !== null) existingCustomer(context, facts.customerId);
  const shop = context.profile();
  const at = context.now();
  const created: OrderRecord = {
    id: ids.next("order"),
    name: facts.name ?? `#${ids.next("orderNumber")}`,
    customerId: facts.customerId ?? null,
    processedAt: toSecond(facts.processedAt ?? at),
    agreedAt: toSecond(facts.agreedAt ?? facts.processedAt ?? at),
    createdAt: at,
    updatedAt: at,
    cancelledAt: null,
    keepsMoney: false,
    isTest: facts.isTest ?? false,
    financialStatus: facts.financialStatus ?? null,
    sourceName: facts.sourceName ?? "web",
    deviceId: facts.deviceId ?? null,
    userId: facts.userId ?? null,
    locationId: facts.locationId ?? null,
    checkoutId: from?.id ?? null,
    checkoutToken: facts.checkoutToken ?? null,
    cartToken: facts.cartToken ?? null,
    discountCodes: facts.discountCodes ?? [],
    country: facts.country ?? null,
    tags: facts.tags ?? [],
    currencyCode: shop.currencyCode,
    ...presentmentOf(shop, facts),
    taxesIncluded: shop.taxesIncluded,
    attributes: facts.attributes ?? [],
    lines,
    shipping: facts.shipping ?? 0,
    shippingTax: facts.shippingTax ?? 0,
    charges: facts.charges ?? [],
    tip: facts.tip ?? 0,
    edits: [],
    returns: [],
    refunds: [],
    journey: journeyOf(facts.journey),
    hasAgreements: true,
    agreementId: ids.next("part", IDS_OF_ORDER),
  };
  orderHistory(created);
  writeOrder(database, shopId, created);
  emit("orders/create", orderPayload(shop, created));
  if (created.customerId !== null) touchCustomer(context, created.customerId);
  for (const line of lines) {
    if (line.variantId !== null) changeStock(context, line.variantId, (available) => available - line.quantity);
  }
  return created;
}

/** Writes the order as changed now, after checking that its history still holds together. */
export function saveOrder(context: ShopContext, changed: OrderRecord, topics: readonly string[]): OrderRecord {
  const saved = { ...changed, updatedAt: context.now() };
  orderHistory(saved);
  writeOrder(context.database, context.shopId, saved);
  const payload = orderPayload(context.profile(), saved);
  for (const topic of topics) context.emit(topic, payload);
  return saved;
}

export function emitRefund(context: ShopContext, changed: OrderRecord, refundId: Id): void {
  const payload = refundPayload(context.profile(), changed, refundId);
  if (payload !== undefined) context.emit("refunds/create", payload);
}
