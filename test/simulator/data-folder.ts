import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { checkoutRow, complaint, customerRow, orderRow, productRow, shopRow } from "./data-folder-rows";
import type { LineRow, OrderRow } from "./data-folder-rows";
import { idSequence } from "./ids";
import type { IdKind, IdSequence } from "./ids";
import { jsonLines, type NumberedLine } from "./jsonl-lines";
import { minorUnits } from "./money";
import type { CheckoutRecord, EpochMs, Id, Minor, OrderLine, OrderRecord, ShopRecord, VariantRecord } from "./records";
import { writeCheckout, writeCustomer, writeOrder, writeProduct, writeVariant } from "./rows";
import { IDS_OF_ORDER, orderHistory } from "./sales-ledger";
import type { ShopStore, Store } from "./store";
import { toSecond, utcText } from "./time-text";

/** A data folder was refused; the message names file, line and reason, and nothing of the folder was kept. */
export class DataFolderError extends Error {
  override readonly name = "DataFolderError";
}

export interface LoadedFolder {
  readonly shop: ShopStore;
  readonly products: number;
  readonly customers: number;
  readonly orders: number;
  readonly checkouts: number;
  /** When the app is installed and reads for the first time; null: whenever it is. Nothing of the folder is later. */
  readonly installedAt: EpochMs | null;
}

export interface LoadOptions {
  /** Called every now and then with the file and the rows read of it so far. */
  readonly onProgress?: (file: string, rows: number) => void;
  readonly forgetsOldCheckouts?: boolean;
}

const PROGRESS_ROWS = 50_000;

/**
 * Reads a folder of `shop.json`, `products.jsonl`, `orders.jsonl` and, where present, `customers.jsonl` and
 * `checkouts.jsonl` into a new shop: all of it or, when anything in it is malformed, nothing.
 *
 * @throws {DataFolderError} naming file, line and reason.
 */
export function loadDataFolder(store: Store, directory: string, options: LoadOptions = {}): LoadedFolder {
  return store.database.transaction(() => {
    const { shop, installedAt } = createShop(store, directory, options);
    const loading: Loading = {
      store,
      shop,
      ids: idSequence(store.database, shop.id),
      products: new Map(),
      soldAsGiftCards: new Set(),
      money: (text) => (text === null || text === undefined ? 0 : minorUnits(text, shop.currencyCode)),
      directory,
      onProgress: options.onProgress ?? (() => undefined),
      newest: null,
    };
    const products = readRows(loading, "products.jsonl", productRow, (row) => loadProduct(loading, row));
    const customers = exists(join(directory, "customers.jsonl"))
      ? readRows(loading, "customers.jsonl", customerRow, (row) => loadCustomer(loading, row))
      : 0;
    const orders = readRows(loading, "orders.jsonl", orderRow, (row) => loadOrder(loading, row));
    const checkouts = exists(join(directory, "checkouts.jsonl"))
      ? readRows(loading, "checkouts.jsonl", checkoutRow, (row) => loadCheckout(loading, row))
      : 0;
    markGiftCards(loading);
    refuseLaterThan(installedAt, loading);
    loading.ids.save();
    return { shop: store.shop(shop.domain), products, customers, orders, checkouts, installedAt };
  });
}

interface KnownProduct {
  readonly title: string;
  readonly isGiftCard: boolean;
  readonly variants: readonly Pick<VariantRecord, "id" | "price">[];
}

interface Loading {
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

function createShop(
  store: Store,
  directory: string,
  options: LoadOptions,
): { readonly shop: ShopRecord; readonly installedAt: EpochMs | null } {
  const path = join(directory, "shop.json");
  if (!exists(path)) throw new DataFolderError(`${path} does not exist, so ${directory} is no data folder.`);
  const text = readable(path, () => readFileSync(path, "utf8")).replace(/^\uFEFF/, "");
  const row = parseRow("shop.json:1", text, shopRow);
  const installedAt = row.installedAt === null || row.installedAt === undefined ? null : toSecond(row.installedAt);
  const shop = refusing("shop.json:1", () =>
    store
      .createShop({
        name: row.name,
        domain: row.domain,
        ianaTimezone: row.ianaTimezone,
        currencyCode: row.currencyCode,
        taxesIncluded: row.taxesIncluded ?? false,
        ...(row.scopes === null || row.scopes === undefined ? {} : { scopes: row.scopes }),
        forgetsOldCheckouts: options.forgetsOldCheckouts ?? false,
        ...(installedAt === null ? {} : { createdAt: installedAt }),
      })
      .profile(),
  );
  return { shop, installedAt };
}

/** What happens after the first read would have to be announced, and a folder announces nothing. */
function refuseLaterThan(installedAt: EpochMs | null, { newest }: Loading): void {
  if (installedAt === null || newest === null || newest.at <= installedAt) return;
  throw new DataFolderError(
    `shop.json:1: installedAt ${utcText(installedAt)} is before what ${newest.place} tells of ${utcText(newest.at)}; ` +
      "name the moment of that event or a later one.",
  );
}

/** What `read` gives; what the system says against reading the file becomes one sentence. */
function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === "EISDIR" ? "it is a folder" : code === "EACCES" ? "permission is denied" : String(code);
    throw new DataFolderError(`${path} cannot be read: ${why}.`, { cause });
  }
}

