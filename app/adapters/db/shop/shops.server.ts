import type { Database } from "~/adapters/db/connect/client.server";
import { LEDGER_VERSION } from "./ledger-version.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { withDirectory } from "~/adapters/db/connect/tenant.server";

/** A line of the shop directory. */
export interface Shop {
  readonly id: string;
  readonly domain: string;
  readonly installedAt: Date | null;
  readonly uninstalledAt: Date | null;
  readonly needsReauth: boolean;
}

export interface ShopProfile {
  readonly name: string;
  readonly ianaTimezone: string;
  readonly currencyCode: string;
  readonly taxesIncluded: boolean;
  readonly grantedScopes: readonly string[];
}

const SHOP_COLUMNS = `id, domain, installed_at AS "installedAt", uninstalled_at AS "uninstalledAt",
  needs_reauth AS "needsReauth"`;

export async function findShop(db: Database, shopId: string): Promise<Shop | null> {
  return withDirectory(db, async (tx) => {
    const { rows } = await tx.query<Shop>(`SELECT ${SHOP_COLUMNS} FROM shop WHERE id = $1`, [shopId]);
    return rows[0] ?? null;
  });
}

/** When the app was installed, read within a transaction of the shop. */
export async function readInstallTime(tx: Tx, shopId: string): Promise<Date | null> {
  const { rows } = await tx.query<{ installed_at: Date | null }>("SELECT installed_at FROM shop WHERE id = $1", [
    shopId,
  ]);
  return rows[0]?.installed_at ?? null;
}

export async function findShopByDomain(db: Database, domain: string): Promise<Shop | null> {
  return withDirectory(db, async (tx) => {
    const { rows } = await tx.query<Shop>(`SELECT ${SHOP_COLUMNS} FROM shop WHERE domain = $1`, [domain]);
    return rows[0] ?? null;
  });
}

/** Shops the app is installed in and may call. */
export async function listActiveShops(db: Database): Promise<Shop[]> {
  return withDirectory(db, async (tx) => {
    const { rows } = await tx.query<Shop>(
      `SELECT ${SHOP_COLUMNS} FROM shop
       WHERE installed_at IS NOT NULL AND uninstalled_at IS NULL AND NOT needs_reauth ORDER BY id`,
    );
    return rows;
  });
}

/**
 * Notes that the app is installed in a shop and holds a working token. The install time moves only when the shop
 * was not installed before. A domain that formerly belonged to another shop passes to this one.
 *
 * @returns whether the app was not installed until now.
 */
export async function recordInstallation(tx: Tx, shop: { id: string; domain: string }): Promise<boolean> {
  // One claim of a domain at a time: two rows may collide in its index, where the conflict below does not look.
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`installation of ${shop.domain}`]);
  const { rowCount } = await tx.query("SELECT FROM shop WHERE id = $1 AND uninstalled_at IS NULL FOR UPDATE", [
    shop.id,
  ]);
  await tx.query(
    `UPDATE shop SET domain = 'replaced-' || id, uninstalled_at = COALESCE(uninstalled_at, now())
     WHERE domain = $2 AND id <> $1`,
    [shop.id, shop.domain],
  );
  await tx.query(
    `INSERT INTO shop (id, domain, installed_at) VALUES ($1, $2, now())
     ON CONFLICT (id) DO UPDATE SET
       domain = EXCLUDED.domain,
       installed_at = CASE WHEN shop.uninstalled_at IS NULL AND shop.installed_at IS NOT NULL
                           THEN shop.installed_at ELSE EXCLUDED.installed_at END,
       uninstalled_at = NULL,
       needs_reauth = false`,
    [shop.id, shop.domain],
  );
  return rowCount === 0;
}

/**
 * Marks the app uninstalled unless it was installed again after `at`, which may be cut to whole seconds; says whether it
 * is uninstalled now.
 */
export async function recordUninstall(tx: Tx, shopId: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    "UPDATE shop SET uninstalled_at = $2 WHERE id = $1 AND (installed_at IS NULL OR installed_at < $2::timestamptz + interval '1 second')",
    [shopId, at],
  );
  return rowCount === 1;
}

/** Holds a shop the app is no longer in against a new installation; false when the app is installed and working. */
export async function lockLostShop(tx: Tx, shopId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    "SELECT 1 FROM shop WHERE id = $1 AND (uninstalled_at IS NOT NULL OR needs_reauth) FOR UPDATE",
    [shopId],
  );
  return rowCount === 1;
}

export async function markNeedsReauth(tx: Tx, domain: string): Promise<void> {
  await tx.query("UPDATE shop SET needs_reauth = true WHERE domain = $1", [domain]);
}

export async function deleteShop(tx: Tx, shopId: string): Promise<void> {
  await tx.query("DELETE FROM shop WHERE id = $1", [shopId]);
}

export async function findProfile(tx: Tx, shopId: string): Promise<(ShopProfile & { importedAt: Date | null }) | null> {
  const { rows } = await tx.query<ShopProfile & { importedAt: Date | null }>(
    `SELECT name, iana_timezone AS "ianaTimezone", currency_code AS "currencyCode", taxes_included AS "taxesIncluded",
            granted_scopes AS "grantedScopes", imported_at AS "importedAt"
     FROM shop_profile WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}

/**
 * Writes the profile and returns what stood there before. Time zone and currency of a known shop stay: the numbers
 * follow them, so they change only with a rebuild.
 */
export async function saveProfile(tx: Tx, shopId: string, profile: ShopProfile): Promise<ShopProfile | null> {
  // The row is the lock every write to the shop's numbers takes, so before and after are consistent.
  await tx.query("SELECT 1 FROM shop_profile WHERE shop_id = $1 FOR UPDATE", [shopId]);
  const before = await findProfile(tx, shopId);
  await tx.query(
    `INSERT INTO shop_profile (shop_id, name, iana_timezone, currency_code, taxes_included, granted_scopes, ledger_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (shop_id) DO UPDATE SET name = EXCLUDED.name, taxes_included = EXCLUDED.taxes_included,
       granted_scopes = EXCLUDED.granted_scopes`,
    [
      shopId,
      profile.name,
      profile.ianaTimezone,
      profile.currencyCode,
      profile.taxesIncluded,
      profile.grantedScopes,
      LEDGER_VERSION,
    ],
  );
  return before;
}

/** Takes the lock of the shop's numbers; false when the shop has no profile. */
export async function lockShop(tx: Tx, shopId: string): Promise<boolean> {
  const { rowCount } = await tx.query("SELECT 1 FROM shop_profile WHERE shop_id = $1 FOR UPDATE", [shopId]);
  return rowCount === 1;
}

export async function markImported(tx: Tx, shopId: string): Promise<void> {
  await tx.query("UPDATE shop_profile SET imported_at = now() WHERE shop_id = $1", [shopId]);
}
