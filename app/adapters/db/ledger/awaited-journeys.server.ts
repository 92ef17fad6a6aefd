import type { Tx } from "~/adapters/db/connect/tenant.server";

/** How long after an order was placed its visits are looked for again. */
const READY_AFTER = "interval '1 hour'";

/**
 * Notes the staged orders whose visits Shopify has not found yet, to be read again. Only young ones: an order that is an
 * hour old has waited long enough.
 */
export async function awaitStagedJourneys(tx: Tx, shopId: string, batchId: string): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO awaited_journey (shop_id, order_id, due_at)
     SELECT shop_id, order_id, created_at + ${READY_AFTER} FROM staged_order
     WHERE shop_id = $1 AND batch_id = $2 AND NOT is_journey_ready AND created_at > app_now() - ${READY_AFTER}
     ON CONFLICT DO NOTHING`,
    [shopId, batchId],
  );
  return rowCount ?? 0;
}

/** Up to `limit` orders whose time has come, longest due first. */
export async function dueJourneys(tx: Tx, shopId: string, limit: number): Promise<string[]> {
  const { rows } = await tx.query<{ order_id: string }>(
    `SELECT order_id FROM awaited_journey WHERE shop_id = $1 AND due_at <= app_now() ORDER BY due_at, order_id LIMIT $2`,
    [shopId, limit],
  );
  return rows.map(({ order_id }) => order_id);
}

/** Seconds until the next order is due; null when none is awaited. */
export async function secondsToNextJourney(tx: Tx, shopId: string): Promise<number | null> {
  const { rows } = await tx.query<{ seconds: number }>(
    `SELECT GREATEST(0, ceil(extract(epoch FROM due_at - app_now())))::int AS seconds
     FROM awaited_journey WHERE shop_id = $1 ORDER BY due_at LIMIT 1`,
    [shopId],
  );
  return rows[0]?.seconds ?? null;
}

export async function forgetJourneys(tx: Tx, shopId: string, orderIds: readonly string[]): Promise<void> {
  await tx.query("DELETE FROM awaited_journey WHERE shop_id = $1 AND order_id = ANY ($2::bigint[])", [
    shopId,
    orderIds,
  ]);
}
