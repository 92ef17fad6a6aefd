import { randomUUID } from "node:crypto";
import type { ApplyResult } from "~/adapters/db/apply.server";
import { applyBatch } from "~/adapters/db/apply.server";
import { buryLetters } from "~/adapters/db/dead-letters.server";
import type { StagedRows } from "~/adapters/db/staging.server";
import { stageRows } from "~/adapters/db/staging.server";
import type { Tx } from "~/adapters/db/tenant.server";
import { withShop } from "~/adapters/db/tenant.server";
import type { AdminClient } from "~/adapters/shopify/admin-client.server";
import { readOrders } from "~/adapters/shopify/read-orders.server";
import type { AppContext } from "../context.server";

/** Stages rows as a batch of their own and applies it, within the caller's transaction. */
export async function applyRows(tx: Tx, shopId: string, rows: StagedRows): Promise<ApplyResult | null> {
  if (rows.orders.length + rows.customers.length + rows.checkouts.length === 0) return null;
  const id = randomUUID();
  await stageRows(tx, shopId, { id, chunk: 0 }, rows);
  return applyBatch(tx, shopId, id);
}

const ORDERS_PER_COMMIT = 100;

/** Reads orders again and applies them as they stand now; returns how many Shopify showed. */
export async function refreshOrders(
  context: AppContext,
  shopId: string,
  admin: AdminClient,
  orderIds: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  let refreshed = 0;
  for (let at = 0; at < orderIds.length; at += ORDERS_PER_COMMIT) {
    const { rows, faults } = await readOrders(admin, orderIds.slice(at, at + ORDERS_PER_COMMIT), signal);
    await withShop(context.db, shopId, async (tx) => {
      await applyRows(tx, shopId, rows);
      await buryLetters(
        tx,
        shopId,
        faults.map(({ orderId, reason }) => ({
          source: "import",
          reference: `order ${orderId}`,
          reason,
          payload: null,
        })),
      );
    });
    refreshed += rows.orders.length;
  }
  return refreshed;
}
