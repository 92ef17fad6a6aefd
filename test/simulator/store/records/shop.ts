import type { Database, Row } from "../database";
import { documentOf } from "./columns";
import type { EpochMs, Id } from "./values";

export interface ShopRecord {
  readonly id: Id;
  /** `something.myshopify.com` */
  readonly domain: string;
  readonly name: string;
  readonly ianaTimezone: string;
  readonly currencyCode: string;
  readonly taxesIncluded: boolean;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  /** Where the shop shows its prices in other money. */
  readonly markets: readonly Market[];
  /** Scopes the merchant granted or will grant at installation. */
  readonly scopes: readonly string[];
  /** Null while the app is not installed. */
  readonly installedAt: EpochMs | null;
  /** The numeric id in the app installation's global id; a new one at each installation. */
  readonly installationId: Id | null;
  /** Shopify forgets abandoned checkouts three months after their last activity; off for data folders. */
  readonly forgetsOldCheckouts: boolean;
  /** Themes reach the app's metafields by `["$app"]` and by no other name; off: by `app` and the resolved name too. */
  readonly resolvesOnlyDollarApp: boolean;
  /** 402 on every call while true. */
  readonly isFrozen: boolean;
  /** False: fields and topics with customer data are refused. */
  readonly hasProtectedDataAccess: boolean;
}

export interface Market {
  readonly countries: readonly string[];
  readonly currencyCode: string;
  /** Units of its currency for one of the shop's. */
  readonly rate: number;
}

export function shopOfRow(row: Row): ShopRecord {
  return { id: Number(row["id"]), domain: String(row["domain"]), ...documentOf(row) } as ShopRecord;
}

export function writeShop(database: Database, { id, domain, ...rest }: ShopRecord): void {
  database.run(
    "INSERT INTO shop (id, domain, doc) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc",
    id,
    domain,
    JSON.stringify(rest),
  );
}
