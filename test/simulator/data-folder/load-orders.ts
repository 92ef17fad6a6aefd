import type { z } from "zod";
import type { checkoutRow, ChargeRow, LineRow, OrderRow } from "./row-schemas";
import type { IdKind, IdSequence } from "../store/ids";
import { rateOf } from "../money/money";
import type { Charge, OrderLine, OrderRecord, Origin } from "../store/records/order";
import type { CheckoutRecord } from "../store/records/checkout";
import type { EpochMs, Id, Minor } from "../store/records/values";
import type { ShopRecord } from "../store/records/shop";
import type { VariantRecord } from "../store/records/product";
import { writeCheckout } from "../store/records/checkout";
import { writeOrder } from "../store/records/order";
import { IDS_OF_ORDER, orderHistory } from "../sales/sales-ledger";
import type { Store } from "../store/store";
import { toSecond } from "../time/time-text";

export interface KnownProduct {
  readonly title: string;
  readonly isGiftCard: boolean;
  readonly variants: readonly Pick<VariantRecord, "id" | "price">[];
}

/** A folder on its way into a shop. */
export interface Loading {
  readonly store: Store;
  readonly shop: ShopRecord;
  readonly ids: IdSequence;
  readonly products: Map<Id, KnownProduct>;
  /** What a line says is a gift card is one, whatever the product's own row leaves out. */
  readonly soldAsGiftCards: Set<Id>;
  readonly money: (text: string | null | undefined) => Minor;
  readonly directory: string;
  readonly onProgress: (file: string, rows: number) => void;
  /** The row with the latest event read so far. */
  newest: { readonly place: string; readonly at: EpochMs } | null;
}

/** @throws {RangeError} when the id is taken. */
export function claimId(
  { store, shop, ids }: Loading,
  kind: IdKind & ("product" | "variant" | "order" | "checkout"),
  id: Id,
): void {
  const taken = store.database.get(`SELECT 1 FROM "${kind}" WHERE shop_id = ? AND id = ?`, shop.id, id);
  if (taken !== undefined) throw new RangeError(`the ${kind} id ${id} is used a second time`);
  ids.reserve(kind, id);
}

export function notNegative(what: string, amount: Minor): Minor {
  if (amount < 0) throw new RangeError(`${what} must not be negative`);
  return amount;
}

/** Customers that only orders or checkouts know are created with them. */
function meetCustomer({ store, shop, ids }: Loading, id: Id, at: EpochMs): void {
  ids.reserve("customer", id);
  store.database.run(
    "INSERT INTO customer (shop_id, id, created_at, updated_at, tags) VALUES (?, ?, ?, ?, '[]') ON CONFLICT DO NOTHING",
    shop.id,
    id,
    at,
    at,
  );
}

/** A product or variant that the folder does not hold was deleted later: the line keeps only its title. */
function lineOf(
  { ids, money, products, soldAsGiftCards }: Loading,
  row: Omit<LineRow, "unitPrice"> & { unitPrice?: string | null | undefined },
): OrderLine {
  const product = products.get(row.productId);
  const variant =
    row.variantId === null || row.variantId === undefined
      ? product?.variants[0]
      : product?.variants.find((each) => each.id === row.variantId);
  const isTakenBack = row.quantity < 0;
  const amountOf = (what: string, text: string | null | undefined) => {
    const amount = money(text);
    return isTakenBack ? Math.abs(amount) : notNegative(what, amount);
  };
  if (row.giftCard === true) soldAsGiftCards.add(row.productId);
  return {
    id: ids.next("part"),
    productId: product === undefined ? null : row.productId,
    variantId: variant?.id ?? null,
    title: row.title ?? product?.title ?? `Product ${row.productId}`,
    quantity: row.quantity,
    unitPrice: notNegative(
      "a unit price",
      row.unitPrice === null || row.unitPrice === undefined ? (variant?.price ?? 0) : money(row.unitPrice),
    ),
    discount: amountOf("a discount", row.discount),
    discountAfterTax: amountOf("a discount", row.discountAfterTax ?? row.discount),
    tax: amountOf("a tax", row.tax),
    isGiftCard: row.giftCard ?? product?.isGiftCard ?? false,
    properties: row.properties ?? [],
  };
}

