import type { Tx } from "~/adapters/db/connect/tenant.server";

/** The products a customer bought last, latest first, each once. */
export async function readLastBought(tx: Tx, shopId: string, customerId: string, limit: number): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT l.product_id AS id
       FROM (SELECT order_id, processed_at FROM orders
              WHERE shop_id = $1 AND customer_id = $2 AND is_purchase
              ORDER BY processed_at DESC LIMIT $3) o
       JOIN order_line l ON l.shop_id = $1 AND l.order_id = o.order_id
      WHERE l.product_id IS NOT NULL AND NOT l.is_gift_card
      GROUP BY l.product_id
      ORDER BY max(o.processed_at) DESC, l.product_id
      LIMIT $3`,
    [shopId, customerId, limit],
  );
  return rows.map(({ id }) => id);
}
