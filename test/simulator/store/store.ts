import { createHash } from "node:crypto";
import type { Clock } from "../time/clock";
import { openDatabase } from "./database";
import type { Database } from "./database";
import type { Payload } from "../payloads/payloads";
import type {
  Attribute,
  Charge,
  CheckoutRecord,
  CustomerRecord,
  EpochMs,
  FinancialStatus,
  Id,
  Journey,
  LineUpdate,
  Market,
  MetafieldRecord,
  Minor,
  OrderRecord,
  Origin,
  ProductRecord,
  ProductStatus,
  ShopRecord,
  VariantRecord,
} from "./records";
import { shopOfRow, writeShop } from "./rows";
import { shopStore } from "./shop-store";
import { toSecond } from "../time/time-text";

/**
 * The data of every simulated shop, and the commands that change it. A command dates what it does with the
 * store's clock, raises `updatedAt`, is one transaction, and reports what Shopify would send as webhooks.
 * A command that cannot be done throws a `RangeError` that says why, and changes nothing.
 */
export interface Store {
  readonly clock: Clock;
  shops(): ShopStore[];
  /** @throws {RangeError} when there is no such shop. */
  shop(domain: string): ShopStore;
  findShop(domain: string): ShopStore | undefined;
  /** A shop without the app. */
  createShop(profile: NewShop): ShopStore;
  /** What a data folder is written through. */
  readonly database: Database;
  close(): void;
}

/** Something happened that Shopify tells apps about. */
export interface ShopEvent {
  readonly shop: ShopRecord;
  readonly topic: string;
  readonly payload: Payload;
  readonly at: EpochMs;
}

/** Called inside the transaction of the command. */
export type OnEvent = (event: ShopEvent) => void;

export interface NewShop {
  readonly domain: string;
  readonly name: string;
  readonly ianaTimezone: string;
  readonly currencyCode: string;
  readonly taxesIncluded?: boolean;
  readonly scopes?: readonly string[];
  readonly markets?: readonly Market[];
  readonly forgetsOldCheckouts?: boolean;
  readonly createdAt?: EpochMs;
}

/** What a shop grants to an app that does not say what it wants. */
const DEFAULT_SCOPES: readonly string[] = [
  "read_orders",
  "read_all_orders",
  "read_products",
  "write_products",
  "read_customers",
];

export interface LineInput {
  readonly productId: Id;
  /** Default: the product's first variant. */
  readonly variantId?: Id;
  readonly title?: string;
  readonly quantity: number;
  /** Default: the variant's price. */
  readonly unitPrice?: Minor;
  readonly discount?: Minor;
  /** Default: the same as before tax. */
  readonly discountAfterTax?: Minor;
  readonly tax?: Minor;
  readonly isGiftCard?: boolean;
  readonly properties?: readonly Attribute[];
}

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
  readonly presentmentRate?: number;
  readonly attributes?: readonly Attribute[];
  readonly shipping?: Minor;
  readonly shippingTax?: Minor;
  readonly charges?: readonly Charge[];
  readonly tip?: Minor;
  readonly journey?: Partial<Journey> | null;
}

export interface OrderInput extends OrderFacts {
  /** A negative quantity is brought back without having been bought here. */
  readonly lines: readonly LineInput[];
}

export interface ProductInput {
  readonly id?: Id;
  readonly title: string;
  readonly handle?: string;
  readonly productType?: string;
  readonly vendor?: string;
  readonly collections?: readonly string[];
  readonly tags?: readonly string[];
  readonly status?: ProductStatus;
  /** Default: whether its type says so. */
  readonly isGiftCard?: boolean;
  readonly variants: readonly {
    readonly id?: Id;
    readonly title?: string;
    readonly price: Minor;
    readonly compareAtPrice?: Minor | null;
    readonly sku?: string | null;
    readonly inventory?: number | null;
    readonly unitCost?: Minor | null;
  }[];
}

export interface ProductChanges {
  readonly title?: string;
  readonly handle?: string;
  readonly productType?: string;
  readonly vendor?: string;
  readonly collections?: readonly string[];
  readonly tags?: readonly string[];
  readonly status?: ProductStatus;
}

export interface RefundInput {
  /** `line` is the 0-based index into the order's lines, edited-in lines following in order. */
  readonly lines?: readonly { readonly line: number; readonly quantity: number }[];
  /** Money given back beyond goods, with its tax; negative when it is kept back. */
  readonly adjustment?: Minor;
  readonly adjustmentTax?: Minor;
  /** As priced. */
  readonly shipping?: Minor;
  readonly shippingTax?: Minor;
  readonly charges?: readonly Charge[];
}

