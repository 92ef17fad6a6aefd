import { randomUUID } from "node:crypto";
import type { Clock } from "../time/clock";
import type { Database } from "./database";
import { idSequence } from "./ids";
import { decimalText, rateOf } from "../money/money";
import { checkoutPayload } from "../payloads/checkout-payloads";
import { editPayload, orderPayload, refundPayload } from "../payloads/order-payloads";
import { customerPayload, gid, productPayload, shopPayload, variantPayload } from "../payloads/payloads";
import type { Payload } from "../payloads/payloads";
import type {
  CheckoutRecord,
  CustomerRecord,
  EpochMs,
  Id,
  Journey,
  OrderLine,
  OrderRecord,
  ProductRecord,
  ShopRecord,
  VariantRecord,
} from "./records";
import {
  checkoutOfRow,
  customerOfRow,
  metafieldOfRow,
  orderOfRow,
  productOfRow,
  shopOfRow,
  variantOfRow,
  writeCheckout,
  writeCustomer,
  writeOrder,
  writeProduct,
  writeShop,
  writeVariant,
} from "./rows";
import { IDS_OF_ORDER, cancellationId, orderHistory } from "../sales/sales-ledger";
import type { CheckoutInput, LineInput, OnEvent, OrderFacts, OrderInput, ProductInput, ShopStore } from "./store";
import { toSecond } from "../time/time-text";

/** A checkout idle for longer than this shows in Shopify's list of abandoned ones. */
export const LISTED_AFTER_IDLE_MS = 10 * 60_000;

const NO_JOURNEY: Journey = {
  customerOrderIndex: null,
  firstSource: null,
  firstMedium: null,
  source: null,
  medium: null,
  daysToConversion: null,
  readyAt: null,
};

function presentmentOf(
  shop: ShopRecord,
  given: Pick<OrderFacts, "presentmentCurrency" | "presentmentRate">,
): Pick<OrderRecord, "presentmentCurrency" | "presentmentRate"> {
  const presentmentCurrency = given.presentmentCurrency ?? shop.currencyCode;
  return { presentmentCurrency, presentmentRate: given.presentmentRate ?? rateOf(shop.markets, presentmentCurrency) };
}

interface Surroundings {
  readonly database: Database;
  readonly clock: Clock;
  readonly onEvent: OnEvent;
}

