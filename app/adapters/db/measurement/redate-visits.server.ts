import type { Tx } from "~/adapters/db/connect/tenant.server";
import { lockMeasurement } from "./fold-clients.server";
import { contributeCarts, contributeSessions } from "./visit-rollups.server";

/** Cuts the days of all sessions and carts again: the shop's time zone changed. Those no longer kept stay as they were. */
export async function redateVisits(tx: Tx, shopId: string): Promise<void> {
  const shop = await lockMeasurement(tx, shopId);
  if (shop === null) return;
  await contributeSessions(tx, shopId, "all", -1);
  await contributeCarts(tx, shopId, "all", -1);
  for (const table of ["storefront_session", "cart_episode"] as const) {
    await tx.query(`UPDATE ${table} SET day = (started_at AT TIME ZONE $2)::date WHERE shop_id = $1`, [
      shopId,
      shop.timeZone,
    ]);
  }
  await contributeSessions(tx, shopId, "all", 1);
  await contributeCarts(tx, shopId, "all", 1);
}
