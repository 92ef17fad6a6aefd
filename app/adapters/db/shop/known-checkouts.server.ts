import type { ShopDay } from "~/domain/time/shop-time";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Whether checkouts of `day`, an SQL expression, are known; none is while Shopify's list was never read. $1 is the shop. */
export const isKnownDay = (day: string) =>
  `${day} >= (SELECT checkouts_known_from FROM shop_profile WHERE shop_id = $1)`;

export async function readCheckoutsKnownFrom(tx: Tx, shopId: string): Promise<ShopDay | null> {
  const { rows } = await tx.query<{ day: ShopDay | null }>(
    "SELECT checkouts_known_from AS day FROM shop_profile WHERE shop_id = $1",
    [shopId],
  );
  return rows[0]?.day ?? null;
}

/**
 * Notes from which day checkouts are known. The first complete import decides, for Shopify forgets and the app does
 * not: later readings of the list change nothing.
 */
export async function recordCheckoutsKnownFrom(tx: Tx, shopId: string, day: ShopDay): Promise<void> {
  await tx.query(
    `UPDATE shop_profile SET checkouts_known_from = $2
     WHERE shop_id = $1 AND (imported_at IS NULL OR checkouts_known_from IS NULL)`,
    [shopId, day],
  );
}
