import type { Tx } from "~/adapters/db/connect/tenant.server";

/**
 * Sales rows of a batch in the form they are stored. The original agreement is the earliest order agreement; its
 * rows are dated by the order, all others by their own agreement.
 */
const STAGED_SALES = `
  SELECT o.order_id, s.sale_id, s.line_id, a.is_original,
         CASE WHEN a.is_original THEN o.processed_at ELSE a.happened_at END AS happened_at,
         s.action, s.line_type, s.quantity, s.total, s.tax, s.discount
  FROM staged_order o
  JOIN (
    SELECT order_id, agreement_id, happened_at,
           reason = 'ORDER' AND row_number() OVER (
             PARTITION BY order_id, reason = 'ORDER' ORDER BY happened_at, length(agreement_id), agreement_id
           ) = 1 AS is_original
    FROM staged_agreement
    WHERE shop_id = $1 AND batch_id = $2
  ) a ON a.order_id = o.order_id
  JOIN staged_sale s ON s.shop_id = $1 AND s.batch_id = $2 AND s.agreement_id = a.agreement_id
  WHERE o.shop_id = $1 AND o.batch_id = $2 AND NOT o.is_deleted`;

/** What Shopify says of an order; its sales rows and lines apart. */
export const ORDER_COLUMNS = [
  "name",
  "customer_id",
  "processed_at",
  "created_at",
  "updated_at",
  "cancelled_at",
  "is_test",
  "financial_status",
  "source_name",
  "channel",
  "country",
  "currency_code",
  "checkout_token",
  "cart_token",
  "discount_codes",
  "tags",
  "customer_order_index",
  "customer_order_count",
  "first_visit_source",
  "first_visit_medium",
  "last_visit_source",
  "last_visit_medium",
  "days_to_conversion",
  "is_renewal",
  "total_paid",
  "is_rebuilt",
] as const;

const SALE_CONTENT =
  "ROW(sale_id, line_id, is_original, happened_at, action, line_type, quantity, total, tax, discount)";
const LINE_CONTENT = "ROW(line_id, product_id, variant_id, title, quantity, is_gift_card, rec)";
/** What makes a version of an order: not the count of its customer, which changes with other orders. */
const CONTENT_COLUMNS = ORDER_COLUMNS.filter((column) => column !== "customer_order_count");
const orderContent = (alias: string) => `ROW(${CONTENT_COLUMNS.map((column) => `${alias}.${column}`).join(", ")})`;

/** Staged lines, agreements, sales and gift cards whose parent is not in the batch. */
export async function countOrphans(tx: Tx, shopId: string, batchId: string): Promise<number> {
  const { rows } = await tx.query<{ orphans: string }>(
    `SELECT (SELECT count(*) FROM staged_sale s WHERE s.shop_id = $1 AND s.batch_id = $2 AND NOT EXISTS (
               SELECT FROM staged_agreement a
               WHERE a.shop_id = $1 AND a.batch_id = $2 AND a.agreement_id = s.agreement_id))
          + (SELECT count(*) FROM staged_agreement a WHERE a.shop_id = $1 AND a.batch_id = $2 AND NOT EXISTS (
               SELECT FROM staged_order o WHERE o.shop_id = $1 AND o.batch_id = $2 AND o.order_id = a.order_id))
          + (SELECT count(*) FROM staged_line l WHERE l.shop_id = $1 AND l.batch_id = $2 AND NOT EXISTS (
               SELECT FROM staged_order o WHERE o.shop_id = $1 AND o.batch_id = $2 AND o.order_id = l.order_id))
          + (SELECT count(*) FROM staged_gift_card g WHERE g.shop_id = $1 AND g.batch_id = $2 AND NOT EXISTS (
               SELECT FROM staged_checkout c WHERE c.shop_id = $1 AND c.batch_id = $2 AND c.checkout_id = g.checkout_id))
          AS orphans`,
    [shopId, batchId],
  );
  return Number(rows[0]?.orphans ?? 0);
}

/** Digs a grave for every order the batch says is deleted. */
export async function buryDeletedOrders(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `INSERT INTO deleted_order (shop_id, order_id, deleted_at)
     SELECT shop_id, order_id, updated_at FROM staged_order
     WHERE shop_id = $1 AND batch_id = $2 AND is_deleted
     ON CONFLICT DO NOTHING`,
    [shopId, batchId],
  );
}

/** Drops staged orders that are deleted already or older than what is stored. */
export async function dropStaleOrders(tx: Tx, shopId: string, batchId: string): Promise<number> {
  const { rowCount } = await tx.query(
    `DELETE FROM staged_order s
     WHERE s.shop_id = $1 AND s.batch_id = $2 AND NOT s.is_deleted AND (
       EXISTS (SELECT FROM deleted_order d WHERE d.shop_id = $1 AND d.order_id = s.order_id)
       OR EXISTS (
         SELECT FROM orders o WHERE o.shop_id = $1 AND o.order_id = s.order_id AND o.updated_at > s.updated_at))`,
    [shopId, batchId],
  );
  return rowCount ?? 0;
}

/** How many of the staged orders are stored already, and how many of those with the same `updated_at`. */
export async function countKnownOrders(
  tx: Tx,
  shopId: string,
  batchId: string,
): Promise<{ known: number; ties: number }> {
  const { rows } = await tx.query<{ known: string; ties: string }>(
    `SELECT count(*) AS known, count(*) FILTER (WHERE o.updated_at = s.updated_at AND NOT s.is_deleted) AS ties
     FROM staged_order s
     JOIN orders o ON o.shop_id = $1 AND o.order_id = s.order_id
     WHERE s.shop_id = $1 AND s.batch_id = $2`,
    [shopId, batchId],
  );
  return { known: Number(rows[0]?.known ?? 0), ties: Number(rows[0]?.ties ?? 0) };
}