export interface ReturnInput {
  readonly lines: readonly { readonly line: number; readonly quantity: number }[];
  /** What the buyer takes instead. */
  readonly exchange?: readonly LineInput[];
  /** What the shop keeps back for it. */
  readonly charges?: readonly Charge[];
}

/** Which page of a list: ascending by id, after `after`. */
export interface PageOfIds {
  readonly after?: Id;
  readonly limit?: number;
}

/** One shop's data. Reads answer `undefined` for what does not exist. */
export interface ShopStore {
  readonly id: Id;
  readonly domain: string;
  profile(): ShopRecord;
  /** Emits `shop/update`. */
  updateProfile(
    changes: Partial<Omit<ShopRecord, "id" | "domain" | "installedAt" | "installationId" | "scopes">>,
  ): ShopRecord;

  // ------------------------------------------------------------ reads
  products(page?: PageOfIds): ProductRecord[];
  product(id: Id): ProductRecord | undefined;
  productByHandle(handle: string): ProductRecord | undefined;
  variant(id: Id): VariantRecord | undefined;
  customers(page?: PageOfIds): CustomerRecord[];
  customer(id: Id): CustomerRecord | undefined;
  orders(page?: PageOfIds): OrderRecord[];
  /** Newest first. */
  latestOrders(limit: number): OrderRecord[];
  order(id: Id): OrderRecord | undefined;
  checkout(id: Id): CheckoutRecord | undefined;
  checkoutByToken(token: string): CheckoutRecord | undefined;
  /** Newest first. */
  latestCheckouts(limit: number): CheckoutRecord[];
  metafields(ownerGid: string): MetafieldRecord[];
  counts(): { products: number; customers: number; orders: number; checkouts: number };

  // ------------------------------------------------------------ checkout and orders
  /** Emits `checkouts/create`. */
  createCheckout(input: CheckoutInput): CheckoutRecord;
  /** Emits `checkouts/update`. */
  updateCheckout(id: Id, changes: CheckoutInput): CheckoutRecord;
  /** Emits `checkouts/update`, `orders/create` and, for a customer's order, `customers/update`. Lowers tracked stock. */
  completeCheckout(id: Id, facts?: OrderFacts): OrderRecord;
  /** Emits `checkouts/delete`. */
  deleteCheckout(id: Id): void;
  /** An order that had no checkout here. Emits `orders/create`. */
  placeOrder(input: OrderInput): OrderRecord;
  /** Emits `orders/updated` and `refunds/create`. */
  refundOrder(id: Id, refund: RefundInput): OrderRecord;
  /** A return or an exchange of Shopify's own kind. Emits `orders/updated`. */
  returnOrder(id: Id, input: ReturnInput): OrderRecord;
  /**
   * A negative quantity removes units; `updates` change price, discount or tax of lines. Emits `orders/edited` and
   * `orders/updated`.
   */
  editOrder(id: Id, lines: readonly LineInput[], updates?: readonly LineUpdate[]): OrderRecord;
  /** Units not yet given back come back. Emits `orders/cancelled`, `orders/updated` and `refunds/create`. */
  cancelOrder(id: Id, how?: { readonly keepsMoney?: boolean }): OrderRecord;
  /** Payment state, tags and the like. Emits `orders/updated`. */
  updateOrder(
    id: Id,
    changes: {
      financialStatus?: FinancialStatus | null;
      tags?: readonly string[];
      customerId?: Id | null;
      journey?: Partial<Journey> | null;
      /** False: the order loses its sales agreements, as very old ones have none. */
      hasAgreements?: boolean;
    },
  ): OrderRecord;
  /** Emits `orders/delete`. */
  deleteOrder(id: Id): void;

  // ------------------------------------------------------------ customers
  /** Emits `customers/create`. */
  createCustomer(input?: { id?: Id; tags?: readonly string[] }): CustomerRecord;
  /** All orders and checkouts move. Emits `customers/merge`, `customers/update` and `orders/updated` per moved order. */
  mergeCustomers(fromId: Id, intoId: Id): void;
  /** Emits `customers/delete`; Shopify refuses it for customers with orders, and so does this. */
  deleteCustomer(id: Id): void;