const CHARGE_KINDS = { duty: "DUTY", fee: "FEE", additional_fee: "ADDITIONAL_FEE", unknown: "UNKNOWN" } as const;

function chargesOf({ money }: Loading, rows: readonly ChargeRow[] | null | undefined): Charge[] {
  return (rows ?? []).map(({ kind, amount, tax }) => ({
    kind: CHARGE_KINDS[kind],
    amount: notNegative("a charge", money(amount)),
    tax: notNegative("the tax of a charge", money(tax)),
  }));
}

function originOf(row: { readonly [K in keyof Origin]?: Origin[K] | null | undefined }): Origin {
  return {
    sourceName: row.sourceName ?? "web",
    deviceId: row.deviceId ?? null,
    userId: row.userId ?? null,
    locationId: row.locationId ?? null,
  };
}

function presentmentOf(
  { shop }: Loading,
  row: Pick<OrderRow, "presentmentCurrency" | "presentmentRate">,
): Pick<OrderRecord, "presentmentCurrency" | "presentmentRate"> {
  const presentmentCurrency = row.presentmentCurrency ?? shop.currencyCode;
  return { presentmentCurrency, presentmentRate: row.presentmentRate ?? rateOf(shop.markets, presentmentCurrency) };
}

/** What happened to the order since. @throws {RangeError} when something happened before it was placed. */
function eventsOf(loading: Loading, row: OrderRow): Pick<OrderRecord, "edits" | "returns" | "refunds"> {
  const { ids, money } = loading;
  const processedAt = toSecond(row.processedAt);
  const event = (what: string, at: EpochMs) => {
    if (toSecond(at) < processedAt) throw new RangeError(`${what} is before processedAt`);
    return { id: ids.next("part"), at: toSecond(at) };
  };
  const edits = (row.edits ?? []).map(({ at, lines, updates }) => ({
    ...event("an edit", at),
    lines: lines.map((line) => lineOf(loading, line)),
    updates: (updates ?? []).map(({ line, total, tax, discount, discountAfterTax }) => ({
      line,
      total: money(total),
      tax: money(tax),
      discount: money(discount),
      discountAfterTax: money(discountAfterTax ?? discount),
    })),
  }));
  const returns = (row.returns ?? []).map(({ at, lines, exchange, charges }) => ({
    ...event("a return", at),
    lines,
    exchange: (exchange ?? []).map((line) => lineOf(loading, line)),
    charges: chargesOf(loading, charges),
  }));
  const refunds = (row.refunds ?? []).map(({ at, lines, charges, ...amounts }) => ({
    ...event("a refund", at),
    lines: lines ?? [],
    adjustment: money(amounts.adjustment),
    adjustmentTax: money(amounts.adjustmentTax),
    shipping: notNegative("shipping given back", money(amounts.shipping)),
    shippingTax: notNegative("the tax of shipping given back", money(amounts.shippingTax)),
    charges: chargesOf(loading, charges),
  }));
  return { edits, returns, refunds };
}

