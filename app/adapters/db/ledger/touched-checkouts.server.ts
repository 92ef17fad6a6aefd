import type { Tx } from "~/adapters/db/connect/tenant.server";

/** How far a listed checkout's completion and its order's creation may lie apart. */
export const LIST_MATCH = "interval '5 minutes'";

/** Marks the customers of staged checkouts, before and after, and of the orders made from them. */
export async function touchCustomersOfCheckouts(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `INSERT INTO touched_customer (shop_id, batch_id, customer_id)
     WITH staged AS MATERIALIZED (
       SELECT 'c' || checkout_id AS checkout_key, customer_id, token
       FROM staged_checkout WHERE shop_id = $1 AND batch_id = $2
     )
     SELECT $1, $2, customer_id FROM (
       SELECT customer_id FROM staged
       UNION
       SELECT c.customer_id FROM staged s JOIN checkout c ON c.shop_id = $1 AND c.checkout_key = s.checkout_key
       UNION
       SELECT o.customer_id FROM staged s JOIN orders o ON o.shop_id = $1 AND o.checkout_token = s.token
     ) shopper
     WHERE customer_id IS NOT NULL
     ON CONFLICT DO NOTHING`,
    [shopId, batchId],
  );
}

/** Marks the staged checkouts. */
export async function touchStagedCheckouts(tx: Tx, shopId: string, batchId: string): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO touched_checkout (shop_id, batch_id, checkout_key, cause)
     SELECT DISTINCT shop_id, batch_id, 'c' || checkout_id, 'linked'
     FROM staged_checkout WHERE shop_id = $1 AND batch_id = $2`,
    [shopId, batchId],
  );
  return rowCount ?? 0;
}

/** Marks the checkouts that have or had the token of a staged one: an order goes to one of them only. */
export async function touchCheckoutsOfSameToken(tx: Tx, shopId: string, batchId: string): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO touched_checkout (shop_id, batch_id, checkout_key, cause)
     WITH staged AS MATERIALIZED (
       SELECT 'c' || checkout_id AS checkout_key, token FROM staged_checkout WHERE shop_id = $1 AND batch_id = $2
     ), token AS (
       SELECT token FROM staged WHERE token IS NOT NULL
       UNION
       SELECT c.token
       FROM staged s JOIN checkout c ON c.shop_id = $1 AND c.checkout_key = s.checkout_key
       WHERE c.token IS NOT NULL
     )
     SELECT DISTINCT $1::bigint, $2::uuid, c.checkout_key, 'linked'
     FROM token t
     JOIN checkout c ON c.shop_id = $1 AND c.token = t.token AND c.checkout_id IS NOT NULL
     ON CONFLICT DO NOTHING`,
    [shopId, batchId],
  );
  return rowCount ?? 0;
}