/** A file that may not be looked at is not taken for a missing one. */
const exists = (path: string): boolean => readable(path, () => statSync(path, { throwIfNoEntry: false })) !== undefined;

function* readableLines(path: string): Generator<NumberedLine> {
  const lines = jsonLines(path);
  try {
    for (;;) {
      const { done, value } = readable(path, () => lines.next());
      if (done) return;
      yield value;
    }
  } finally {
    lines.return(undefined);
  }
}

/** Turns the complaint of `work` about its row into one that names the place. */
function refusing<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DataFolderError(`${place}: ${error.message}.`, { cause: error });
  }
}

function parseRow<T extends z.ZodType>(place: string, text: string, schema: T): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new DataFolderError(`${place}: not a line of JSON.`, { cause: error });
  }
  const parsed = schema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw new DataFolderError(`${place}: ${complaint(parsed.error)}.`);
  return parsed.data;
}

function readRows<T extends z.ZodType>(
  loading: Loading,
  file: string,
  schema: T,
  /** Its latest event; null for a row that tells of none. */
  load: (row: z.output<T>) => EpochMs | null,
): number {
  const path = join(loading.directory, file);
  if (!exists(path)) throw new DataFolderError(`${path} does not exist; an empty file stands for no rows.`);
  let rows = 0;
  for (const { number, text } of readableLines(path)) {
    const place = `${file}:${number}`;
    const row = parseRow(place, text, schema);
    const at = refusing(place, () => load(row));
    if (at !== null && at > (loading.newest?.at ?? -Infinity)) loading.newest = { place, at };
    rows += 1;
    if (rows % PROGRESS_ROWS === 0) loading.onProgress(file, rows);
  }
  return rows;
}

function claimId(
  { store, shop, ids }: Loading,
  kind: IdKind & ("product" | "variant" | "order" | "checkout"),
  id: Id,
): void {
  const taken = store.database.get(`SELECT 1 FROM "${kind}" WHERE shop_id = ? AND id = ?`, shop.id, id);
  if (taken !== undefined) throw new RangeError(`the ${kind} id ${id} is used a second time`);
  ids.reserve(kind, id);
}

function notNegative(what: string, amount: Minor): Minor {
  if (amount < 0) throw new RangeError(`${what} must not be negative`);
  return amount;
}

function loadProduct(loading: Loading, row: z.infer<typeof productRow>): null {
  const { store, shop, money, products } = loading;
  const { database } = store;
  claimId(loading, "product", row.id);
  if (database.get("SELECT 1 FROM product WHERE shop_id = ? AND handle = ?", shop.id, row.handle) !== undefined) {
    throw new RangeError(`the handle "${row.handle}" is used a second time`);
  }
  const variants = row.variants.map((given, index): VariantRecord => {
    claimId(loading, "variant", given.id);
    const variant: VariantRecord = {
      id: given.id,
      productId: row.id,
      title: given.title ?? "Default Title",
      price: notNegative("a price", money(given.price)),
      sku: given.sku ?? null,
      inventory: given.inventory ?? null,
      unitCost: given.unitCost === null || given.unitCost === undefined ? null : money(given.unitCost),
      position: index + 1,
    };
    writeVariant(database, shop.id, variant);
    return variant;
  });
  const productType = row.productType ?? "";
  writeProduct(database, shop.id, {
    id: row.id,
    title: row.title,
    handle: row.handle,
    productType,
    vendor: row.vendor ?? shop.name,
    collections: row.collections ?? [],
    tags: row.tags ?? [],
    status: row.status ?? "ACTIVE",
    isGiftCard: row.giftCard ?? false,
    createdAt: shop.createdAt,
    updatedAt: shop.createdAt,
    variants,
  });
  products.set(row.id, {
    title: row.title,
    isGiftCard: row.giftCard ?? false,
    variants: variants.map(({ id, price }) => ({ id, price })),
  });
  return null;
}

function markGiftCards({ store, shop, soldAsGiftCards }: Loading): void {
  for (const id of soldAsGiftCards) {
    const product = store.shop(shop.domain).product(id);
    if (product !== undefined) writeProduct(store.database, shop.id, { ...product, isGiftCard: true });
  }
}

