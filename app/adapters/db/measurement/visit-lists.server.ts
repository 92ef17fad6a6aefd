import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { ShopifyId } from "~/domain/orders/order";
import type { DayRange } from "~/domain/time/reporting-window";
import type { ShopDay } from "~/domain/time/shop-time";

/** How far the sessions that began on one day got. */
export interface SessionDay {
  readonly day: ShopDay;
  readonly sessions: number;
  readonly cart: number;
  readonly checkout: number;
  readonly completed: number;
}

/** Every day of the range, first to last, those without sessions included. */
export async function readSessionDays(tx: Tx, shopId: string, { from, to }: DayRange): Promise<SessionDay[]> {
  const { rows } = await tx.query<SessionDay>(
    `SELECT c.day, COALESCE(sum(r.sessions), 0)::float8 AS sessions, COALESCE(sum(r.cart), 0)::float8 AS cart,
            COALESCE(sum(r.checkout), 0)::float8 AS checkout, COALESCE(sum(r.completed), 0)::float8 AS completed
     FROM (SELECT $2::date + n AS day FROM generate_series(0, $3::date - $2::date) AS n) c
     LEFT JOIN rollup_session_day r ON r.shop_id = $1 AND r.day = c.day
     GROUP BY c.day
     ORDER BY c.day`,
    [shopId, from, to],
  );
  return rows;
}

/** What was searched for in sessions that began in the range. */
export interface SearchTerm {
  readonly words: string;
  readonly sessions: number;
  readonly searches: number;
  readonly withoutResult: number;
  /** Of the sessions. */
  readonly completed: number;
}

/** The most searched terms whose words are kept, most sessions first. */
export async function readSearchTerms(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  limit: number,
): Promise<SearchTerm[]> {
  const { rows } = await tx.query<SearchTerm>(
    `SELECT w.words, sum(r.sessions)::float8 AS sessions, sum(r.searches)::float8 AS searches,
            sum(r.without_result)::float8 AS "withoutResult", sum(r.completed)::float8 AS completed
     FROM rollup_search_day r
     JOIN search_word w ON w.shop_id = $1 AND w.query_hash = r.query_hash
     WHERE r.shop_id = $1 AND r.day BETWEEN $2 AND $3
     GROUP BY w.words
     HAVING sum(r.sessions) > 0
     ORDER BY sum(r.sessions) DESC, w.words
     LIMIT $4`,
    [shopId, from, to, limit],
  );
  return rows;
}

/** How one product was looked at in sessions that began in the range. */
export interface ViewedProduct {
  readonly productId: ShopifyId;
  /** Sessions that viewed it, and those that put it into the cart. */
  readonly sessions: number;
  readonly adding: number;
  /** Views of a variant whose stock is known, and those that could not be bought. */
  readonly knownViews: number;
  readonly soldOutViews: number;
}

/** The most viewed products of the range, most sessions first. */
export async function readViewedProducts(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  limit: number,
): Promise<ViewedProduct[]> {
  const { rows } = await tx.query<ViewedProduct>(
    `SELECT product_id AS "productId", sum(sessions)::float8 AS sessions, sum(adding)::float8 AS adding,
            sum(known_views)::float8 AS "knownViews", sum(sold_out_views)::float8 AS "soldOutViews"
     FROM rollup_product_view_day
     WHERE shop_id = $1 AND day BETWEEN $2 AND $3
     GROUP BY product_id
     HAVING sum(sessions) > 0
     ORDER BY sum(sessions) DESC, product_id
     LIMIT $4`,
    [shopId, from, to, limit],
  );
  return rows;
}

/** How many placed orders dated in the range hold each of a few products; those in none are left out. */
export async function countOrdersOfProducts(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  productIds: readonly ShopifyId[],
): Promise<ReadonlyMap<ShopifyId, number>> {
  const { rows } = await tx.query<{ id: ShopifyId; orders: number }>(
    `SELECT l.product_id AS id, count(DISTINCT l.order_id)::float8 AS orders
     FROM order_line l
     JOIN orders o ON o.shop_id = $1 AND o.order_id = l.order_id AND o.is_placed AND o.day BETWEEN $2 AND $3
     WHERE l.shop_id = $1 AND l.product_id = ANY ($4::bigint[])
     GROUP BY l.product_id`,
    [shopId, from, to, productIds],
  );
  return new Map(rows.map(({ id, orders }) => [id, orders]));
}

/** A kind of message that the checkout showed, in sessions that began in the range. */
export interface ShownAlert {
  /** Shopify's name of it, such as `PAYMENT_ERROR`. */
  readonly alert: string;
  readonly shown: number;
  /** Sessions that saw it, and those of them that completed a checkout. */
  readonly sessions: number;
  readonly completed: number;
}

/** Most sessions first. */
export async function readAlerts(tx: Tx, shopId: string, { from, to }: DayRange): Promise<ShownAlert[]> {
  const { rows } = await tx.query<ShownAlert>(
    `SELECT alert, sum(shown)::float8 AS shown, sum(sessions)::float8 AS sessions, sum(completed)::float8 AS completed
     FROM rollup_alert_day
     WHERE shop_id = $1 AND day BETWEEN $2 AND $3
     GROUP BY alert
     HAVING sum(sessions) > 0
     ORDER BY sum(sessions) DESC, alert`,
    [shopId, from, to],
  );
  return rows;
}
