import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { ShopRules } from "./shop-rules.server";
import { withShopifyPositions } from "./shopify-positions.server";

const SERIES = "WINDOW series AS (PARTITION BY customer_id ORDER BY processed_at, order_id)";

/** What the numbering asks of an order. */
export const TIMELINE_COLUMNS = [
  "order_id",
  "customer_id",
  "processed_at",
  "updated_at",
  "day",
  "is_test",
  "is_renewal",
  "is_purchase",
  "customer_order_index",
  "customer_order_count",
] as const;

/**
 * Numbers the purchases of `timeline` (`TIMELINE_COLUMNS` of identified orders) within each customer, by moment and
 * then by order id; skipped renewals are left out. Where history is limited, Shopify's own position of an order lifts
 * its number and all later ones; `timeline` then holds all orders of its customers, not only purchases.
 *
 * `renewalsAreRepeat` is a boolean SQL expression.
 */
export function numbered(timeline: string, renewalsAreRepeat: string, isHistoryLimited: boolean): string {
  return `
    SELECT order_id, purchase_number, lag(day) OVER series AS previous_purchase_day,
           CASE WHEN lag(purchase_number) OVER series >= 2 THEN lag(day) OVER series END AS previous_repeat_day
    FROM (
      SELECT order_id, customer_id, processed_at, day,
             position + GREATEST(0, max(least_number - position) OVER series) AS purchase_number
      FROM (
        SELECT order_id, customer_id, processed_at, day, (row_number() OVER series)::int AS position,
               ${isHistoryLimited ? "COALESCE(shopify_position, 1)" : "1"} AS least_number
        FROM (${isHistoryLimited ? withShopifyPositions(timeline) : timeline}) known
        WHERE is_purchase AND (${renewalsAreRepeat} OR NOT is_renewal)
        ${SERIES}
      ) positioned
      ${SERIES}
    ) counted
    ${SERIES}`;
}

/**
 * Marks the stored purchases of touched customers whose number or neighbour changed, with the new values. Orders not
 * marked before get the cause `renumbered`: their contribution is still the old one.
 */
export async function touchRenumberedOrders(
  tx: Tx,
  shopId: string,
  batchId: string,
  rules: ShopRules,
): Promise<number> {
  const { rowCount } = await tx.query(
    `WITH known AS MATERIALIZED (
       SELECT o.purchase_number, o.previous_purchase_day, o.previous_repeat_day,
              ${TIMELINE_COLUMNS.map((column) => `o.${column}`).join(", ")}
       FROM touched_customer c
       JOIN orders o ON o.shop_id = $1 AND o.customer_id = c.customer_id
       WHERE c.shop_id = $1 AND c.batch_id = $2${rules.isHistoryLimited ? "" : " AND o.is_purchase"}
     ), number AS (${numbered("SELECT * FROM known", "$3", rules.isHistoryLimited)})
     INSERT INTO touched_order AS t (shop_id, batch_id, order_id, cause, is_renumbered,
                                     purchase_number, previous_purchase_day, previous_repeat_day)
     SELECT $1, $2, n.order_id, 'renumbered', true, n.purchase_number, n.previous_purchase_day, n.previous_repeat_day
     FROM (
       SELECT * FROM number
       EXCEPT
       SELECT order_id, purchase_number, previous_purchase_day, previous_repeat_day FROM known WHERE is_purchase
     ) n
     ON CONFLICT (shop_id, batch_id, order_id) DO UPDATE
     SET is_renumbered = true, purchase_number = EXCLUDED.purchase_number,
         previous_purchase_day = EXCLUDED.previous_purchase_day, previous_repeat_day = EXCLUDED.previous_repeat_day`,
    [shopId, batchId, rules.definitions.subscriptionRenewalsAreRepeat],
  );
  return rowCount ?? 0;
}

/** Writes the numbers found by `touchRenumberedOrders`. */
export async function renumberTouchedOrders(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `UPDATE orders o
     SET purchase_number = t.purchase_number, previous_purchase_day = t.previous_purchase_day,
         previous_repeat_day = t.previous_repeat_day
     FROM touched_order t
     WHERE t.shop_id = $1 AND t.batch_id = $2 AND t.is_renumbered AND o.shop_id = $1 AND o.order_id = t.order_id`,
    [shopId, batchId],
  );
}
