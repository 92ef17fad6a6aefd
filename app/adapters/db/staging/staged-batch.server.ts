import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Above this many rows, reading whole tables once is cheaper than looking rows up one by one. */
export const MANY_ROWS = 1_000;

/** What a batch holds, so that steps without work are left out. */
export interface StagedBatch {
  readonly orders: number;
  readonly customers: number;
  readonly checkouts: number;
  readonly hasDeletions: boolean;
  readonly hasFaults: boolean;
  /** Whether the shop has neither orders nor checkouts yet. */
  readonly isFirst: boolean;
  readonly hasRedactions: boolean;
}

export async function readBatch(tx: Tx, shopId: string, batchId: string): Promise<StagedBatch> {
  const { rows } = await tx.query<{
    orders: string;
    customers: string;
    checkouts: string;
    has_deletions: boolean;
    has_faults: boolean;
    is_first: boolean;
    has_redactions: boolean;
  }>(
    `SELECT o.orders, o.has_deletions,
            (SELECT count(*) FROM staged_customer WHERE shop_id = $1 AND batch_id = $2) AS customers,
            (SELECT count(*) FROM staged_checkout WHERE shop_id = $1 AND batch_id = $2) AS checkouts,
            EXISTS (SELECT FROM staged_fault WHERE shop_id = $1 AND batch_id = $2) AS has_faults,
            (SELECT order_id FROM orders WHERE shop_id = $1 ORDER BY shop_id, order_id LIMIT 1) IS NULL
              AND (SELECT checkout_key FROM checkout WHERE shop_id = $1 ORDER BY shop_id, checkout_key LIMIT 1) IS NULL
              AS is_first,
            EXISTS (SELECT FROM redacted_customer WHERE shop_id = $1) AS has_redactions
     FROM (
       SELECT count(*) AS orders, COALESCE(bool_or(is_deleted), false) AS has_deletions
       FROM staged_order WHERE shop_id = $1 AND batch_id = $2
     ) o`,
    [shopId, batchId],
  );
  const [row] = rows;
  return {
    orders: Number(row?.orders ?? 0),
    customers: Number(row?.customers ?? 0),
    checkouts: Number(row?.checkouts ?? 0),
    hasDeletions: row?.has_deletions ?? false,
    hasFaults: row?.has_faults ?? false,
    isFirst: row?.is_first ?? true,
    hasRedactions: row?.has_redactions ?? false,
  };
}

/**
 * Tells the planner how large the batch is. Its statistics cannot know: staging holds a million rows one minute and
 * three the next, and either plan is ruinous for the other size.
 */
export async function planForBatch(tx: Tx, { orders, customers, checkouts }: StagedBatch): Promise<void> {
  await planForSize(tx, orders + customers + checkouts > MANY_ROWS ? "many" : "few");
}

export async function planForSize(tx: Tx, size: "few" | "many"): Promise<void> {
  await tx.query(
    size === "many"
      ? `SET LOCAL jit TO off; SET LOCAL work_mem TO '64MB'; SET LOCAL enable_nestloop TO off;
         SET LOCAL enable_hashjoin TO on; SET LOCAL enable_mergejoin TO on; SET LOCAL enable_seqscan TO on`
      : `SET LOCAL jit TO off; SET LOCAL enable_nestloop TO on;
         SET LOCAL enable_hashjoin TO off; SET LOCAL enable_mergejoin TO off; SET LOCAL enable_seqscan TO off`,
  );
}

const BATCH_TABLES = [
  "touched_order",
  "touched_customer",
  "touched_checkout",
  "staged_sale",
  "staged_agreement",
  "staged_line",
  "staged_order",
  "staged_fault",
  "staged_customer",
  "staged_gift_card",
] as const;

/** Ends a batch: its staged and its work rows go. */
export async function clearBatch(tx: Tx, shopId: string, batchId: string): Promise<void> {
  const others = BATCH_TABLES.map(
    (table) => `${table}_gone AS (DELETE FROM ${table} WHERE shop_id = $1 AND batch_id = $2)`,
  );
  await tx.query(`WITH ${others.join(", ")} DELETE FROM staged_checkout WHERE shop_id = $1 AND batch_id = $2`, [
    shopId,
    batchId,
  ]);
}
