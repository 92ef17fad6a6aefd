import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Keeps, for the merchant to hand over, everything stored of a customer. Asked twice, answered once. */
export async function saveDataExport(tx: Tx, shopId: string, requestId: string, customerId: string): Promise<void> {
  await tx.query(
    `INSERT INTO data_export (shop_id, request_id, customer_id, content)
     SELECT $1, $2, $3, jsonb_build_object(
       'customer', (SELECT to_jsonb(c) - 'shop_id' FROM customer c WHERE c.shop_id = $1 AND c.customer_id = $3),
       'facts', (SELECT to_jsonb(f) - 'shop_id' FROM customer_facts f WHERE f.shop_id = $1 AND f.customer_id = $3),
       'forecast', (SELECT to_jsonb(e) - 'shop_id' FROM customer_forecast e
                    WHERE e.shop_id = $1 AND e.customer_id = $3 ORDER BY version DESC LIMIT 1),
       'orders', (SELECT jsonb_agg(to_jsonb(o) - 'shop_id' || jsonb_build_object('lines',
                    (SELECT jsonb_agg(to_jsonb(l) - 'shop_id') FROM order_line l
                     WHERE l.shop_id = $1 AND l.order_id = o.order_id)))
                  FROM orders o WHERE o.shop_id = $1 AND o.customer_id = $3),
       'checkouts', (SELECT jsonb_agg(to_jsonb(k) - 'shop_id') FROM checkout k
                     WHERE k.shop_id = $1 AND k.customer_id = $3))
     ON CONFLICT DO NOTHING`,
    [shopId, requestId, customerId],
  );
}

/** Removes exports about a person and what is kept of bad messages that name one; `customerIds` are all of one person. */
export async function eraseMentions(tx: Tx, shopId: string, customerIds: readonly string[]): Promise<void> {
  const needles = customerIds.map((id) => Buffer.from(id));
  await tx.query("DELETE FROM data_export WHERE shop_id = $1 AND customer_id = ANY ($2::bigint[])", [
    shopId,
    customerIds,
  ]);
  await tx.query(
    `UPDATE dead_letter SET payload = NULL WHERE shop_id = $1 AND payload IS NOT NULL
       AND EXISTS (SELECT FROM unnest($2::bytea[]) needle WHERE position(needle IN payload) > 0)`,
    [shopId, needles],
  );
}

/**
 * Deletes every row of the shop from every table that belongs to shops. The tables are taken from the catalogue, so
 * that a new one cannot be forgotten.
 */
export async function eraseTenantRows(tx: Tx, shopId: string): Promise<void> {
  const { rows } = await tx.query<{ statement: string }>(
    `SELECT format('DELETE FROM %I.%I WHERE shop_id = $1', n.nspname, c.relname) AS statement
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind IN ('r', 'p') AND c.relrowsecurity AND n.nspname = current_schema() AND a.attname = 'shop_id'`,
  );
  for (const { statement } of rows) await tx.query(statement, [shopId]);
}