export function shopStore({ database, clock, onEvent }: Surroundings, { id: shopId, domain }: ShopRecord): ShopStore {
  const ids = idSequence(database, shopId);
  const now = (): EpochMs => toSecond(clock());

  function profile(): ShopRecord {
    const row = database.get("SELECT id, domain, doc FROM shop WHERE id = ?", shopId);
    if (row === undefined) throw new RangeError(`the shop ${domain} is gone`);
    return shopOfRow(row);
  }

  function emit(topic: string, payload: Payload): void {
    onEvent({ shop: profile(), topic, payload, at: now() });
  }

  /** One command: all of it and its ids are kept, or nothing. */
  function command<T>(work: () => T): T {
    return database.transaction(() => {
      const result = work();
      ids.save();
      return result;
    });
  }

  // ------------------------------------------------------------ reads

  const variantsOf = (productId: Id): VariantRecord[] =>
    database
      .all("SELECT * FROM variant WHERE shop_id = ? AND product_id = ? ORDER BY position", shopId, productId)
      .map(variantOfRow);

  function product(id: Id): ProductRecord | undefined {
    const row = database.get("SELECT * FROM product WHERE shop_id = ? AND id = ?", shopId, id);
    return row === undefined ? undefined : productOfRow(row, variantsOf(id));
  }

  function variant(id: Id): VariantRecord | undefined {
    const row = database.get("SELECT * FROM variant WHERE shop_id = ? AND id = ?", shopId, id);
    return row === undefined ? undefined : variantOfRow(row);
  }

  function customer(id: Id): CustomerRecord | undefined {
    const row = database.get("SELECT * FROM customer WHERE shop_id = ? AND id = ?", shopId, id);
    return row === undefined ? undefined : customerOfRow(row);
  }

  function order(id: Id): OrderRecord | undefined {
    const row = database.get(`SELECT * FROM "order" WHERE shop_id = ? AND id = ?`, shopId, id);
    return row === undefined ? undefined : orderOfRow(row);
  }

  function checkout(id: Id): CheckoutRecord | undefined {
    const row = database.get("SELECT * FROM checkout WHERE shop_id = ? AND id = ?", shopId, id);
    return row === undefined ? undefined : checkoutOfRow(row);
  }

  function existing<T>(what: string, id: Id, found: T | undefined): T {
    if (found === undefined) throw new RangeError(`there is no ${what} ${id} in ${domain}`);
    return found;
  }

  function count(table: "product" | "customer" | `"order"` | "checkout"): number {
    return Number(database.get(`SELECT count(*) AS n FROM ${table} WHERE shop_id = ?`, shopId)?.["n"]);
  }

  // ------------------------------------------------------------ lines

  function lineOf(input: LineInput): OrderLine {
    const sold = existing("product", input.productId, product(input.productId));
    const chosen = sold.variants.find((each) => input.variantId === undefined || each.id === input.variantId);
    if (chosen === undefined) throw new RangeError(`product ${sold.id} has no variant ${input.variantId ?? "at all"}`);
    if (!Number.isInteger(input.quantity) || input.quantity === 0) {
      throw new RangeError(`${input.quantity} is no number of units`);
    }
    return {
      id: ids.next("part"),
      productId: sold.id,
      variantId: chosen.id,
      title: input.title ?? sold.title,
      quantity: input.quantity,
      unitPrice: input.unitPrice ?? chosen.price,
      discount: input.discount ?? 0,
      discountAfterTax: input.discountAfterTax ?? input.discount ?? 0,
      tax: input.tax ?? 0,
      isGiftCard: input.isGiftCard ?? sold.isGiftCard,
      properties: input.properties ?? [],
    };
  }

  function goodsOf(inputs: readonly LineInput[]): OrderLine[] {
    return inputs.map((input) => {
      if (input.quantity <= 0) throw new RangeError(`${input.quantity} is no number of units to sell`);
      return lineOf(input);
    });
  }

  // ------------------------------------------------------------ stock

  function changeStock(variantId: Id, change: (available: number) => number): void {
    const before = variant(variantId);
    if (before === undefined || before.inventory === null) return;
    writeStock(before, change(before.inventory));
  }

  function writeStock(before: VariantRecord, available: number | null): VariantRecord {
    const after = { ...before, inventory: available };
    writeVariant(database, shopId, after);
    touchProduct(before.productId);
    const sold = (record: VariantRecord) => record.inventory !== null && record.inventory <= 0;
    if (sold(before) !== sold(after)) {
      const { currencyCode } = profile();
      const payload = variantPayload((amount) => decimalText(amount, currencyCode), after);
      emit(sold(after) ? "variants/out_of_stock" : "variants/in_stock", payload);
    }
    return after;
  }

  function touchProduct(productId: Id): void {
    const changed = { ...existing("product", productId, product(productId)), updatedAt: now() };
    writeProduct(database, shopId, changed);
    emit("products/update", productPayload(profile(), changed));
  }

  // ------------------------------------------------------------ orders

  function journeyOf(journey: Partial<Journey> | null | undefined): Journey | null {
    if (journey === null || journey === undefined) return null;
    return { ...NO_JOURNEY, ...journey };
  }

  function createOrder(lines: readonly OrderLine[], facts: OrderFacts, from: CheckoutRecord | null): OrderRecord {
    if (facts.customerId !== undefined && facts.customerId !== null) {
      existing("customer", facts.customerId, customer(facts.customerId));
    }
    const shop = profile();
    const at = now();
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
    if (created.customerId !== null) touchCustomer(created.customerId);
    for (const line of lines) {
      if (line.variantId !== null) changeStock(line.variantId, (available) => available - line.quantity);
    }
    return created;
  }

  /** What was recorded of a paid order is void once money goes back; what it is then follows from the refunds. */
  function statusAfterPayback({ financialStatus }: OrderRecord): OrderRecord["financialStatus"] {
    return financialStatus === "PAID" || financialStatus === "PARTIALLY_REFUNDED" ? null : financialStatus;
  }

  /** Writes the order as changed now, after checking that its history still holds together. */
  function saveOrder(changed: OrderRecord, topics: readonly string[]): OrderRecord {
    const saved = { ...changed, updatedAt: now() };
    orderHistory(saved);
    writeOrder(database, shopId, saved);
    const payload = orderPayload(profile(), saved);
    for (const topic of topics) emit(topic, payload);
    return saved;
  }

  function emitRefund(changed: OrderRecord, refundId: Id): void {
    const payload = refundPayload(profile(), changed, refundId);
    if (payload !== undefined) emit("refunds/create", payload);
  }

  // ------------------------------------------------------------ customers and checkouts

  function createCustomer(input: { id?: Id; tags?: readonly string[] } = {}): CustomerRecord {
    const id = input.id ?? ids.next("customer");
    if (customer(id) !== undefined) throw new RangeError(`customer ${id} exists already`);
    ids.reserve("customer", id);
    const created = { id, createdAt: now(), updatedAt: now(), tags: input.tags ?? [] };
    writeCustomer(database, shopId, created);
    emit("customers/create", customerPayload(profile(), created));
    return created;
  }

  function touchCustomer(id: Id): void {
    const changed = { ...existing("customer", id, customer(id)), updatedAt: now() };
    writeCustomer(database, shopId, changed);
    emit("customers/update", customerPayload(profile(), changed));
  }

  function changedCheckout(before: CheckoutRecord, input: CheckoutInput): CheckoutRecord {
    if (input.customerId !== undefined && input.customerId !== null) {
      existing("customer", input.customerId, customer(input.customerId));
    }
    return {
      ...before,
      cartToken: input.cartToken === undefined ? before.cartToken : input.cartToken,
      customerId: input.customerId === undefined ? before.customerId : input.customerId,
      hasContact: input.hasContact ?? (before.hasContact || (input.customerId ?? null) !== null),
      lines: input.lines === undefined ? before.lines : goodsOf(input.lines),
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

  function openCheckout(id: Id): CheckoutRecord {
    const found = existing("checkout", id, checkout(id));
    if (found.completedAt !== null) throw new RangeError(`checkout ${id} is already completed`);
    return found;
  }

  // ------------------------------------------------------------ products

  function createProduct(input: ProductInput): ProductRecord {
    const at = now();
    const id = input.id ?? ids.next("product");
    if (product(id) !== undefined) throw new RangeError(`product ${id} exists already`);
    ids.reserve("product", id);
    const variants = input.variants.map((given, index): VariantRecord => {
      const variantId = given.id ?? ids.next("variant");
      ids.reserve("variant", variantId);
      return {
        id: variantId,
        productId: id,
        title: given.title ?? "Default Title",
        price: given.price,
        compareAtPrice: given.compareAtPrice ?? null,
        sku: given.sku ?? null,
        inventory: given.inventory ?? null,
        unitCost: given.unitCost ?? null,
        position: index + 1,
      };
    });
    if (variants.length === 0) throw new RangeError("a product needs a variant");
    const created: ProductRecord = {
      id,
      title: input.title,
      handle: input.handle ?? freeHandle(input.title),
      productType: input.productType ?? "",
      vendor: input.vendor ?? profile().name,
      collections: input.collections ?? [],
      tags: input.tags ?? [],
      status: input.status ?? "ACTIVE",
      isGiftCard: input.isGiftCard ?? input.productType?.toLowerCase() === "gift card",
      createdAt: at,
      updatedAt: at,
      variants,
    };
    writeProduct(database, shopId, created);
    for (const each of variants) writeVariant(database, shopId, each);
    emit("products/create", productPayload(profile(), created));
    return created;
  }

  function freeHandle(title: string): string {
    const base =
      title
        .toLowerCase()
        .replace(/[^\p{Letter}\p{Number}]+/gu, "-")
        .replace(/^-|-$/g, "") || "product";
    let handle = base;
    const isTaken = () =>
      database.get("SELECT 1 FROM product WHERE shop_id = ? AND handle = ?", shopId, handle) !== undefined;
    for (let suffix = 1; isTaken(); suffix += 1) handle = `${base}-${suffix}`;
    return handle;
  }

  // ------------------------------------------------------------ the app

  function changeShop(changes: Partial<ShopRecord>): ShopRecord {
    const changed = { ...profile(), ...changes };
    writeShop(database, changed);
    return changed;
  }

  const redactedCustomer = (customerId: Id): Payload => ({
    shop_id: shopId,
    shop_domain: domain,
    customer: { id: customerId, email: `customer-${customerId}@example.com`, phone: null },
  });

  const orderIdsOf = (customerId: Id): Id[] =>
    database
      .all(`SELECT id FROM "order" WHERE shop_id = ? AND customer_id = ? ORDER BY id`, shopId, customerId)
      .map((row) => Number(row["id"]));

  return {
    id: shopId,
    domain,
    profile,
    updateProfile: (changes) =>
      command(() => {
        const changed = changeShop({ ...changes, updatedAt: now() });
        emit("shop/update", shopPayload(changed));
        return changed;
      }),

    products: ({ after = 0, limit = 250 } = {}) =>
      database
        .all("SELECT * FROM product WHERE shop_id = ? AND id > ? ORDER BY id LIMIT ?", shopId, after, limit)
        .map((row) => productOfRow(row, variantsOf(Number(row["id"])))),
    product,
    productByHandle(handle) {
      const row = database.get("SELECT * FROM product WHERE shop_id = ? AND handle = ?", shopId, handle);
      return row === undefined ? undefined : productOfRow(row, variantsOf(Number(row["id"])));
    },
    variant,
    customers: ({ after = 0, limit = 250 } = {}) =>
      database
        .all("SELECT * FROM customer WHERE shop_id = ? AND id > ? ORDER BY id LIMIT ?", shopId, after, limit)
        .map(customerOfRow),
    customer,
    orders: ({ after = 0, limit = 250 } = {}) =>
      database
        .all(`SELECT * FROM "order" WHERE shop_id = ? AND id > ? ORDER BY id LIMIT ?`, shopId, after, limit)
        .map(orderOfRow),
    latestOrders: (limit) =>
      database
        .all(`SELECT * FROM "order" WHERE shop_id = ? ORDER BY processed_at DESC, id DESC LIMIT ?`, shopId, limit)
        .map(orderOfRow),
    order,
    checkout,
    checkoutByToken(token) {
      const row = database.get("SELECT * FROM checkout WHERE shop_id = ? AND token = ?", shopId, token);
      return row === undefined ? undefined : checkoutOfRow(row);
    },
    latestCheckouts: (limit) =>
      database
        .all("SELECT * FROM checkout WHERE shop_id = ? ORDER BY updated_at DESC, id DESC LIMIT ?", shopId, limit)
        .map(checkoutOfRow),
    metafields: (ownerGid) =>
      database
        .all("SELECT * FROM metafield WHERE shop_id = ? AND owner_gid = ? ORDER BY id", shopId, ownerGid)
        .map(metafieldOfRow),
    counts: () => ({
      products: count("product"),
      customers: count("customer"),
      orders: count(`"order"`),
      checkouts: count("checkout"),
    }),

    createCheckout: (input) =>
      command(() => {
        const at = now();
        const blank: CheckoutRecord = {
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
          shipping: 0,
          shippingTax: 0,
          presentmentCurrency: profile().currencyCode,
          presentmentRate: 1,
          wasIdle: false,
        };
        const created = changedCheckout(blank, input);
        writeCheckout(database, shopId, created);
        emit("checkouts/create", checkoutPayload(profile(), created));
        return created;
      }),
    updateCheckout: (id, changes) =>
      command(() => {
        const changed = changedCheckout(openCheckout(id), changes);
        writeCheckout(database, shopId, changed);
        emit("checkouts/update", checkoutPayload(profile(), changed));
        return changed;
      }),
    completeCheckout: (id, facts = {}) =>
      command(() => {
        const open = openCheckout(id);
        if (open.lines.length === 0) throw new RangeError(`checkout ${id} is empty`);
        const given = facts.customerId ?? open.customerId;
        // A guest who leaves contact details becomes a customer too.
        const customerId = given ?? (facts.customerId === null ? null : createCustomer().id);
        const lines = open.lines.map((line) => ({ ...line, id: ids.next("part") }));
        const placed = createOrder(
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
            shipping: open.shipping,
            shippingTax: open.shippingTax,
            ...facts,
            checkoutToken: open.token,
            customerId,
          },
          open,
        );
        const completed = {
          ...changedCheckout(open, { customerId, hasContact: true }),
          completedAt: placed.createdAt,
          orderId: placed.id,
        };
        writeCheckout(database, shopId, completed);
        emit("checkouts/update", checkoutPayload(profile(), completed));
        return placed;
      }),
    deleteCheckout: (id) =>
      command(() => {
        const { token } = existing("checkout", id, checkout(id));
        database.run("DELETE FROM checkout WHERE shop_id = ? AND id = ?", shopId, id);
        emit("checkouts/delete", { id, token });
      }),
    placeOrder: (input: OrderInput) => command(() => createOrder(input.lines.map(lineOf), input, null)),
    refundOrder: (id, refund) =>
      command(() => {
        const before = existing("order", id, order(id));
        const refundId = ids.next("part");
        const nothing = { lines: [], adjustment: 0, adjustmentTax: 0, shipping: 0, shippingTax: 0, charges: [] };
        const entry = { ...nothing, ...refund, id: refundId, at: now() };
        const saved = saveOrder(
          { ...before, financialStatus: statusAfterPayback(before), refunds: [...before.refunds, entry] },
          ["orders/updated"],
        );
        emitRefund(saved, refundId);
        return saved;
      }),
    returnOrder: (id, { lines, exchange = [], charges = [] }) =>
      command(() => {
        const before = existing("order", id, order(id));
        if (before.cancelledAt !== null) throw new RangeError(`order ${id} is cancelled and cannot be returned`);
        const entry = { id: ids.next("part"), at: now(), lines, exchange: goodsOf(exchange), charges };
        return saveOrder(
          { ...before, financialStatus: statusAfterPayback(before), returns: [...before.returns, entry] },
          ["orders/updated"],
        );
      }),
    editOrder: (id, inputs, updates = []) =>
      command(() => {
        const before = existing("order", id, order(id));
        if (before.cancelledAt !== null) throw new RangeError(`order ${id} is cancelled and cannot be edited`);
        const edit = { id: ids.next("part"), at: now(), lines: inputs.map(lineOf), updates };
        const saved = saveOrder({ ...before, edits: [...before.edits, edit] }, ["orders/updated"]);
        emit("orders/edited", editPayload(profile(), saved, edit));
        return saved;
      }),
    cancelOrder: (id, { keepsMoney = false } = {}) =>
      command(() => {
        const before = existing("order", id, order(id));
        if (before.cancelledAt !== null) throw new RangeError(`order ${id} is already cancelled`);
        const saved = saveOrder(
          { ...before, cancelledAt: now(), keepsMoney, financialStatus: statusAfterPayback(before) },
          ["orders/cancelled", "orders/updated"],
        );
        emitRefund(saved, cancellationId(before));
        return saved;
      }),
    updateOrder: (id, changes) =>
      command(() => {
        const before = existing("order", id, order(id));
        if (changes.customerId !== undefined && changes.customerId !== null) {
          existing("customer", changes.customerId, customer(changes.customerId));
        }
        return saveOrder(
          {
            ...before,
            financialStatus: changes.financialStatus === undefined ? before.financialStatus : changes.financialStatus,
            tags: changes.tags ?? before.tags,
            customerId: changes.customerId === undefined ? before.customerId : changes.customerId,
            journey: changes.journey === undefined ? before.journey : journeyOf(changes.journey),
            hasAgreements: changes.hasAgreements ?? before.hasAgreements,
          },
          ["orders/updated"],
        );
      }),
    deleteOrder: (id) =>
      command(() => {
        existing("order", id, order(id));
        database.run(`DELETE FROM "order" WHERE shop_id = ? AND id = ?`, shopId, id);
        database.run("DELETE FROM refund WHERE shop_id = ? AND order_id = ?", shopId, id);
        emit("orders/delete", { id });
      }),

    createCustomer: (input) => command(() => createCustomer(input)),
    mergeCustomers: (fromId, intoId) =>
      command(() => {
        if (fromId === intoId) throw new RangeError(`customer ${fromId} cannot be merged with itself`);
        existing("customer", fromId, customer(fromId));
        existing("customer", intoId, customer(intoId));
        for (const orderId of orderIdsOf(fromId)) {
          saveOrder({ ...existing("order", orderId, order(orderId)), customerId: intoId }, ["orders/updated"]);
        }
        database.run(
          "UPDATE checkout SET customer_id = ? WHERE shop_id = ? AND customer_id = ?",
          intoId,
          shopId,
          fromId,
        );
        database.run("DELETE FROM customer WHERE shop_id = ? AND id = ?", shopId, fromId);
        emit("customers/merge", {
          admin_graphql_api_id_customer_kept: gid("Customer", intoId),
          admin_graphql_api_id_customer_deleted: gid("Customer", fromId),
          admin_graphql_api_id_job: null,
          status: "completed",
          errors: [],
        });
        touchCustomer(intoId);
      }),
    deleteCustomer: (id) =>
      command(() => {
        existing("customer", id, customer(id));
        if (orderIdsOf(id).length > 0) throw new RangeError(`customer ${id} has orders and cannot be deleted`);
        database.run("UPDATE checkout SET customer_id = NULL WHERE shop_id = ? AND customer_id = ?", shopId, id);
        database.run("DELETE FROM customer WHERE shop_id = ? AND id = ?", shopId, id);
        emit("customers/delete", { id, admin_graphql_api_id: gid("Customer", id) });
      }),

    createProduct: (input) => command(() => createProduct(input)),
    updateProduct: (id, changes) =>
      command(() => {
        const changed = { ...existing("product", id, product(id)), ...changes, updatedAt: now() };
        writeProduct(database, shopId, changed);
        emit("products/update", productPayload(profile(), changed));
        return changed;
      }),
    updateVariant: (id, changes) =>
      command(() => {
        const changed = { ...existing("variant", id, variant(id)), ...changes };
        writeVariant(database, shopId, changed);
        touchProduct(changed.productId);
        return changed;
      }),
    setInventory: (variantId, available) =>
      command(() => writeStock(existing("variant", variantId, variant(variantId)), available)),
    deleteProduct: (id) =>
      command(() => {
        existing("product", id, product(id));
        database.run("DELETE FROM product WHERE shop_id = ? AND id = ?", shopId, id);
        database.run("DELETE FROM variant WHERE shop_id = ? AND product_id = ?", shopId, id);
        database.run("DELETE FROM metafield WHERE shop_id = ? AND owner_gid = ?", shopId, gid("Product", id));
        emit("products/delete", { id });
      }),

    install: (scopes) =>
      command(() =>
        changeShop({
          installedAt: now(),
          installationId: ids.next("installation"),
          ...(scopes === undefined ? {} : { scopes }),
        }),
      ),
    uninstall: () =>
      command(() => {
        emit("app/uninstalled", shopPayload(profile()));
        database.run("DELETE FROM access_token WHERE shop_id = ?", shopId);
        database.run("DELETE FROM refresh_token WHERE shop_id = ?", shopId);
        changeShop({ installedAt: null, installationId: null });
      }),
    setScopes: (scopes) =>
      command(() => {
        const previous = profile().scopes;
        changeShop({ scopes });
        database.run("UPDATE access_token SET scopes = ? WHERE shop_id = ?", scopes.join(","), shopId);
        emit("app/scopes_update", {
          id: gid("Shop", shopId),
          previous,
          current: scopes,
          updated_at: new Date(now()).toISOString(),
        });
      }),
    requestCustomerData: (customerId) =>
      command(() => {
        const data_request = { id: ids.next("part") };
        emit("customers/data_request", {
          ...redactedCustomer(customerId),
          orders_requested: orderIdsOf(customerId),
          data_request,
        });
      }),
    redactCustomer: (customerId) =>
      command(() =>
        emit("customers/redact", { ...redactedCustomer(customerId), orders_to_redact: orderIdsOf(customerId) }),
      ),
    redactShop: () => command(() => emit("shop/redact", { shop_id: shopId, shop_domain: domain })),
  };
}
