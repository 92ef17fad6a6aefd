import type { EpochMs } from "~/domain/time/shop-time";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Gives staged checkouts of merged customers to the surviving one. */
export async function followMergedShoppers(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `UPDATE staged_checkout s SET customer_id = c.merged_into
     FROM customer c
     WHERE s.shop_id = $1 AND s.batch_id = $2
       AND c.shop_id = $1 AND c.customer_id = s.customer_id AND c.merged_into IS NOT NULL`,
    [shopId, batchId],
  );
}

/**
 * Leaves merchandise before tax in the value of listed checkouts: gift cards go, and of the tax Shopify tells for
 * everything the part that falls on the goods. Shipping is taxed as the goods are, so tax falls on both by price.
 */
export async function valueListedCheckouts(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `WITH gift_card AS MATERIALIZED (
       SELECT checkout_id, sum(amount) AS amount FROM staged_gift_card
       WHERE shop_id = $1 AND batch_id = $2 GROUP BY checkout_id
     ), goods AS MATERIALIZED (
       SELECT s.checkout_id, s.updated_at, s.included_tax, s.value - COALESCE(g.amount, 0) AS price,
              s.total - COALESCE(g.amount, 0) AS taxed
       FROM staged_checkout s
       LEFT JOIN gift_card g ON g.checkout_id = s.checkout_id
       WHERE s.shop_id = $1 AND s.batch_id = $2 AND s.origin = 'list'
         AND (s.included_tax <> 0 OR g.amount IS NOT NULL)
     )
     UPDATE staged_checkout s
     SET value = GREATEST(0, g.price - COALESCE(round(g.included_tax * g.price / NULLIF(g.taxed, 0)), 0)),
         -- A price that is not known stays so: GREATEST would make 0 of it.
         shipping = s.shipping - COALESCE(round(g.included_tax * s.shipping / NULLIF(g.taxed, 0)), 0)
     FROM goods g
     WHERE s.shop_id = $1 AND s.batch_id = $2 AND s.checkout_id = g.checkout_id AND s.updated_at = g.updated_at`,
    [shopId, batchId],
  );
}

/** Keeps every moment a staged checkout was seen active. */
export async function recordActivity(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `INSERT INTO checkout_activity (shop_id, checkout_key, seen_at)
     SELECT shop_id, 'c' || checkout_id, updated_at FROM staged_checkout
     WHERE shop_id = $1 AND batch_id = $2 AND NOT is_deleted
     ON CONFLICT DO NOTHING`,
    [shopId, batchId],
  );
}

/**
 * Merges the staged versions of each checkout with what is stored, so that the result is the same in whatever order
 * versions arrive: earliest start and completion, newest value, shipping and customer; contact details, another source than the
 * online store, and deletion once said.
 * A deletion tells nothing but itself, hence the infinite moments.
 */
export async function mergeStagedCheckouts(tx: Tx, shopId: string, batchId: string): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO checkout AS c (shop_id, checkout_key, checkout_id, token, cart_token, customer_id, customer_seen_at,
                                source_name, has_contact, origin, started_at, last_activity_at, completed_at, value, shipping,
                                currency_code, is_deleted, day, state)
     SELECT $1, 'c' || checkout_id, checkout_id, max(token) FILTER (WHERE NOT is_deleted),
            max(cart_token) FILTER (WHERE NOT is_deleted),
            (array_agg(customer_id ORDER BY updated_at DESC, customer_id DESC)
              FILTER (WHERE customer_id IS NOT NULL AND NOT is_deleted))[1],
            max(updated_at) FILTER (WHERE customer_id IS NOT NULL AND NOT is_deleted),
            max(source_name) FILTER (WHERE NOT is_deleted),
            COALESCE(bool_or(has_contact) FILTER (WHERE NOT is_deleted), false),
            CASE WHEN bool_or(origin = 'webhook') THEN 'webhook' ELSE 'list' END,
            COALESCE(min(started_at) FILTER (WHERE NOT is_deleted), 'infinity'),
            COALESCE(max(updated_at) FILTER (WHERE NOT is_deleted), '-infinity'),
            min(completed_at) FILTER (WHERE NOT is_deleted),
            COALESCE((array_agg(value ORDER BY updated_at DESC, value DESC) FILTER (WHERE NOT is_deleted))[1], 0),
            (array_agg(shipping ORDER BY updated_at DESC, shipping DESC NULLS LAST) FILTER (WHERE NOT is_deleted))[1],
            (array_agg(currency_code ORDER BY is_deleted, updated_at DESC, currency_code))[1],
            bool_or(is_deleted), 'infinity', 'ignored'
     FROM staged_checkout
     WHERE shop_id = $1 AND batch_id = $2
     GROUP BY checkout_id
     ON CONFLICT (shop_id, checkout_key) DO UPDATE SET
       token = GREATEST(c.token, EXCLUDED.token),
       cart_token = GREATEST(c.cart_token, EXCLUDED.cart_token),
       customer_id = CASE WHEN c.customer_seen_at > EXCLUDED.customer_seen_at OR EXCLUDED.customer_seen_at IS NULL
                            THEN c.customer_id
                          WHEN c.customer_seen_at = EXCLUDED.customer_seen_at
                            THEN GREATEST(c.customer_id, EXCLUDED.customer_id)
                          ELSE EXCLUDED.customer_id END,
       customer_seen_at = GREATEST(c.customer_seen_at, EXCLUDED.customer_seen_at),
       source_name = GREATEST(c.source_name, EXCLUDED.source_name),
       has_contact = c.has_contact OR EXCLUDED.has_contact,
       origin = CASE WHEN 'webhook' IN (c.origin, EXCLUDED.origin) THEN 'webhook' ELSE 'list' END,
       started_at = LEAST(c.started_at, EXCLUDED.started_at),
       last_activity_at = GREATEST(c.last_activity_at, EXCLUDED.last_activity_at),
       completed_at = LEAST(c.completed_at, EXCLUDED.completed_at),
       value = CASE WHEN c.last_activity_at > EXCLUDED.last_activity_at THEN c.value
                    WHEN c.last_activity_at = EXCLUDED.last_activity_at THEN GREATEST(c.value, EXCLUDED.value)
                    ELSE EXCLUDED.value END,
       shipping = CASE WHEN c.last_activity_at > EXCLUDED.last_activity_at THEN c.shipping
                       WHEN c.last_activity_at = EXCLUDED.last_activity_at
                         THEN GREATEST(c.shipping, EXCLUDED.shipping)
                       ELSE EXCLUDED.shipping END,
       currency_code = CASE WHEN c.last_activity_at > EXCLUDED.last_activity_at THEN c.currency_code
                            WHEN c.last_activity_at = EXCLUDED.last_activity_at
                              THEN LEAST(c.currency_code, EXCLUDED.currency_code)
                            ELSE EXCLUDED.currency_code END,
       is_deleted = c.is_deleted OR EXCLUDED.is_deleted`,
    [shopId, batchId],
  );
  return rowCount ?? 0;
}

/** Last activity of the oldest entry of Shopify's list in a batch that has not been applied yet. */
export async function oldestStagedActivity(tx: Tx, shopId: string, batchId: string): Promise<EpochMs | null> {
  const { rows } = await tx.query<{ oldest: Date | null }>(
    "SELECT min(updated_at) AS oldest FROM staged_checkout WHERE shop_id = $1 AND batch_id = $2",
    [shopId, batchId],
  );
  return rows[0]?.oldest?.getTime() ?? null;
}