/** @returns its latest event. */
export function loadOrder(loading: Loading, row: OrderRow): EpochMs {
  const { store, shop, ids, money } = loading;
  claimId(loading, "order", row.id);
  const digits = /^#?(\d{1,9})$/.exec(row.name)?.[1];
  if (digits !== undefined) ids.reserve("orderNumber", Number(digits));
  const processedAt = toSecond(row.processedAt);
  const agreedAt = toSecond(row.agreedAt ?? row.processedAt);
  const createdAt = toSecond(row.createdAt ?? row.processedAt);
  const cancelledAt = row.cancelledAt === null || row.cancelledAt === undefined ? null : toSecond(row.cancelledAt);
  if (cancelledAt !== null && cancelledAt < processedAt) throw new RangeError("cancelledAt is before processedAt");
  if (row.keepsMoney === true && cancelledAt === null) throw new RangeError("keepsMoney needs a cancelledAt");
  const events = eventsOf(loading, row);
  const moments = [createdAt, processedAt, agreedAt, cancelledAt ?? 0].concat(
    [...events.edits, ...events.returns, ...events.refunds].map(({ at }) => at),
  );
  const order: OrderRecord = {
    id: row.id,
    name: row.name,
    customerId: row.customerId ?? null,
    processedAt,
    agreedAt,
    createdAt,
    updatedAt: Math.max(toSecond(row.updatedAt ?? 0), ...moments),
    cancelledAt,
    keepsMoney: row.keepsMoney ?? false,
    isTest: row.test ?? false,
    financialStatus: row.financialStatus ?? null,
    ...originOf(row),
    checkoutId: null,
    checkoutToken: row.checkoutToken ?? null,
    cartToken: row.cartToken ?? null,
    discountCodes: row.discountCodes ?? [],
    country: row.country ?? null,
    tags: row.tags ?? [],
    currencyCode: shop.currencyCode,
    ...presentmentOf(loading, row),
    taxesIncluded: shop.taxesIncluded,
    attributes: [],
    lines: row.lines.map((line) => lineOf(loading, line)),
    shipping: notNegative("shipping", money(row.shipping)),
    shippingTax: notNegative("the tax of shipping", money(row.shippingTax)),
    tip: notNegative("a tip", money(row.tip)),
    charges: chargesOf(loading, row.charges),
    ...events,
    journey:
      row.journey === null || row.journey === undefined
        ? null
        : {
            customerOrderIndex: row.journey.customerOrderIndex ?? null,
            firstSource: row.journey.firstSource ?? null,
            firstMedium: row.journey.firstMedium ?? null,
            source: row.journey.source ?? null,
            medium: row.journey.medium ?? null,
            daysToConversion: row.journey.daysToConversion ?? null,
            readyAt: null,
          },
    hasAgreements: row.hasAgreements ?? true,
    agreementId: ids.next("part", IDS_OF_ORDER),
  };
  orderHistory(order);
  writeOrder(store.database, shop.id, order);
  if (order.customerId !== null) meetCustomer(loading, order.customerId, Math.min(createdAt, processedAt));
  return order.updatedAt;
}

/** @returns its latest event. */
export function loadCheckout(loading: Loading, row: z.infer<typeof checkoutRow>): EpochMs {
  const { store, shop } = loading;
  const { database } = store;
  claimId(loading, "checkout", row.id);
  if (database.get("SELECT 1 FROM checkout WHERE shop_id = ? AND token = ?", shop.id, row.token) !== undefined) {
    throw new RangeError(`the checkout token "${row.token}" is used a second time`);
  }
  const startedAt = toSecond(row.startedAt);
  const updatedAt = toSecond(row.updatedAt);
  const completedAt = row.completedAt === null || row.completedAt === undefined ? null : toSecond(row.completedAt);
  if (updatedAt < startedAt) throw new RangeError("updatedAt is before startedAt");
  if (completedAt !== null && completedAt < startedAt) throw new RangeError("completedAt is before startedAt");
  const checkout: CheckoutRecord = {
    id: row.id,
    token: row.token,
    cartToken: row.cartToken ?? null,
    customerId: row.customerId ?? null,
    hasContact: row.hasContact,
    startedAt,
    updatedAt,
    completedAt,
    orderId: row.orderId ?? null,
    discountCodes: [],
    attributes: [],
    lines: row.lines.map((line) => lineOf(loading, line)),
    ...originOf(row),
    shipping: typeof row.shipping === "string" ? notNegative("shipping", loading.money(row.shipping)) : null,
    shippingTax: notNegative("the tax of shipping", loading.money(row.shippingTax)),
    ...presentmentOf(loading, row),
    wasIdle: false,
  };
  writeCheckout(database, shop.id, checkout);
  if (checkout.customerId !== null) meetCustomer(loading, checkout.customerId, startedAt);
  return Math.max(updatedAt, completedAt ?? updatedAt);
}
