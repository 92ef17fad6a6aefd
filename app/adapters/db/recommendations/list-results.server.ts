import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { MinorUnits } from "~/domain/money";
import type { DayRange } from "~/domain/time/reporting-window";

/** What one kind of list brought in one place. */
export interface ListResult {
  readonly place: string;
  readonly list: string;
  /** Sessions that had it in view, or followed it without a script to say so. */
  readonly seen: number;
  /** Sessions that clicked a product of it. */
  readonly clicking: number;
  /** Sessions that put a clicked product into the cart, or bought one put there by the list's own button. */
  readonly adding: number;
  /**
   * Assisted sales, an upper bound of what the list brought: kept value of the order lines of clicked products, by the
   * day of the session, and of lines put into the cart by the list's own button, by the day of the order.
   */
  readonly assistedSales: MinorUnits;
}

/**
 * Clicks of sessions that began in $2 to $3. Bounds on the event's own time find it by index; no session is so long
 * that they cut it.
 */
const CLICKS = `
  SELECT e.rec_place AS place, e.rec_list AS list, e.product_id, e.at, s.client_hash, s.started_at, s.ended_at, s.products
  FROM storefront_event e
  JOIN storefront_session s ON s.shop_id = $1 AND s.client_hash = e.client_hash
    AND e.at BETWEEN s.started_at AND s.ended_at AND s.day BETWEEN $2 AND $3
  WHERE e.shop_id = $1 AND e.name = 'product_viewed' AND e.rec_place IS NOT NULL AND e.product_id IS NOT NULL
    AND e.at >= $2::date - interval '2 days' AND e.at < $3::date + interval '9 days'`;

/** Each line once: for the list its product was clicked in last before the checkout was completed. */
const CLICKED_AND_BOUGHT = `
  SELECT DISTINCT ON (o.order_id, k.product_id) k.place, k.list, o.order_id, k.product_id
  FROM clicked k
  JOIN completed_checkout c ON c.shop_id = $1 AND c.client_hash = k.client_hash
    AND c.completed_at BETWEEN k.started_at AND k.ended_at AND k.at <= c.completed_at
  JOIN orders o ON o.shop_id = $1 AND o.checkout_token = c.checkout AND o.is_counted AND o.is_in_sales
  JOIN order_line l ON l.shop_id = $1 AND l.order_id = o.order_id AND l.product_id = k.product_id
  ORDER BY o.order_id, k.product_id, k.at DESC`;

/** Lines that a list's own button put into the cart: the order says so, whether or not its shopper was measured. */
const DIRECT = `
  SELECT split_part(l.rec, '.', 1) AS place, split_part(l.rec, '.', 2) AS list, o.order_id, l.line_id, o.day,
         o.checkout_token
  FROM order_line l
  JOIN orders o ON o.shop_id = $1 AND o.order_id = l.order_id AND o.is_counted AND o.is_in_sales
  WHERE l.shop_id = $1 AND l.rec IS NOT NULL AND o.day BETWEEN $2 AND $3::date + 9`;

/** By place and list, most seen first. */
export async function readListResults(tx: Tx, shopId: string, { from, to }: DayRange): Promise<ListResult[]> {
  const { rows } = await tx.query<ListResult>(
    `WITH clicked AS (${CLICKS}), direct AS MATERIALIZED (${DIRECT}),
     seen AS (
       SELECT place, list, sum(sessions) AS seen, sum(clicking) AS clicking FROM rollup_rec_day
       WHERE shop_id = $1 AND day BETWEEN $2 AND $3
       GROUP BY place, list
       HAVING sum(sessions) > 0
     ), adding_session AS (
       SELECT place, list, client_hash, started_at FROM clicked k
       WHERE EXISTS (SELECT FROM jsonb_array_elements(k.products) part
                     WHERE part ->> 'productId' = k.product_id::text AND (part ->> 'adds')::int > 0)
       UNION
       SELECT d.place, d.list, s.client_hash, s.started_at FROM direct d
       JOIN completed_checkout c ON c.shop_id = $1 AND c.checkout = d.checkout_token
       JOIN storefront_session s ON s.shop_id = $1 AND s.client_hash = c.client_hash
         AND c.completed_at BETWEEN s.started_at AND s.ended_at AND s.day BETWEEN $2 AND $3
     ), added AS (
       SELECT place, list, count(*) AS adding FROM adding_session GROUP BY place, list
     ), assisted_line AS (
       SELECT a.place, a.list, l.order_id, l.line_id FROM (${CLICKED_AND_BOUGHT}) a
       JOIN order_line l ON l.shop_id = $1 AND l.order_id = a.order_id AND l.product_id = a.product_id AND l.rec IS NULL
       UNION ALL
       SELECT place, list, order_id, line_id FROM direct WHERE day <= $3
     ), assisted AS (
       SELECT l.place, l.list, sum(s.total - s.tax) AS sales FROM assisted_line l
       JOIN sales_row s ON s.shop_id = $1 AND s.order_id = l.order_id AND s.line_id = l.line_id
         AND s.line_type IN ('PRODUCT', 'ADJUSTMENT')
       GROUP BY l.place, l.list
     )
     SELECT place, list, COALESCE(seen, 0)::float8 AS seen, COALESCE(clicking, 0)::float8 AS clicking,
            COALESCE(adding, 0)::float8 AS adding, COALESCE(sales, 0)::float8 AS "assistedSales"
     FROM seen FULL JOIN added USING (place, list) FULL JOIN assisted USING (place, list)
     ORDER BY COALESCE(seen, 0) DESC, place, list`,
    [shopId, from, to],
  );
  return rows;
}
