import type { Tx } from "~/adapters/db/connect/tenant.server";

const IN_BATCH = "shop_id = $1 AND batch_id = $2";

/**
 * Takes orders with a row that cannot be used out of a batch, all of each, and lists them with the reason. What is
 * stored of an older version stays; a fault in a version older than the stored one concerns nobody.
 */
export async function setUnreadableAside(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `WITH fault AS MATERIALIZED (
       SELECT substr(subject, 7)::bigint AS order_id, reason, name, updated_at FROM staged_fault
       WHERE ${IN_BATCH} AND subject LIKE 'Order/%'
       UNION ALL
       SELECT a.order_id, f.reason, f.name, f.updated_at
       FROM staged_fault f
       JOIN staged_agreement a ON a.shop_id = $1 AND a.batch_id = $2 AND a.agreement_id = f.subject
       WHERE f.shop_id = $1 AND f.batch_id = $2
     ), unreadable AS MATERIALIZED (
       SELECT DISTINCT ON (f.order_id) f.order_id, f.reason, COALESCE(f.name, s.name) AS name,
              COALESCE(f.updated_at, s.updated_at) AS updated_at
       FROM fault f
       LEFT JOIN staged_order s ON s.shop_id = $1 AND s.batch_id = $2 AND s.order_id = f.order_id
       ORDER BY f.order_id, f.reason
     ), sales AS (
       DELETE FROM staged_sale s USING unreadable u, staged_agreement a
       WHERE s.shop_id = $1 AND s.batch_id = $2 AND a.shop_id = $1 AND a.batch_id = $2
         AND a.order_id = u.order_id AND s.agreement_id = a.agreement_id
     ), agreements AS (
       DELETE FROM staged_agreement a USING unreadable u
       WHERE a.shop_id = $1 AND a.batch_id = $2 AND a.order_id = u.order_id
     ), lines AS (
       DELETE FROM staged_line l USING unreadable u
       WHERE l.shop_id = $1 AND l.batch_id = $2 AND l.order_id = u.order_id
     ), gone AS (
       DELETE FROM staged_order o USING unreadable u
       WHERE o.shop_id = $1 AND o.batch_id = $2 AND o.order_id = u.order_id
     )
     INSERT INTO unreadable_order AS known (shop_id, order_id, name, reason, updated_at)
     SELECT $1, u.order_id, u.name, u.reason, u.updated_at
     FROM unreadable u
     WHERE NOT EXISTS (SELECT FROM deleted_order d WHERE d.shop_id = $1 AND d.order_id = u.order_id)
       AND NOT EXISTS (SELECT FROM orders o
                       WHERE o.shop_id = $1 AND o.order_id = u.order_id AND o.updated_at > u.updated_at)
     ORDER BY u.order_id
     ON CONFLICT (shop_id, order_id) DO UPDATE
     SET reason = EXCLUDED.reason, name = COALESCE(EXCLUDED.name, known.name), tried_at = app_now(),
         updated_at = GREATEST(EXCLUDED.updated_at, known.updated_at)`,
    [shopId, batchId],
  );
}

/** Takes the orders off the list that the batch brings whole, or says are deleted; returns how many. */
export async function unlistReadable(tx: Tx, shopId: string, batchId: string): Promise<number> {
  const { rowCount } = await tx.query(
    `DELETE FROM unreadable_order u USING staged_order s
     WHERE u.shop_id = $1 AND s.shop_id = $1 AND s.batch_id = $2 AND s.order_id = u.order_id
       AND (s.is_deleted OR u.updated_at IS NULL OR s.updated_at >= u.updated_at)`,
    [shopId, batchId],
  );
  return rowCount ?? 0;
}

/**
 * Notes a fault for every order that a batch holds rows of but not the order itself, which then are of no use. Only of
 * a batch that is complete.
 */
export async function faultHeadless(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `INSERT INTO staged_fault (shop_id, batch_id, chunk, subject, reason)
     SELECT $1, $2, 0, 'Order/' || order_id, 'Shopify sent rows of the order, but not the order itself.'
     FROM (
       (SELECT order_id FROM staged_agreement WHERE ${IN_BATCH}
        UNION SELECT order_id FROM staged_line WHERE ${IN_BATCH})
       EXCEPT SELECT order_id FROM staged_order WHERE ${IN_BATCH}
     ) headless
     ON CONFLICT DO NOTHING`,
    [shopId, batchId],
  );
}

/**
 * Notes a fault for every order that a batch cut short holds without its ledger, or with an agreement without sales:
 * the rest stood behind the cut.
 */
export async function faultCutOff(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `INSERT INTO staged_fault (shop_id, batch_id, chunk, subject, reason)
     SELECT $1, $2, 0, 'Order/' || order_id, 'Shopify''s list of orders was cut short within the order.'
     FROM (
       (SELECT order_id FROM staged_order WHERE ${IN_BATCH}
        EXCEPT SELECT order_id FROM staged_agreement WHERE ${IN_BATCH})
       UNION
       SELECT order_id FROM staged_agreement WHERE ${IN_BATCH} AND agreement_id IN (
         SELECT agreement_id FROM staged_agreement WHERE ${IN_BATCH}
         EXCEPT SELECT agreement_id FROM staged_sale WHERE ${IN_BATCH})
     ) cut
     ON CONFLICT DO NOTHING`,
    [shopId, batchId],
  );
}
