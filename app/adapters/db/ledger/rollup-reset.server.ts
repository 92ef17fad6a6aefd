import type { Tx } from "~/adapters/db/connect/tenant.server";

export const ROLLUPS = [
  "rollup_sales_day",
  "rollup_purchase_gap",
  "rollup_acquisition",
  "rollup_cohort",
  "rollup_customer_spread",
  "rollup_checkout_day",
] as const;

/** Empties every rollup of the shop, and the customers' sums. */
export async function emptyRollups(tx: Tx, shopId: string): Promise<void> {
  for (const table of [...ROLLUPS, "customer_facts"] as const) {
    await tx.query(`DELETE FROM ${table} WHERE shop_id = $1`, [shopId]);
  }
}
