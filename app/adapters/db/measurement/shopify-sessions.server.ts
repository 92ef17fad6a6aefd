import type { Tx } from "~/adapters/db/connect/tenant.server";
import {
  SHOPIFY_DIMENSIONS,
  type ShopifySessionDay,
  type ShopifySessions,
} from "~/domain/measurement/shopify-sessions";
import type { DayRange } from "~/domain/time/reporting-window";
import type { ShopDay } from "~/domain/time/shop-time";

/** Puts what Shopify counts on these days in the place of what it counted before. */
export async function replaceShopifySessions(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  days: readonly ShopifySessionDay[],
): Promise<void> {
  await tx.query("DELETE FROM shopify_session_day WHERE shop_id = $1 AND day BETWEEN $2 AND $3", [shopId, from, to]);
  await tx.query(
    `INSERT INTO shopify_session_day (shop_id, day, dimension, key, sessions, with_cart, reached_checkout, completed)
     SELECT $1, day, dimension, key, sessions, "withCart", "reachedCheckout", completed
     FROM jsonb_to_recordset($2::jsonb) AS told (day date, dimension text, key text, sessions bigint, "withCart" bigint,
       "reachedCheckout" bigint, completed bigint)
     WHERE day BETWEEN $3 AND $4
     ON CONFLICT DO NOTHING`,
    [shopId, JSON.stringify(days), from, to],
  );
}

/** What Shopify counts in the range, whole and by each trait, most sessions first; nothing where it never told. */
export async function readShopifySessions(tx: Tx, shopId: string, range: DayRange): Promise<ShopifySessions[]> {
  const { rows } = await tx.query<ShopifySessions>(
    `SELECT dimension, key, sum(sessions)::float8 AS sessions, sum(with_cart)::float8 AS "withCart",
            sum(reached_checkout)::float8 AS "reachedCheckout", sum(completed)::float8 AS completed
     FROM shopify_session_day WHERE shop_id = $1 AND day BETWEEN $2 AND $3
     GROUP BY dimension, key
     ORDER BY array_position(ARRAY[${SHOPIFY_DIMENSIONS.map((name) => `'${name}'`).join(", ")}], dimension),
              sum(sessions) DESC, key`,
    [shopId, range.from, range.to],
  );
  return rows;
}

/** The last day Shopify told of; null while it never did. */
export async function lastShopifySessionDay(tx: Tx, shopId: string): Promise<ShopDay | null> {
  const { rows } = await tx.query<{ day: ShopDay | null }>(
    "SELECT max(day) AS day FROM shopify_session_day WHERE shop_id = $1",
    [shopId],
  );
  return rows[0]?.day ?? null;
}
