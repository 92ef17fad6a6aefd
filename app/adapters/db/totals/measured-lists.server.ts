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
  /** Those on phones. */
  readonly onPhones: number;
  readonly completedOnPhones: number;
}

/** Every day of the range, first to last, those without sessions included. */
export async function readSessionDays(tx: Tx, shopId: string, { from, to }: DayRange): Promise<SessionDay[]> {
  const { rows } = await tx.query<SessionDay>(
    `SELECT c.day, COALESCE(sum(r.sessions), 0)::float8 AS sessions, COALESCE(sum(r.cart), 0)::float8 AS cart,
            COALESCE(sum(r.checkout), 0)::float8 AS checkout, COALESCE(sum(r.completed), 0)::float8 AS completed,
            COALESCE(sum(r.sessions) FILTER (WHERE r.device = 'mobile'), 0)::float8 AS "onPhones",
            COALESCE(sum(r.completed) FILTER (WHERE r.device = 'mobile'), 0)::float8 AS "completedOnPhones"
     FROM (SELECT $2::date + n AS day FROM generate_series(0, $3::date - $2::date) AS n) c
     LEFT JOIN rollup_session_day r ON r.shop_id = $1 AND r.day = c.day
     GROUP BY c.day
     ORDER BY c.day`,
    [shopId, from, to],
  );
  return rows;
}

/** A product that was looked at. */
export interface ViewedProductTotals {
  readonly productId: ShopifyId;
  /** Sessions in which it was looked at, and put into the cart. */
  readonly sessions: number;
  readonly adding: number;
  readonly views: number;
  /** Views of which it is known whether the variant could be bought. */
  readonly knownViews: number;
  readonly soldOutViews: number;
}

/** Products looked at in sessions begun in the range, most sessions first. */
export async function readViewedProducts(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  most: number,
): Promise<ViewedProductTotals[]> {
  const { rows } = await tx.query<ViewedProductTotals>(
    `SELECT product_id AS "productId", sum(sessions)::float8 AS sessions, sum(adding)::float8 AS adding,
            sum(views)::float8 AS views, sum(known_views)::float8 AS "knownViews",
            sum(sold_out_views)::float8 AS "soldOutViews"
     FROM rollup_product_view_day
     WHERE shop_id = $1 AND day BETWEEN $2 AND $3
     GROUP BY product_id
     HAVING sum(sessions) > 0
     ORDER BY sum(sessions) DESC, product_id
     LIMIT $4`,
    [shopId, from, to, most],
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

export interface SearchTotals {
  /** Null stands for all searches whose words too few sessions used. */
  readonly words: string | null;
  readonly sessions: number;
  readonly searches: number;
  readonly withoutResult: number;
  /** Sessions that completed a checkout. */
  readonly completed: number;
}

/** What was searched for in sessions begun in the range, most sessions first; what is not told apart comes last. */
export async function readSearches(tx: Tx, shopId: string, range: DayRange, most: number): Promise<SearchTotals[]> {
  const { rows } = await tx.query<SearchTotals>(
    `SELECT w.words, sum(r.sessions)::float8 AS sessions, sum(r.searches)::float8 AS searches,
            sum(r.without_result)::float8 AS "withoutResult", sum(r.completed)::float8 AS completed
     FROM rollup_search_day r
     LEFT JOIN search_word w ON w.shop_id = $1 AND w.query_hash = r.query_hash
     WHERE r.shop_id = $1 AND r.day BETWEEN $2 AND $3
     GROUP BY w.words
     HAVING sum(r.searches) > 0
     ORDER BY w.words IS NULL, sum(r.sessions) DESC, w.words`,
    [shopId, range.from, range.to],
  );
  const named = rows.filter(({ words }) => words !== null);
  return [...named.slice(0, most), ...rows.filter(({ words }) => words === null)];
}

export interface AlertTotals {
  /** Shopify's type, such as PAYMENT_ERROR. */
  readonly alert: string;
  /** Sessions in which it was shown, and those of them that completed a checkout all the same. */
  readonly sessions: number;
  readonly completed: number;
  readonly shown: number;
}

/** What cart and checkout complained of in sessions begun in the range, most sessions first. */
export async function readAlerts(tx: Tx, shopId: string, range: DayRange): Promise<AlertTotals[]> {
  const { rows } = await tx.query<AlertTotals>(
    `SELECT alert, sum(sessions)::float8 AS sessions, sum(completed)::float8 AS completed, sum(shown)::float8 AS shown
     FROM rollup_alert_day WHERE shop_id = $1 AND day BETWEEN $2 AND $3
     GROUP BY alert HAVING sum(sessions) > 0
     ORDER BY sum(sessions) DESC, alert`,
    [shopId, range.from, range.to],
  );
  return rows;
}
