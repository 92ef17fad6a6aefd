import type { Tx } from "~/adapters/db/connect/tenant.server";
import { isOutside } from "~/adapters/db/sql/online-store.server";
import type { ShopRules } from "./shop-rules.server";
import { LIST_MATCH } from "./touched-checkouts.server";

/** Rounds after which matching of listed checkouts stops: each round matches at least one pair of every cluster. */
const MATCH_ROUNDS = 1_000;

/** Joins the linked checkouts to the first order with their token; the others lose their order. */
export async function linkByToken(tx: Tx, shopId: string, batchId: string, rules: ShopRules): Promise<void> {
  await tx.query(
    `WITH linked AS MATERIALIZED (
       SELECT c.checkout_key, c.checkout_id, c.token, c.currency_code, c.started_at
       FROM touched_checkout t
       JOIN checkout c ON c.shop_id = $1 AND c.checkout_key = t.checkout_key
       WHERE t.shop_id = $1 AND t.batch_id = $2 AND t.cause = 'linked'
     ), first_order AS MATERIALIZED (
       SELECT DISTINCT ON (o.checkout_token) o.checkout_token, o.order_id
       FROM linked l
       JOIN orders o ON o.shop_id = $1 AND o.checkout_token = l.token AND o.currency_code = $3
       ORDER BY o.checkout_token, o.processed_at, o.order_id
     ), first_checkout AS MATERIALIZED (
       SELECT x.token, min(x.checkout_id) AS checkout_id
       FROM linked l
       JOIN checkout x ON x.shop_id = $1 AND x.token = l.token AND x.checkout_id IS NOT NULL AND x.currency_code = $3
       GROUP BY x.token
     ), link AS (
       SELECT l.checkout_key, o.order_id, (l.started_at AT TIME ZONE $4)::date AS day
       FROM linked l
       LEFT JOIN first_checkout f ON f.checkout_id = l.checkout_id
       LEFT JOIN first_order o ON o.checkout_token = f.token
     )
     UPDATE checkout c SET order_id = l.order_id, day = l.day
     FROM link l
     WHERE c.shop_id = $1 AND c.checkout_key = l.checkout_key`,
    [shopId, batchId, rules.currencyCode, rules.timeZone],
  );
}

/**
 * Joins completed checkouts of the abandoned list, of which Shopify tells no token, to orders by customer and time:
 * nearest first, one to one. A pair that is nearest for both sides is nearest overall, so each round takes those.
 */
export async function linkListed(tx: Tx, shopId: string, batchId: string, rules: ShopRules): Promise<void> {
  for (let round = 0; round < MATCH_ROUNDS; round++) {
    if ((await linkNearestListed(tx, shopId, batchId, rules.currencyCode)) === 0) return;
  }
}

async function linkNearestListed(tx: Tx, shopId: string, batchId: string, currencyCode: string): Promise<number> {
  const { rowCount } = await tx.query(
    `WITH pair AS MATERIALIZED (
       SELECT c.checkout_key, c.checkout_id, o.order_id,
              abs(extract(epoch FROM o.created_at - c.completed_at)) AS distance
       FROM touched_checkout t
       JOIN checkout c ON c.shop_id = $1 AND c.checkout_key = t.checkout_key
       JOIN orders o ON o.shop_id = $1 AND o.customer_id = c.customer_id AND o.checkout_token IS NOT NULL
         AND o.created_at BETWEEN c.completed_at - ${LIST_MATCH} AND c.completed_at + ${LIST_MATCH}
       WHERE t.shop_id = $1 AND t.batch_id = $2 AND t.cause = 'linked'
         AND c.origin = 'list' AND c.token IS NULL AND c.order_id IS NULL AND c.currency_code = $3
         AND ${isFirstOfItsToken("$3")}
         AND NOT EXISTS (SELECT FROM checkout x WHERE x.shop_id = $1 AND x.order_id = o.order_id
                           AND x.checkout_id IS NOT NULL)
     ), ranked AS (
       SELECT *, row_number() OVER (PARTITION BY checkout_key ORDER BY distance, order_id, checkout_id) AS for_checkout,
              row_number() OVER (PARTITION BY order_id ORDER BY distance, order_id, checkout_id) AS for_order
       FROM pair
     )
     UPDATE checkout c SET order_id = r.order_id
     FROM ranked r
     WHERE c.shop_id = $1 AND c.checkout_key = r.checkout_key AND r.for_checkout = 1 AND r.for_order = 1`,
    [shopId, batchId, currencyCode],
  );
  return rowCount ?? 0;
}

/** Order `o` is the first one of its checkout token, and no announced checkout has that token. */
function isFirstOfItsToken(currencyCode: string): string {
  return `o.currency_code = ${currencyCode}
    AND NOT EXISTS (
      SELECT FROM orders x WHERE x.shop_id = $1 AND x.checkout_token = o.checkout_token
        AND x.currency_code = ${currencyCode} AND (x.processed_at, x.order_id) < (o.processed_at, o.order_id))
    AND NOT EXISTS (
      SELECT FROM checkout x WHERE x.shop_id = $1 AND x.token = o.checkout_token AND x.checkout_id IS NOT NULL
        AND x.currency_code = ${currencyCode})`;
}

/** Removes the checkouts made from touched orders. */
export async function removeCheckoutsOfOrders(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `DELETE FROM checkout c USING touched_order t
     WHERE t.shop_id = $1 AND t.batch_id = $2 AND c.shop_id = $1 AND c.order_id = t.order_id AND c.checkout_id IS NULL`,
    [shopId, batchId],
  );
}

/** Makes a checkout, started and completed at once, of every touched order of the online store that no announced one became. */
export async function insertCheckoutsOfOrders(
  tx: Tx,
  shopId: string,
  batchId: string,
  rules: ShopRules,
): Promise<void> {
  await tx.query(
    `INSERT INTO checkout (shop_id, checkout_key, token, cart_token, customer_id, has_contact, origin, started_at,
                           last_activity_at, value, order_shipping, currency_code, order_id, is_test, finished_at, day, state)
     SELECT $1, 'o' || o.order_id, o.checkout_token, o.cart_token, o.customer_id, true, 'order', o.processed_at,
            o.processed_at, o.order_value, o.shipping_price, o.currency_code, o.order_id, o.is_test, o.processed_at, o.day,
            CASE WHEN o.is_test THEN 'void' ELSE 'completed' END
     FROM touched_order t
     JOIN orders o ON o.shop_id = $1 AND o.order_id = t.order_id
     WHERE t.shop_id = $1 AND t.batch_id = $2 AND o.checkout_token IS NOT NULL
       AND (${isOutside("o.source_name", "$4")}) IS NOT TRUE
       AND ${isFirstOfItsToken("$3")}
       AND NOT EXISTS (SELECT FROM checkout x WHERE x.shop_id = $1 AND x.order_id = o.order_id)
     ORDER BY o.order_id`,
    [shopId, batchId, rules.currencyCode, rules.definitions.checkoutSources],
  );
}
