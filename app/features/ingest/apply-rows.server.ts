import { randomUUID } from "node:crypto";
import type { ApplyResult, TieWinner } from "~/adapters/db/ledger/apply.server";
import { applyBatch } from "~/adapters/db/ledger/apply.server";
import type { StagedRows } from "~/adapters/db/staging/staged-rows";
import { stageRows } from "~/adapters/db/staging/staging.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { unlistOrders } from "~/adapters/db/inbox/unreadable-orders.server";
import type { OrdersRead } from "~/adapters/shopify/read/read-orders.server";

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

/** The same with orders as Shopify has just shown them; those it does not show are no longer waited for. */
export async function applyRead(
  tx: Tx,
  shopId: string,
  { rows, missing }: OrdersRead,
  tieWinner?: TieWinner,
): Promise<ApplyResult | null> {
  await unlistOrders(tx, shopId, missing);
  return applyRows(tx, shopId, rows, tieWinner);
}