/**
 * Of two versions with the same `updated_at`, which has whole seconds, keeps the one with more sales rows, because
 * a ledger only grows; then the cancelled one; then, so that all orders of arrival agree, the one with the greater
 * hash. A staged order that does not win is dropped. With `winner` "staged" only those are dropped that say nothing new.
 *
 * @returns how many were dropped, and the orders of which two versions existed.
 */
export async function dropLosingTies(
  tx: Tx,
  shopId: string,
  batchId: string,
  winner: "greater" | "staged",
): Promise<{ dropped: number; conflictingOrderIds: string[] }> {
  const { rows } = await tx.query<{ dropped: number; conflicts: string[] }>(
    `WITH tie AS MATERIALIZED (
       SELECT s.order_id, md5(${orderContent("s")}::text) AS staged_order, md5(${orderContent("o")}::text) AS stored_order,
              s.cancelled_at IS NOT NULL AS staged_cancelled, o.cancelled_at IS NOT NULL AS stored_cancelled
       FROM staged_order s
       JOIN orders o ON o.shop_id = $1 AND o.order_id = s.order_id AND o.updated_at = s.updated_at
       WHERE s.shop_id = $1 AND s.batch_id = $2 AND NOT s.is_deleted
     ), staged_sales AS MATERIALIZED (
       SELECT order_id, ${hashOf(SALE_CONTENT, "sale_id")} FROM (${STAGED_SALES}) s GROUP BY order_id
     ), stored_sales AS MATERIALIZED (
       SELECT r.order_id, ${hashOf(SALE_CONTENT, "sale_id")}
       FROM tie t JOIN sales_row r ON r.shop_id = $1 AND r.order_id = t.order_id GROUP BY r.order_id
     ), staged_lines AS MATERIALIZED (
       SELECT order_id, ${hashOf(LINE_CONTENT, "line_id")}
       FROM staged_line WHERE shop_id = $1 AND batch_id = $2 GROUP BY order_id
     ), stored_lines AS MATERIALIZED (
       SELECT r.order_id, ${hashOf(LINE_CONTENT, "line_id")}
       FROM tie t JOIN order_line r ON r.shop_id = $1 AND r.order_id = t.order_id GROUP BY r.order_id
     ), version AS MATERIALIZED (
       -- Each side is added up once and joined; left to inline them, the planner reads all that is staged per order.
       SELECT t.order_id,
              ROW(COALESCE(gs.count, 0), t.staged_cancelled, t.staged_order, COALESCE(gs.hash, ''), COALESCE(gl.hash, ''))
                AS staged,
              ROW(COALESCE(os.count, 0), t.stored_cancelled, t.stored_order, COALESCE(os.hash, ''), COALESCE(ol.hash, ''))
                AS stored
       FROM tie t
       LEFT JOIN staged_sales gs ON gs.order_id = t.order_id
       LEFT JOIN stored_sales os ON os.order_id = t.order_id
       LEFT JOIN staged_lines gl ON gl.order_id = t.order_id
       LEFT JOIN stored_lines ol ON ol.order_id = t.order_id
     ), dropped AS (
       DELETE FROM staged_order s USING version v
       WHERE s.shop_id = $1 AND s.batch_id = $2 AND s.order_id = v.order_id
         AND v.staged ${winner === "greater" ? "<=" : "="} v.stored
       RETURNING s.order_id
     )
     SELECT count(*) FILTER (WHERE d.order_id IS NOT NULL)::int AS dropped,
            COALESCE(array_agg(v.order_id::text) FILTER (WHERE v.staged <> v.stored), '{}') AS conflicts
     FROM version v LEFT JOIN dropped d USING (order_id)`,
    [shopId, batchId],
  );
  const [row] = rows;
  return { dropped: row?.dropped ?? 0, conflictingOrderIds: row?.conflicts ?? [] };
}

function hashOf(content: string, order: string): string {
  return `count(*) AS count, md5(string_agg(${content}::text, '|' ORDER BY ${order})) AS hash`;
}

/** Gives staged orders of merged customers to the surviving one. */
export async function followMergedCustomers(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `UPDATE staged_order s SET customer_id = c.merged_into
     FROM customer c
     WHERE s.shop_id = $1 AND s.batch_id = $2
       AND c.shop_id = $1 AND c.customer_id = s.customer_id AND c.merged_into IS NOT NULL`,
    [shopId, batchId],
  );
}

export async function insertStagedSales(tx: Tx, shopId: string, batchId: string, timeZone: string): Promise<void> {
  await tx.query(
    `INSERT INTO sales_row (shop_id, order_id, sale_id, line_id, happened_at, day, is_original, action, line_type,
                            quantity, total, tax, discount)
     SELECT $1, order_id, sale_id, line_id, happened_at, (happened_at AT TIME ZONE $3)::date, is_original, action,
            line_type, quantity, total, tax, discount
     FROM (${STAGED_SALES}) s
     ORDER BY order_id, sale_id`,
    [shopId, batchId, timeZone],
  );
}

export async function insertStagedLines(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `INSERT INTO order_line (shop_id, order_id, line_id, product_id, variant_id, title, quantity, is_gift_card, rec)
     SELECT $1, l.order_id, l.line_id, l.product_id, l.variant_id, l.title, l.quantity, l.is_gift_card, l.rec
     FROM staged_order o
     JOIN staged_line l ON l.shop_id = $1 AND l.batch_id = $2 AND l.order_id = o.order_id
     WHERE o.shop_id = $1 AND o.batch_id = $2 AND NOT o.is_deleted
     ORDER BY l.order_id, l.line_id`,
    [shopId, batchId],
  );
}
