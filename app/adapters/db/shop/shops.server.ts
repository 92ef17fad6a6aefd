import type { Prisma, Shop as ShopRow } from "@prisma/client";
import type { Database } from "~/adapters/db/connect/client.server";
import { withPrisma } from "~/adapters/db/connect/prisma.server";
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

const shopOf = (row: ShopRow): Shop => ({ ...row, id: String(row.id) });

export async function findShop(db: Database, shopId: string): Promise<Shop | null> {
  return findLine(db, { id: BigInt(shopId) });
}

/** @throws {Error} when the directory has no such shop. */
export async function knownShop(db: Database, shopId: string): Promise<Shop> {
  const shop = await findShop(db, shopId);
  if (!shop) throw new Error(`Shop ${shopId} is not in the directory: install the app in it first.`);
  return shop;
}

export async function findShopByDomain(db: Database, domain: string): Promise<Shop | null> {
  return findLine(db, { domain });
}

async function findLine(db: Database, where: Prisma.ShopWhereUniqueInput): Promise<Shop | null> {
  const row = await withDirectory(db, (tx) => withPrisma(tx, (prisma) => prisma.shop.findUnique({ where })));
  return row && shopOf(row);
}

/** When the app was installed, read within a transaction of the shop. */
export async function readInstallTime(tx: Tx, shopId: string): Promise<Date | null> {
  const row = await withPrisma(tx, (prisma) =>
    prisma.shop.findUnique({ where: { id: BigInt(shopId) }, select: { installedAt: true } }),
  );
  return row?.installedAt ?? null;
}

/** Shops the app is installed in and may call. */
export async function listActiveShops(db: Database): Promise<Shop[]> {
  const where = { installedAt: { not: null }, uninstalledAt: null, needsReauth: false };
  const rows = await withDirectory(db, (tx) =>
    withPrisma(tx, (prisma) => prisma.shop.findMany({ where, orderBy: { id: "asc" } })),
  );
  return rows.map(shopOf);
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
    `UPDATE shop SET domain = 'replaced-' || id, uninstalled_at = COALESCE(uninstalled_at, app_now())
     WHERE domain = $2 AND id <> $1`,
    [shop.id, shop.domain],
  );
  await tx.query(
    `INSERT INTO shop (id, domain, installed_at) VALUES ($1, $2, app_now())
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

/** Shopify cuts its moments to whole seconds. */
const SECOND_MS = 1_000;

/**
 * Marks the app uninstalled unless it was installed again after `at`, which may be cut to whole seconds; says whether it
 * is uninstalled now.
 */
export async function recordUninstall(tx: Tx, shopId: string, at: Date): Promise<boolean> {
  const isEarlier = { lt: new Date(at.getTime() + SECOND_MS) };
  const { count } = await withPrisma(tx, (prisma) =>
    prisma.shop.updateMany({
      where: { id: BigInt(shopId), OR: [{ installedAt: null }, { installedAt: isEarlier }] },
      data: { uninstalledAt: at },
    }),
  );
  return count === 1;
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
  await withPrisma(tx, (prisma) => prisma.shop.updateMany({ where: { domain }, data: { needsReauth: true } }));
}

export async function deleteShop(tx: Tx, shopId: string): Promise<void> {
  await withPrisma(tx, (prisma) => prisma.shop.deleteMany({ where: { id: BigInt(shopId) } }));
}
