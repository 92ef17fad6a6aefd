import { randomUUID } from "node:crypto";
import { checkoutPayload } from "../payloads/checkout-payloads";
import { existingCheckout, existingCustomer, findCheckout } from "./find-records";
import { goodsOf, type LineInput } from "./order-lines";
import { checkoutOfRow, writeCheckout, type CheckoutRecord } from "./records/checkout";
import type { OrderRecord, Origin } from "./records/order";
import type { Attribute, Id, Minor } from "./records/values";
import type { ShopContext } from "./shop-context";
import { createCustomer } from "./write-customer";
import { createOrder, presentmentOf, type OrderFacts } from "./write-order";

/** A checkout idle for longer than this shows in Shopify's list of abandoned ones. */
export const LISTED_AFTER_IDLE_MS = 10 * 60_000;

export interface CheckoutInput extends Partial<Origin> {
  readonly cartToken?: string | null;
  readonly customerId?: Id | null;
  readonly hasContact?: boolean;
  readonly lines?: readonly LineInput[];
  readonly discountCodes?: readonly string[];
  readonly attributes?: readonly Attribute[];
  readonly shipping?: Minor;
  readonly shippingTax?: Minor;
  readonly presentmentCurrency?: string;
  /** Default: the rate of the shop's market with that currency, or 1. */
  readonly presentmentRate?: number;
}

export interface Checkouts {
  checkout(id: Id): CheckoutRecord | undefined;
  checkoutByToken(token: string): CheckoutRecord | undefined;
  /** Newest first. */
  latestCheckouts(limit: number): CheckoutRecord[];
  /** Emits `checkouts/create`. */
  createCheckout(input: CheckoutInput): CheckoutRecord;
  /** Emits `checkouts/update`. */
  updateCheckout(id: Id, changes: CheckoutInput): CheckoutRecord;
  /** Emits `checkouts/update`, `orders/create` and, for a customer's order, `customers/update`. Lowers tracked stock. */
  completeCheckout(id: Id, facts?: OrderFacts): OrderRecord;
  /** Emits `checkouts/delete`. */
  deleteCheckout(id: Id): void;
}

export function checkouts(context: ShopContext): Checkouts {
  const { database, shopId, profile, emit, command } = context;
  return {
    checkout: (id) => findCheckout(context, id),
    checkoutByToken(token) {
      const row = database.get("SELECT * FROM checkout WHERE shop_id = ? AND token = ?", shopId, token);
      return row === undefined ? undefined : checkoutOfRow(row);
    },
    latestCheckouts: (limit) =>
      database
        .all("SELECT * FROM checkout WHERE shop_id = ? ORDER BY updated_at DESC, id DESC LIMIT ?", shopId, limit)
        .map(checkoutOfRow),

    createCheckout: (input) =>
      command(() => {
        const created = changedCheckout(context, blankCheckout(context), input);
        writeCheckout(database, shopId, created);
        emit("checkouts/create", checkoutPayload(profile(), created));
        return created;
      }),
    updateCheckout: (id, changes) =>
      command(() => {
        const changed = changedCheckout(context, openCheckout(context, id), changes);
        writeCheckout(database, shopId, changed);
        emit("checkouts/update", checkoutPayload(profile(), changed));
        return changed;
      }),
    completeCheckout: (id, facts = {}) => command(() => completeCheckout(context, id, facts)),
    deleteCheckout: (id) =>
      command(() => {
        const { token } = existingCheckout(context, id);
        database.run("DELETE FROM checkout WHERE shop_id = ? AND id = ?", shopId, id);
        emit("checkouts/delete", { id, token });
      }),
  };
}

function blankCheckout({ ids, now, profile }: ShopContext): CheckoutRecord {
  const at = now();
  return {
    id: ids.next("checkout"),
    token: randomUUID().replaceAll("-", ""),
    cartToken: null,
    customerId: null,
    hasContact: false,
    startedAt: at,
    updatedAt: at,
    completedAt: null,
    orderId: null,
    discountCodes: [],
    attributes: [],
    lines: [],
    sourceName: "web",
    deviceId: null,
    userId: null,
    locationId: null,
    shipping: null,
    shippingTax: 0,
    presentmentCurrency: profile().currencyCode,
    presentmentRate: 1,
    wasIdle: false,
  };
}

function changedCheckout(context: ShopContext, before: CheckoutRecord, input: CheckoutInput): CheckoutRecord {
  const { now, profile } = context;
  if (input.customerId !== undefined && input.customerId !== null) existingCustomer(context, input.customerId);
  return {
    ...before,
    cartToken: input.cartToken === undefined ? before.cartToken : input.cartToken,
    customerId: input.customerId === undefined ? before.customerId : input.customerId,
    hasContact: input.hasContact ?? (before.hasContact || (input.customerId ?? null) !== null),
    lines: input.lines === undefined ? before.lines : goodsOf(context, input.lines),
    discountCodes: input.discountCodes ?? before.discountCodes,
    attributes: input.attributes ?? before.attributes,
    sourceName: input.sourceName ?? before.sourceName,
    deviceId: input.deviceId === undefined ? before.deviceId : input.deviceId,
    userId: input.userId === undefined ? before.userId : input.userId,
    locationId: input.locationId === undefined ? before.locationId : input.locationId,
    shipping: input.shipping ?? before.shipping,
    shippingTax: input.shippingTax ?? before.shippingTax,
    ...(input.presentmentCurrency === undefined ? {} : presentmentOf(profile(), input)),
    updatedAt: now(),
    wasIdle: before.wasIdle || now() - before.updatedAt > LISTED_AFTER_IDLE_MS,
  };
}

function openCheckout(context: ShopContext, id: Id): CheckoutRecord {
  const found = existingCheckout(context, id);
  if (found.completedAt !== null) throw new RangeError(`checkout ${id} is already completed`);
  return found;
}

function completeCheckout(context: ShopContext, id: Id, facts: OrderFacts): OrderRecord {
  const { database, shopId, ids, profile, emit } = context;
  const open = openCheckout(context, id);
  if (open.lines.length === 0) throw new RangeError(`checkout ${id} is empty`);
  const given = facts.customerId ?? open.customerId;
  // A guest who leaves contact details becomes a customer too.
  const customerId = given ?? (facts.customerId === null ? null : createCustomer(context).id);
  const lines = open.lines.map((line) => ({ ...line, id: ids.next("part") }));
  const placed = createOrder(
    context,
    lines,
    {
      sourceName: open.sourceName,
      deviceId: open.deviceId,
      userId: open.userId,
      locationId: open.locationId,
      cartToken: open.cartToken,
      discountCodes: open.discountCodes,
      attributes: open.attributes,
      presentmentCurrency: open.presentmentCurrency,
      presentmentRate: open.presentmentRate,
      shipping: open.shipping ?? 0,
      shippingTax: open.shippingTax,
      ...facts,
      checkoutToken: open.token,
      customerId,
    },
    open,
  );
  const completed = {
    ...changedCheckout(context, open, { customerId, hasContact: true }),
    completedAt: placed.createdAt,
    orderId: placed.id,
  };
  writeCheckout(database, shopId, completed);
  emit("checkouts/update", checkoutPayload(profile(), completed));
  return placed;
}
