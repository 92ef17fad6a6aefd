import type { Tx } from "../tenant.server";

/** Above this many staged rows, reading whole tables once is cheaper than looking rows up one by one. */
const MANY_ROWS = 1_000;

/**
 * Tells the planner how large the batch is. Its statistics cannot know: staging holds a million rows one minute and
 * three the next, and either plan is ruinous for the other size.
 */
export async function planForBatch(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await planForSize(tx, (await hasManyRows(tx, shopId, batchId)) ? "many" : "few");
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

async function hasManyRows(tx: Tx, shopId: string, batchId: string): Promise<boolean> {
  const { rows } = await tx.query<{ staged: number }>(
    `SELECT (SELECT count(*) FROM (SELECT FROM staged_order WHERE shop_id = $1 AND batch_id = $2 LIMIT $3) o)::int
          + (SELECT count(*) FROM (SELECT FROM staged_checkout WHERE shop_id = $1 AND batch_id = $2 LIMIT $3) c)::int
          + (SELECT count(*) FROM (SELECT FROM staged_customer WHERE shop_id = $1 AND batch_id = $2 LIMIT $3) u)::int
          AS staged`,
    [shopId, batchId, MANY_ROWS + 1],
  );
  return (rows[0]?.staged ?? 0) > MANY_ROWS;
}
