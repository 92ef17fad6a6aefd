import { createHash } from "node:crypto";
import type { Clock } from "../time/clock";
import { toSecond } from "../time/time-text";
import { openDatabase, type Database } from "./database";
import { shopOfRow, writeShop, type Market, type ShopRecord } from "./records/shop";
import type { EpochMs, Id } from "./records/values";
import type { OnEvent } from "./shop-context";
import { shopStore, type ShopStore } from "./shop-store";

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
