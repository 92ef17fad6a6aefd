import { purchaserOf, type Purchaser, type TimedPurchase } from "~/domain/metrics/purchase-book";
import type { ShopifyId } from "~/domain/order";
import type { ShopDay } from "~/domain/shop-time";
import type { Tx } from "./tenant.server";

/** Every identified customer's purchases, first to last, for what no sum can tell: gaps, quantiles and rankings. */
export async function readPurchasers(tx: Tx, shopId: string): Promise<Purchaser[]> {
  const { rows } = await tx.query<{
    customer_id: ShopifyId;
    at: number;
    day: ShopDay;
    number: number | null;
    order_value: number;
    kept_value: number;
  }>(
    `SELECT customer_id, extract(epoch FROM processed_at)::float8 * 1000 AS at, day, purchase_number AS number,
            order_value::float8 AS order_value, kept_value::float8 AS kept_value
     FROM orders
     WHERE shop_id = $1 AND is_purchase AND customer_id IS NOT NULL
     ORDER BY customer_id, processed_at, order_id`,
    [shopId],
  );
  const purchasers: Purchaser[] = [];
  let own: TimedPurchase[] = [];
  rows.forEach(({ customer_id, at, day, number, order_value, kept_value }, index) => {
    own.push({ at: Math.round(at), day, number, orderValue: order_value, keptValue: kept_value });
    if (rows[index + 1]?.customer_id === customer_id) return;
    purchasers.push(...purchaserOf(customer_id, own));
    own = [];
  });
  return purchasers;
}