  // ------------------------------------------------------------ products
  /** Emits `products/create`. */
  createProduct(input: ProductInput): ProductRecord;
  /** Emits `products/update`. */
  updateProduct(id: Id, changes: ProductChanges): ProductRecord;
  /** Emits `products/update`. */
  updateVariant(
    id: Id,
    changes: {
      title?: string;
      price?: Minor;
      compareAtPrice?: Minor | null;
      sku?: string | null;
      unitCost?: Minor | null;
    },
  ): VariantRecord;
  /** Emits `products/update`, and `variants/out_of_stock` or `variants/in_stock` when it crosses zero. */
  setInventory(variantId: Id, available: number | null): VariantRecord;
  /** Lines of old orders keep their title and lose the product. Emits `products/delete`. */
  deleteProduct(id: Id): void;

  // ------------------------------------------------------------ the app
  /** What "Install" in the admin does: the scopes are granted from now on. No token is handed out by it. */
  install(scopes?: readonly string[]): ShopRecord;
  /** Every token dies. Emits `app/uninstalled`. */
  uninstall(): void;
  /** Emits `app/scopes_update`. */
  setScopes(scopes: readonly string[]): void;
  /** Emits `customers/data_request`. */
  requestCustomerData(customerId: Id): void;
  /** Emits `customers/redact`; the shop itself keeps its customer. */
  redactCustomer(customerId: Id): void;
  /** Emits `shop/redact`, as Shopify does 48 hours after an uninstallation. */
  redactShop(): void;
}

export interface StoreOptions {
  /** A file's path, or ":memory:". */
  readonly file: string;
  readonly clock?: Clock;
  readonly onEvent?: OnEvent;
}

export function openStore({ file, clock, onEvent }: StoreOptions): Store {
  const database = openDatabase(file);
  const store = storeOver(database, clock ?? Date.now, onEvent ?? (() => undefined));
  return {
    ...store,
    close() {
      database.close();
    },
  };
}

/** A store over a database that somebody else opened and closes. */
export function storeOver(
  database: Database,
  clock: Clock,
  onEvent: OnEvent,
  scopesAskedFor: () => readonly string[] = () => DEFAULT_SCOPES,
): Store {
  const opened = new Map<Id, ShopStore>();

  function open(shop: ShopRecord): ShopStore {
    let existing = opened.get(shop.id);
    if (existing === undefined) {
      existing = shopStore({ database, clock, onEvent }, shop);
      opened.set(shop.id, existing);
    }
    return existing;
  }
  database.onRollback(() => opened.clear());

  function findShop(domain: string): ShopStore | undefined {
    const row = database.get("SELECT id, domain, doc FROM shop WHERE domain = ?", domain);
    return row === undefined ? undefined : open(shopOfRow(row));
  }

  return {
    clock,
    database,
    shops: () => database.all("SELECT id, domain, doc FROM shop ORDER BY domain").map((row) => open(shopOfRow(row))),
    findShop,
    shop(domain) {
      const found = findShop(domain);
      if (found === undefined) throw new RangeError(`there is no shop ${domain} in this simulator`);
      return found;
    },
    createShop(profile) {
      if (!/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(profile.domain)) {
        throw new RangeError(`"${profile.domain}" is no shop domain such as "soap.myshopify.com"`);
      }
      if (findShop(profile.domain) !== undefined) {
        throw new RangeError(`the shop ${profile.domain} is already in this simulator`);
      }
      const createdAt = toSecond(profile.createdAt ?? clock());
      const shop: ShopRecord = {
        id: shopIdOf(profile.domain),
        domain: profile.domain,
        name: profile.name,
        ianaTimezone: profile.ianaTimezone,
        currencyCode: profile.currencyCode,
        taxesIncluded: profile.taxesIncluded ?? false,
        createdAt,
        updatedAt: createdAt,
        markets: profile.markets ?? [],
        scopes: profile.scopes ?? scopesAskedFor(),
        installedAt: null,
        installationId: null,
        forgetsOldCheckouts: profile.forgetsOldCheckouts ?? false,
        resolvesOnlyDollarApp: false,
        isFrozen: false,
        hasProtectedDataAccess: true,
      };
      database.transaction(() => writeShop(database, shop));
      return open(shop);
    },
    close: () => undefined,
  };
}

/** The same domain has the same id in every simulator, so a kept database still fits after a restart. */
function shopIdOf(domain: string): Id {
  return 60_000_000_000 + (createHash("sha256").update(domain).digest().readUInt32BE(0) % 1_000_000_000);
}
