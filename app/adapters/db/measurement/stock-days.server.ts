import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { ShopDay } from "~/domain/time/shop-time";

/** Stands for the whole catalogue: a day with it was looked at, and what has no row could be bought. */
const LOOKED_AT = 0;

/** Today in the shop's zone. */
const TODAY = `(SELECT (app_now() AT TIME ZONE p.iana_timezone)::date FROM shop_profile p WHERE p.shop_id = $1)`;

/** Notes once a day what is sold out, for the events of that day. */
export async function noteStockOfToday(tx: Tx, shopId: string): Promise<void> {
  const { rowCount } = await tx.query(
    `INSERT INTO stock_day (shop_id, day, variant_id, is_available)
     SELECT $1, day, ${LOOKED_AT}, true FROM (SELECT ${TODAY} AS day) today
     WHERE day IS NOT NULL AND EXISTS (SELECT FROM product_variant v WHERE v.shop_id = $1)
     ON CONFLICT DO NOTHING`,
    [shopId],
  );
  if (rowCount === 0) return;
  await tx.query(
    `INSERT INTO stock_day (shop_id, day, variant_id, is_available)
     SELECT DISTINCT $1::bigint, ${TODAY}, v.variant_id, false FROM product_variant v
     WHERE v.shop_id = $1 AND NOT v.is_available
     ON CONFLICT DO NOTHING`,
    [shopId],
  );
}

export interface VariantStock {
  readonly variantId: string;
  readonly day: ShopDay;
  readonly isAvailable: boolean;
}

/** Stock of days gone by, as somebody else noted it. */
export async function recordStock(tx: Tx, shopId: string, stock: readonly VariantStock[]): Promise<void> {
  await tx.query(
    `INSERT INTO stock_day (shop_id, day, variant_id, is_available)
     SELECT $1, day, "variantId", "isAvailable"
     FROM jsonb_to_recordset($2::jsonb) AS noted (day date, "variantId" bigint, "isAvailable" boolean)
     ON CONFLICT (shop_id, day, variant_id) DO UPDATE SET is_available = EXCLUDED.is_available`,
    [shopId, JSON.stringify(stock)],
  );
}

/** Whether the variant, an SQL expression, could be bought on the shop day of the moment; null where nobody noted it. */
export const stockOf = (variantId: string, moment: string) => `(
  SELECT COALESCE(own.is_available, looked_at.is_available AND EXISTS (
           SELECT FROM product_variant v WHERE v.shop_id = $1 AND v.variant_id = ${variantId}) OR NULL)
  FROM (SELECT (${moment} AT TIME ZONE p.iana_timezone)::date AS day FROM shop_profile p WHERE p.shop_id = $1) noted
  LEFT JOIN stock_day own ON own.shop_id = $1 AND own.day = noted.day AND own.variant_id = ${variantId}
  LEFT JOIN stock_day looked_at
    ON looked_at.shop_id = $1 AND looked_at.day = noted.day AND looked_at.variant_id = ${LOOKED_AT})`;
