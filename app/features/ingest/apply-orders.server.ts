import { randomUUID } from "node:crypto";
import type { ApplyResult, TieWinner } from "~/adapters/db/ledger/apply.server";
import { applyBatch } from "~/adapters/db/ledger/apply.server";
import type { StagedRows } from "~/adapters/db/staging/staging.server";
import { stageRows } from "~/adapters/db/staging/staging.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { unlistOrders } from "~/adapters/db/inbox/unreadable-orders.server";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { readOrders } from "~/adapters/shopify/read/read-orders.server";
import type { AppContext } from "~/context/context.server";

/** Stages rows as a batch of their own and applies it, within the caller's transaction. */
export async function applyRows(
  tx: Tx,
  shopId: string,
  rows: StagedRows,
  tieWinner?: TieWinner,
): Promise<ApplyResult | null> {
  if ([rows.orders, rows.faults, rows.customers, rows.checkouts].every(({ length }) => length === 0)) return null;
  const id = randomUUID();
  await stageRows(tx, shopId, { id, chunk: 0 }, rows);
  return applyBatch(tx, shopId, id, tieWinner);
}

const ORDERS_PER_COMMIT = 100;

/** Reads orders again and applies them as they stand now; returns how many Shopify showed. */
export async function refreshOrders(
  context: Pick<AppContext, "db">,
  shopId: string,
  admin: AdminClient,
  orderIds: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  let refreshed = 0;
  for (let at = 0; at < orderIds.length; at += ORDERS_PER_COMMIT) {
    const read = await readOrders(admin, orderIds.slice(at, at + ORDERS_PER_COMMIT), signal);
    await withShop(context.db, shopId, async (tx) => {
      const applied = await applyRead(tx, shopId, read);
      await settleConflicts(tx, shopId, admin, applied?.conflictingOrderIds ?? [], signal);
    });
    refreshed += read.rows.orders.length;
  }
  return refreshed;
}

/**
 * Decides between versions of orders with one `updated_at`, which has whole seconds. Within the transaction that found
 * them nobody else can change the shop's numbers, so what Shopify says now is the newest.
 */
export async function settleConflicts(
  tx: Tx,
  shopId: string,
  admin: AdminClient,
  orderIds: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  if (orderIds.length > 0) await applyRead(tx, shopId, await readOrders(admin, orderIds, signal), "staged");
}

async function applyRead(
  tx: Tx,
  shopId: string,
  { rows, missing }: Awaited<ReturnType<typeof readOrders>>,
  tieWinner?: TieWinner,
): Promise<ApplyResult | null> {
  await unlistOrders(tx, shopId, missing);
  return applyRows(tx, shopId, rows, tieWinner);
}
