import type { StagedOrder } from "./staged-rows";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Orders of a batch for which Shopify has no sales agreement, and of which every row can be used. */
export async function stagedOrdersWithoutAgreements(
  tx: Tx,
  shopId: string,
  batchId: string,
  limit: number,
): Promise<Pick<StagedOrder, "orderId" | "processedAt" | "cancelledAt">[]> {
  const { rows } = await tx.query<Pick<StagedOrder, "orderId" | "processedAt" | "cancelledAt">>(
    // EXCEPT, because nothing is known of freshly staged rows and an anti-join would become a loop in a loop.
    `WITH without AS MATERIALIZED (
       SELECT order_id FROM staged_order WHERE shop_id = $1 AND batch_id = $2 AND NOT is_deleted
       EXCEPT
       SELECT order_id FROM staged_agreement WHERE shop_id = $1 AND batch_id = $2
       EXCEPT
       SELECT substr(subject, 7)::bigint FROM staged_fault
       WHERE shop_id = $1 AND batch_id = $2 AND subject LIKE 'Order/%'
     )
     SELECT order_id AS "orderId", processed_at AS "processedAt", cancelled_at AS "cancelledAt"
     FROM without JOIN staged_order USING (order_id)
     WHERE shop_id = $1 AND batch_id = $2
     ORDER BY order_id LIMIT $3`,
    [shopId, batchId, limit],
  );
  return rows;
}

export async function markRebuilt(tx: Tx, shopId: string, batchId: string, orderIds: readonly string[]): Promise<void> {
  await tx.query(
    "UPDATE staged_order SET is_rebuilt = true WHERE shop_id = $1 AND batch_id = $2 AND order_id = ANY($3)",
    [shopId, batchId, orderIds],
  );
}

/** Unusable lines of a batch's file that do not say which order they belong to. */
export async function countUnnamedFaults(tx: Tx, shopId: string, batchId: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM staged_fault WHERE shop_id = $1 AND batch_id = $2 AND subject LIKE 'line %'",
    [shopId, batchId],
  );
  return rows[0]?.count ?? 0;
}
