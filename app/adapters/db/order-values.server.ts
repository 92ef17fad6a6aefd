import type { DayRange } from "~/domain/reporting-window";
import type { Tx } from "./tenant.server";

/** The median order value of the placed orders dated in the range, in minor units; null when there are none. */
export async function readMedianOrderValue(tx: Tx, shopId: string, { from, to }: DayRange): Promise<number | null> {
  const { rows } = await tx.query<{ median: number | null }>(
    `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY order_value) AS median
     FROM orders WHERE shop_id = $1 AND day BETWEEN $2 AND $3 AND is_placed`,
    [shopId, from, to],
  );
  return rows[0]?.median ?? null;
}

/** Whether anything the shop sold is known, whatever it counts as. */
export async function hasOrders(tx: Tx, shopId: string): Promise<boolean> {
  const { rows } = await tx.query<{ any: boolean }>(`SELECT EXISTS (SELECT FROM orders WHERE shop_id = $1) AS any`, [
    shopId,
  ]);
  return rows[0]?.any ?? false;
}
