import { shopDay } from "~/adapters/db/connect/prisma-day";
import { withPrisma } from "~/adapters/db/connect/prisma.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { Definitions } from "~/domain/orders/definitions";
import type { EpochMs, ShopDay } from "~/domain/time/shop-time";
import { readMeasuredSince, type MeasuredSince } from "./measured-from.server";
import { LEDGER_VERSION } from "./ledger-version.server";
import { definitionsFrom } from "./stored-definitions";

/** What Shopify says of a shop. */
export interface ShopifyShop {
  readonly name: string;
  readonly ianaTimezone: string;
  readonly currencyCode: string;
  readonly taxesIncluded: boolean;
  readonly grantedScopes: readonly string[];
}

/** What the app reads a shop's numbers with: of what Shopify says of it, what is in force, and how far the numbers are. */
export interface ShopProfile extends MeasuredSince {
  readonly name: string;
  readonly timeZone: string;
  readonly currencyCode: string;
  readonly grantedScopes: readonly string[];
  /** Whether orders older than 60 days are hidden from the app. */
  readonly isHistoryLimited: boolean;
  readonly definitions: Definitions;
  readonly definitionVersion: number;
  readonly dataVersion: number;
  readonly newestEventAt: EpochMs | null;
  readonly importedAt: EpochMs | null;
  /** First day whose checkouts are known, abandoned ones included; null until Shopify's list was read. */
  readonly checkoutsKnownFrom: ShopDay | null;
}

/** @returns null when the app was never installed in the shop. */
export async function readShopProfile(tx: Tx, shopId: string): Promise<ShopProfile | null> {
  const row = await withPrisma(tx, (prisma) =>
    prisma.shopProfile.findUnique({
      where: { shopId: BigInt(shopId) },
      omit: { shopId: true, taxesIncluded: true, ledgerVersion: true, redactionSalt: true },
    }),
  );
  return (
    row && {
      ...(await readMeasuredSince(tx, shopId)),
      name: row.name,
      timeZone: row.ianaTimezone,
      currencyCode: row.currencyCode,
      grantedScopes: row.grantedScopes,
      isHistoryLimited: !row.grantedScopes.includes("read_all_orders"),
      definitions: definitionsFrom(row.definitions),
      definitionVersion: row.definitionVersion,
      dataVersion: Number(row.dataVersion),
      newestEventAt: row.newestEventAt?.getTime() ?? null,
      importedAt: row.importedAt?.getTime() ?? null,
      checkoutsKnownFrom: row.checkoutsKnownFrom && shopDay(row.checkoutsKnownFrom),
    }
  );
}

/** @throws {Error} when the app was never installed in the shop. */
export async function shopProfileOf(tx: Tx, shopId: string): Promise<ShopProfile> {
  const profile = await readShopProfile(tx, shopId);
  if (!profile) throw new Error(`Shop ${shopId} has no profile: install the app in it first.`);
  return profile;
}

/**
 * Writes what Shopify says and returns the profile of before. Time zone and currency of a known shop stay: the numbers
 * follow them, so they change only with a rebuild.
 */
export async function saveProfile(tx: Tx, shopId: string, shop: ShopifyShop): Promise<ShopProfile | null> {
  // Before and after are consistent under the lock.
  await lockShop(tx, shopId);
  const before = await readShopProfile(tx, shopId);
  const { name, ianaTimezone, currencyCode, taxesIncluded } = shop;
  const changing = { name, taxesIncluded, grantedScopes: [...shop.grantedScopes] };
  const id = { shopId: BigInt(shopId) };
  await withPrisma(tx, (prisma) =>
    prisma.shopProfile.upsert({
      where: id,
      create: { ...id, ...changing, ianaTimezone, currencyCode, ledgerVersion: LEDGER_VERSION },
      update: changing,
      select: { shopId: true },
    }),
  );
  return before;
}

/** Takes the lock of the shop's numbers; false when the shop has no profile. */
export async function lockShop(tx: Tx, shopId: string): Promise<boolean> {
  const { rowCount } = await tx.query("SELECT 1 FROM shop_profile WHERE shop_id = $1 FOR UPDATE", [shopId]);
  return rowCount === 1;
}

export async function markImported(tx: Tx, shopId: string): Promise<void> {
  await tx.query("UPDATE shop_profile SET imported_at = app_now() WHERE shop_id = $1", [shopId]);
}
