import { IS_MERCHANDISE } from "./ledger-sums.server";

/**
 * What sessions bought of what was recommended to them. Every table is entered by an index, session by session and order
 * by order, whatever is known of the tables' sizes: right after a first large fold nothing is, and a guess at one row
 * would have the database go through all events for each of them.
 */

/** The counted orders of a checkout `c`. */
export const ORDERS_OF_CHECKOUT = `
  SELECT o.order_id, o.kept_value FROM orders o
  WHERE o.shop_id = $1 AND o.checkout_token = c.checkout AND o.is_counted AND o.is_in_sales
  OFFSET 0`;

/** The session of the client of a row at a moment of it; the caller makes sure that it had not ended. */
export const sessionAt = (row: string, moment: string) => `
  SELECT s.client_hash, s.started_at, s.ended_at, s.day, s.products, s.recommendations FROM storefront_session s
  WHERE s.shop_id = $1 AND s.client_hash = ${row}.client_hash AND s.started_at <= ${row}.${moment}
  ORDER BY s.started_at DESC LIMIT 1`;

/** Moments that lie in sessions begun on $2 to $3 in whatever zone; no session is so long that this cuts it. */
export const nearRange = (moment: string) =>
  `${moment} >= $2::date - interval '2 days' AND ${moment} < $3::date + interval '9 days'`;

/**
 * `bought_line`: the lines of the orders that sessions begun on $2 to $3 completed, with the session and the list whose
 * own button put it into the cart.
 */
export const BOUGHT_LINES = `
  bought_line AS MATERIALIZED (
    SELECT s.client_hash, s.started_at, s.recommendations, c.completed_at, o.order_id, l.line_id, l.product_id,
           split_part(l.rec, '.', 1) AS place, split_part(l.rec, '.', 2) AS list
    FROM completed_checkout c
    CROSS JOIN LATERAL (${sessionAt("c", "completed_at")}) s
    CROSS JOIN LATERAL (${ORDERS_OF_CHECKOUT}) o
    CROSS JOIN LATERAL (
      SELECT l.line_id, l.product_id, l.rec FROM order_line l WHERE l.shop_id = $1 AND l.order_id = o.order_id OFFSET 0
    ) l
    WHERE c.shop_id = $1 AND ${nearRange("c.completed_at")} AND c.completed_at <= s.ended_at AND s.day BETWEEN $2 AND $3
  )`;

/** Of `bought_line`, those of clicked products, each once: of the list that added it, else of the one clicked last. */
export const ASSISTED_LINES = `
  SELECT l.order_id, l.line_id, k.place, k.list
  FROM bought_line l
  CROSS JOIN LATERAL (
    SELECT l.place, l.list WHERE l.list IS NOT NULL
    UNION ALL
    (SELECT e.rec_place, e.rec_list FROM storefront_event e
     WHERE e.shop_id = $1 AND l.list IS NULL AND e.client_hash = l.client_hash
       AND e.at BETWEEN l.started_at AND l.completed_at AND e.name = 'product_viewed' AND e.rec_place IS NOT NULL
       AND e.rec_list IS NOT NULL AND e.product_id = l.product_id
     ORDER BY e.at DESC, e.seq DESC LIMIT 1)
  ) k`;

/** The rows of merchandise of an assisted line `a`, whenever they happened. */
export const ROWS_OF_ASSISTED = `
  SELECT s.* FROM sales_row s
  WHERE s.shop_id = $1 AND s.order_id = a.order_id AND s.line_id = a.line_id AND ${IS_MERCHANDISE}
  OFFSET 0`;
