import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { ShopifyId } from "~/domain/orders/order";
import type { DayRange } from "~/domain/time/reporting-window";

/** A product that was looked at. */
export interface ViewedProductTotals {
  readonly productId: ShopifyId;
  /** Null for a product the app does not know, deleted ones for example. */
  readonly title: string | null;
  /** Sessions in which it was looked at, and put into the cart. */
  readonly sessions: number;
  readonly adding: number;
  readonly views: number;
  /** Views of which it is known whether the variant could be bought. */
  readonly knownViews: number;
  readonly soldOutViews: number;
  /** Placed orders of these days with it, whatever channel they came by. */
  readonly orders: number;
}

/** Which products are listed: looked at by many and bought by few, or looked at while sold out. */
export type ProductList = "rarelyBought" | "soldOut";

/** Below so many sessions a product that nobody bought says nothing. */
export const FEWEST_VIEWING_SESSIONS = 30;

const CHOICES: Readonly<Record<ProductList, { readonly having: string; readonly order: string }>> = {
  rarelyBought: {
    having: `viewed.sessions >= ${FEWEST_VIEWING_SESSIONS}`,
    order: "COALESCE(bought.orders, 0)::float8 / viewed.sessions, viewed.sessions DESC",
  },
  soldOut: { having: "viewed.sold_out_views > 0", order: "viewed.sold_out_views DESC, viewed.sessions DESC" },
};

/** Products looked at in sessions begun in the range, the most telling first. */
export async function readViewedProducts(
  tx: Tx,
  shopId: string,
  range: DayRange,
  list: ProductList,
  most: number,
): Promise<ViewedProductTotals[]> {
  const { having, order } = CHOICES[list];
  const { rows } = await tx.query<ViewedProductTotals>(
    `WITH viewed AS (
       SELECT product_id, sum(sessions) AS sessions, sum(adding) AS adding, sum(views) AS views,
              sum(known_views) AS known_views, sum(sold_out_views) AS sold_out_views
       FROM rollup_product_view_day WHERE shop_id = $1 AND day BETWEEN $2 AND $3
       GROUP BY product_id
     ), bought AS (
       SELECT l.product_id, count(DISTINCT l.order_id) AS orders
       FROM orders o
       JOIN order_line l ON l.shop_id = $1 AND l.order_id = o.order_id
       WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_placed
       GROUP BY l.product_id
     )
     SELECT viewed.product_id AS "productId", p.title, viewed.sessions::float8 AS sessions,
            viewed.adding::float8 AS adding, viewed.views::float8 AS views,
            viewed.known_views::float8 AS "knownViews", viewed.sold_out_views::float8 AS "soldOutViews",
            COALESCE(bought.orders, 0)::float8 AS orders
     FROM viewed
     LEFT JOIN bought ON bought.product_id = viewed.product_id
     LEFT JOIN product p ON p.shop_id = $1 AND p.product_id = viewed.product_id
     WHERE ${having}
     ORDER BY ${order}, viewed.product_id
     LIMIT $4`,
    [shopId, range.from, range.to, most],
  );
  return rows;
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

export interface RecommendationTotals {
  readonly place: string;
  readonly list: string;
  /** Sessions in which the list was seen or followed, and those in which it was followed. */
  readonly sessions: number;
  readonly clicking: number;
  readonly views: number;
  readonly clicks: number;
}

/** What of the recommendations was seen and followed in sessions begun in the range, by place and list. */
export async function readRecommendationTotals(
  tx: Tx,
  shopId: string,
  range: DayRange,
): Promise<RecommendationTotals[]> {
  const { rows } = await tx.query<RecommendationTotals>(
    `SELECT place, list, sum(sessions)::float8 AS sessions, sum(clicking)::float8 AS clicking,
            sum(views)::float8 AS views, sum(clicks)::float8 AS clicks
     FROM rollup_rec_day WHERE shop_id = $1 AND day BETWEEN $2 AND $3
     GROUP BY place, list HAVING sum(sessions) > 0
     ORDER BY place, list`,
    [shopId, range.from, range.to],
  );
  return rows;
}
