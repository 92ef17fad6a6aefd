import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { claimId, loadCheckout, loadOrder, notNegative, type Loading } from "./load-orders";
import { eventRow, stockRow } from "./event-row";
import { checkoutRow, complaint, customerRow, orderRow, productRow, shopRow } from "./row-schemas";
import { idSequence } from "../store/ids";
import { jsonLines, type NumberedLine } from "./jsonl-lines";
import { minorUnits } from "../money/money";
import type { EpochMs } from "../store/records/values";
import type { ShopRecord } from "../store/records/shop";
import type { VariantRecord } from "../store/records/product";
import { writeCustomer } from "../store/records/customer";
import { writeProduct, writeVariant } from "../store/records/product";
import type { ShopStore } from "../store/shop-store";
import type { Store } from "../store/store";
import { toSecond, utcText } from "../time/time-text";

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
  /** Storefront events, which no Shopify keeps: whoever loads the folder tells the app of them, as its pixel would. */
  readonly events: number;
  /** When the app is installed and reads for the first time; null: whenever it is. Nothing of the folder is later. */
  readonly installedAt: EpochMs | null;
}

export interface LoadOptions {
  /** Called every now and then with the file and the rows read of it so far. */
  readonly onProgress?: (file: string, rows: number) => void;
  readonly forgetsOldCheckouts?: boolean;
  /** The moment of the first read in place of the folder's own; null: that one. */
  readonly standsAt?: EpochMs | null;
}

export const EVENTS_FILE = "events.jsonl";
/** Stock of days gone by, of which Shopify knows nothing either. */
export const STOCK_FILE = "stock.jsonl";

const PROGRESS_ROWS = 50_000;

/**
 * Reads a folder of `shop.json`, `products.jsonl`, `orders.jsonl` and, where present, `customers.jsonl`,
 * `checkouts.jsonl` and `events.jsonl` into a new shop: all of it or, when anything in it is malformed, nothing.
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
    const events = exists(join(directory, EVENTS_FILE)) ? readRows(loading, EVENTS_FILE, eventRow, (row) => row.at) : 0;
    if (exists(join(directory, STOCK_FILE))) readRows(loading, STOCK_FILE, stockRow, () => null);
    markGiftCards(loading);
    refuseLaterThan(installedAt, options.standsAt ?? null, loading);
    loading.ids.save();
    return { shop: store.shop(shop.domain), products, customers, orders, checkouts, events, installedAt };
  });
}

/** What `shop.json` says. @throws {DataFolderError} naming the reason. */
export function readShopFile(directory: string): {
  readonly row: z.infer<typeof shopRow>;
  readonly installedAt: EpochMs | null;
} {
  const path = join(directory, "shop.json");
  if (!exists(path)) throw new DataFolderError(`${path} does not exist, so ${directory} is no data folder.`);
  const text = readable(path, () => readFileSync(path, "utf8")).replace(/^\uFEFF/, "");
  const row = parseRow("shop.json:1", text, shopRow);
  return {
    row,
    installedAt: row.installedAt === null || row.installedAt === undefined ? null : toSecond(row.installedAt),
  };
}

function createShop(
  store: Store,
  directory: string,
  options: LoadOptions,
): { readonly shop: ShopRecord; readonly installedAt: EpochMs | null } {
  const { row, ...said } = readShopFile(directory);
  const installedAt = options.standsAt ?? said.installedAt;
  const shop = refusing("shop.json:1", () =>
    store
      .createShop({
        name: row.name,
        domain: row.domain,
        ianaTimezone: row.ianaTimezone,
        currencyCode: row.currencyCode,
        taxesIncluded: row.taxesIncluded ?? false,
        markets: row.markets ?? [],
        ...(row.scopes === null || row.scopes === undefined ? {} : { scopes: row.scopes }),
        forgetsOldCheckouts: options.forgetsOldCheckouts ?? false,
        ...(installedAt === null ? {} : { createdAt: installedAt }),
      })
      .profile(),
  );
  return { shop, installedAt };
}

/** What happens after the first read would have to be announced, and a folder announces nothing. */
function refuseLaterThan(installedAt: EpochMs | null, standsAt: EpochMs | null, { newest }: Loading): void {
  if (installedAt === null || newest === null || newest.at <= installedAt) return;
  throw new DataFolderError(
    standsAt === null
      ? `shop.json:1: installedAt ${utcText(installedAt)} is before what ${newest.place} tells of ${utcText(newest.at)}; ` +
          "name the moment of that event or a later one."
      : `${newest.place} tells of ${utcText(newest.at)}, after the day the shop is to stand at; name a later day.`,
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
      compareAtPrice:
        given.compareAtPrice === null || given.compareAtPrice === undefined
          ? null
          : notNegative("a compare-at price", money(given.compareAtPrice)),
      sku: given.sku ?? null,
      inventory: given.inventory ?? null,
      unitCost: given.unitCost === null || given.unitCost === undefined ? null : money(given.unitCost),
      position: index + 1,
      ...(given.unitPriceMeasurement && { unitPriceMeasurement: given.unitPriceMeasurement }),
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
    category: row.category ?? null,
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
