import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { PastPurchase } from "~/domain/recommendations/purchase-profile";
import type { EpochMs } from "~/domain/time/shop-time";

/** The products of a customer's last orders, one entry per order and product. */
export async function readPastPurchases(
  tx: Tx,
  shopId: string,
  customerId: string,
  { now, orders }: { readonly now: EpochMs; readonly orders: number },
): Promise<PastPurchase[]> {
  const { rows } = await tx.query<PastPurchase>(
    `SELECT DISTINCT l.product_id AS "productId", o.order_id,
            greatest(0, ($4::timestamptz AT TIME ZONE p.iana_timezone)::date - o.day) AS "daysAgo"
       FROM (SELECT order_id, day FROM orders
              WHERE shop_id = $1 AND customer_id = $2 AND is_purchase
              ORDER BY processed_at DESC LIMIT $3) o
       JOIN order_line l ON l.shop_id = $1 AND l.order_id = o.order_id
       JOIN shop_profile p ON p.shop_id = $1
      WHERE l.product_id IS NOT NULL AND NOT l.is_gift_card`,
    [shopId, customerId, orders, new Date(now)],
  );
  return rows.map(({ productId, daysAgo }) => ({ productId, daysAgo }));
}