function loadCustomer({ store, shop, ids }: Loading, row: z.infer<typeof customerRow>): EpochMs {
  const taken = store.database.get("SELECT 1 FROM customer WHERE shop_id = ? AND id = ?", shop.id, row.id);
  if (taken !== undefined) throw new RangeError(`the customer id ${row.id} is used a second time`);
  ids.reserve("customer", row.id);
  const createdAt = toSecond(row.createdAt ?? shop.createdAt);
  writeCustomer(store.database, shop.id, { id: row.id, createdAt, updatedAt: createdAt, tags: row.tags ?? [] });
  return createdAt;
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
  const isRemoval = row.quantity < 0;
  const amountOf = (what: string, text: string | null | undefined) => {
    const amount = money(text);
    return isRemoval ? Math.abs(amount) : notNegative(what, amount);
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
    tax: amountOf("a tax", row.tax),
    isGiftCard: row.giftCard ?? product?.isGiftCard ?? false,
    properties: row.properties ?? [],
  };
}

function loadOrder(loading: Loading, row: OrderRow): EpochMs {
  const { store, shop, ids, money } = loading;
  claimId(loading, "order", row.id);
  const digits = /^#?(\d{1,9})$/.exec(row.name)?.[1];
  if (digits !== undefined) ids.reserve("orderNumber", Number(digits));
  const processedAt = toSecond(row.processedAt);
  const createdAt = toSecond(row.createdAt ?? row.processedAt);
  const cancelledAt = row.cancelledAt === null || row.cancelledAt === undefined ? null : toSecond(row.cancelledAt);
  if (cancelledAt !== null && cancelledAt < processedAt) throw new RangeError("cancelledAt is before processedAt");
  const edits = (row.edits ?? []).map((edit) => ({
    id: ids.next("part"),
    at: toSecond(edit.at),
    lines: edit.lines.map((line) => lineOf(loading, line)),
  }));
  const refunds = (row.refunds ?? []).map((refund) => ({
    id: ids.next("part"),
    at: toSecond(refund.at),
    lines: refund.lines ?? [],
    adjustment: notNegative("an adjustment", money(refund.adjustment)),
  }));
  const moments = [
    createdAt,
    processedAt,
    cancelledAt ?? 0,
    ...edits.map(({ at }) => at),
    ...refunds.map(({ at }) => at),
  ];
  if (edits.some(({ at }) => at < processedAt)) throw new RangeError("an edit is before processedAt");
  if (refunds.some(({ at }) => at < processedAt)) throw new RangeError("a refund is before processedAt");
  const order: OrderRecord = {
    id: row.id,
    name: row.name,
    customerId: row.customerId ?? null,
    processedAt,
    createdAt,
    updatedAt: Math.max(toSecond(row.updatedAt ?? 0), ...moments),
    cancelledAt,
    isTest: row.test ?? false,
    financialStatus: row.financialStatus ?? null,
    sourceName: row.sourceName ?? "web",
    checkoutId: null,
    checkoutToken: row.checkoutToken ?? null,
    cartToken: row.cartToken ?? null,
    discountCodes: row.discountCodes ?? [],
    country: row.country ?? null,
    tags: row.tags ?? [],
    currencyCode: shop.currencyCode,
    presentmentCurrency: row.presentmentCurrency ?? shop.currencyCode,
    taxesIncluded: shop.taxesIncluded,
    attributes: [],
    lines: row.lines.map((line) => lineOf(loading, line)),
    shipping: notNegative("shipping", money(row.shipping)),
    tip: notNegative("a tip", money(row.tip)),
    edits,
    refunds,
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
    hasAgreements: true,
    agreementId: ids.next("part", IDS_OF_ORDER),
  };
  orderHistory(order);
  writeOrder(store.database, shop.id, order);
  if (order.customerId !== null) meetCustomer(loading, order.customerId, Math.min(createdAt, processedAt));
  return order.updatedAt;
}

function loadCheckout(loading: Loading, row: z.infer<typeof checkoutRow>): EpochMs {
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
    sourceName: row.sourceName ?? "web",
    deviceId: row.deviceId ?? null,
    userId: row.userId ?? null,
    locationId: row.locationId ?? null,
    shipping: notNegative("shipping", loading.money(row.shipping)),
    shippingTax: notNegative("the tax of shipping", loading.money(row.shippingTax)),
    presentmentCurrency: row.presentmentCurrency ?? shop.currencyCode,
    wasIdle: false,
  };
  writeCheckout(database, shop.id, checkout);
  if (checkout.customerId !== null) meetCustomer(loading, checkout.customerId, startedAt);
  return Math.max(updatedAt, completedAt ?? updatedAt);
}