/** Marks the announced checkouts whose order may change with the touched customers and orders. */
export async function touchCheckoutsOfOrders(tx: Tx, shopId: string, batchId: string): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO touched_checkout (shop_id, batch_id, checkout_key, cause)
     SELECT $1, $2, checkout_key, 'linked' FROM (
       SELECT c.checkout_key
       FROM touched_customer t
       JOIN checkout c ON c.shop_id = $1 AND c.customer_id = t.customer_id AND c.checkout_id IS NOT NULL
       WHERE t.shop_id = $1 AND t.batch_id = $2
       UNION
       SELECT c.checkout_key
       FROM touched_order t
       JOIN checkout c ON c.shop_id = $1 AND c.order_id = t.order_id AND c.checkout_id IS NOT NULL
       WHERE t.shop_id = $1 AND t.batch_id = $2
       UNION
       SELECT c.checkout_key
       FROM touched_order t
       JOIN orders o ON o.shop_id = $1 AND o.order_id = t.order_id
       JOIN checkout c ON c.shop_id = $1 AND c.token = o.checkout_token AND c.checkout_id IS NOT NULL
       WHERE t.shop_id = $1 AND t.batch_id = $2
     ) linked
     ON CONFLICT DO NOTHING`,
    [shopId, batchId],
  );
  return rowCount ?? 0;
}

/** Marks the orders that touched checkouts are, were or may become: by link, by token, by customer and time. */
export async function touchOrdersOfCheckouts(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `INSERT INTO touched_order (shop_id, batch_id, order_id, cause)
     WITH linked AS MATERIALIZED (
       SELECT c.order_id, c.token, c.customer_id, c.completed_at, c.origin
       FROM touched_checkout t
       JOIN checkout c ON c.shop_id = $1 AND c.checkout_key = t.checkout_key
       WHERE t.shop_id = $1 AND t.batch_id = $2 AND t.cause = 'linked'
       UNION ALL
       SELECT NULL, token, customer_id, completed_at, origin
       FROM staged_checkout WHERE shop_id = $1 AND batch_id = $2
     )
     SELECT $1, $2, order_id, 'checkout' FROM (
       SELECT order_id FROM linked WHERE order_id IS NOT NULL
       UNION
       SELECT o.order_id FROM linked l JOIN orders o ON o.shop_id = $1 AND o.checkout_token = l.token
       UNION
       SELECT o.order_id
       FROM linked l
       JOIN orders o ON o.shop_id = $1 AND o.customer_id = l.customer_id AND o.checkout_token IS NOT NULL
         AND o.created_at BETWEEN l.completed_at - ${LIST_MATCH} AND l.completed_at + ${LIST_MATCH}
       WHERE l.origin = 'list'
     ) o
     ON CONFLICT DO NOTHING`,
    [shopId, batchId],
  );
}

/** The checkout tokens that staged orders are about to leave, before they are replaced. */
export async function readLeftTokens(tx: Tx, shopId: string, batchId: string): Promise<string[]> {
  const { rows } = await tx.query<{ token: string }>(
    `SELECT DISTINCT o.checkout_token AS token
     FROM staged_order s
     JOIN orders o ON o.shop_id = $1 AND o.order_id = s.order_id
     WHERE s.shop_id = $1 AND s.batch_id = $2 AND o.checkout_token IS NOT NULL
       AND (s.is_deleted OR s.checkout_token IS DISTINCT FROM o.checkout_token)`,
    [shopId, batchId],
  );
  return rows.map(({ token }) => token);
}

/** Marks the orders of tokens that another order held until now: one of them may be the first of its token. */
export async function touchOrdersOfTokens(
  tx: Tx,
  shopId: string,
  batchId: string,
  tokens: readonly string[],
): Promise<void> {
  await tx.query(
    `INSERT INTO touched_order (shop_id, batch_id, order_id, cause)
     SELECT $1, $2, order_id, 'checkout' FROM orders WHERE shop_id = $1 AND checkout_token = ANY ($3)
     ON CONFLICT DO NOTHING`,
    [shopId, batchId, tokens],
  );
}

/** Marks the orders that hold or held the same checkout token as a touched one: only the first of them counts. */
export async function touchOrdersOfSameToken(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `INSERT INTO touched_order (shop_id, batch_id, order_id, cause)
     SELECT $1, $2, order_id, 'checkout' FROM (
       SELECT o.order_id
       FROM touched_order t
       JOIN orders n ON n.shop_id = $1 AND n.order_id = t.order_id
       JOIN orders o ON o.shop_id = $1 AND o.checkout_token = n.checkout_token
       WHERE t.shop_id = $1 AND t.batch_id = $2
       UNION
       SELECT o.order_id
       FROM touched_order t
       JOIN checkout c ON c.shop_id = $1 AND c.order_id = t.order_id
       JOIN orders o ON o.shop_id = $1 AND o.checkout_token = c.token
       WHERE t.shop_id = $1 AND t.batch_id = $2
     ) o
     ON CONFLICT DO NOTHING`,
    [shopId, batchId],
  );
}

/**
 * Marks the announced checkouts of the same customers and carts as the touched ones: another's completion may
 * supersede them.
 *
 * @param cause - `neighbour` before anything changes, `found` for those that became neighbours by the change.
 */
export async function touchNeighbours(
  tx: Tx,
  shopId: string,
  batchId: string,
  cause: "neighbour" | "found",
): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO touched_checkout (shop_id, batch_id, checkout_key, cause)
     WITH changing AS MATERIALIZED (
       SELECT c.customer_id, c.cart_token
       FROM touched_checkout t
       JOIN checkout c ON c.shop_id = $1 AND c.checkout_key = t.checkout_key
       WHERE t.shop_id = $1 AND t.batch_id = $2 AND t.cause = 'linked'
       UNION
       SELECT c.customer_id, c.cart_token
       FROM touched_order t
       JOIN checkout c ON c.shop_id = $1 AND c.order_id = t.order_id AND c.checkout_id IS NULL
       WHERE t.shop_id = $1 AND t.batch_id = $2
     )
     SELECT $1, $2, checkout_key, $3 FROM (
       SELECT c.checkout_key
       FROM changing s
       JOIN checkout c ON c.shop_id = $1 AND c.customer_id = s.customer_id AND c.checkout_id IS NOT NULL
       UNION
       SELECT c.checkout_key
       FROM changing s
       JOIN checkout c ON c.shop_id = $1 AND c.cart_token = s.cart_token AND c.checkout_id IS NOT NULL
     ) neighbour
     ON CONFLICT DO NOTHING`,
    [shopId, batchId, cause],
  );
  return rowCount ?? 0;
}

/** Marks every announced checkout of the shop, for a rebuild. */
export async function touchAllCheckouts(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `INSERT INTO touched_checkout (shop_id, batch_id, checkout_key, cause)
     SELECT $1, $2, checkout_key, 'linked' FROM checkout WHERE shop_id = $1 AND checkout_id IS NOT NULL`,
    [shopId, batchId],
  );
}
