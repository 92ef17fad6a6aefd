import { withPrisma } from "~/adapters/db/connect/prisma.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/**
 * The rules by which columns and rollups are derived, counted up when a release derives something otherwise. A shop of
 * an older one is rebuilt, as after a change of its own settings.
 *
 * 1: checkouts of other sources than the online store are in no number; returns without a purchase are in sales; where
 *    history is limited, the customer's order count tells the position of an order without an index.
 * 2: a checkout's day tells what shipping cost of its basket.
 */
export const LEDGER_VERSION = 2;

/** Whether the shop's numbers were derived by the rules of an older release. */
export async function isLedgerOutdated(tx: Tx, shopId: string): Promise<boolean> {
  const outdated = { shopId: BigInt(shopId), ledgerVersion: { lt: LEDGER_VERSION } };
  return (await withPrisma(tx, (prisma) => prisma.shopProfile.count({ where: outdated }))) === 1;
}

/** Notes that every number of the shop was derived by the rules of this release. */
export async function recordLedgerVersion(tx: Tx, shopId: string): Promise<void> {
  await tx.query("UPDATE shop_profile SET ledger_version = $2 WHERE shop_id = $1", [shopId, LEDGER_VERSION]);
}
