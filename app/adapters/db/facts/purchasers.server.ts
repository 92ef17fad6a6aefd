import { purchaserOf, type Purchaser, type TimedPurchase } from "~/domain/metrics/history/purchase-book";
import type { ShopifyId } from "~/domain/orders/order";
import type { Segment } from "~/domain/orders/segment";
import type { ShopDay } from "~/domain/time/shop-time";
import { customersAcquiredIn } from "~/adapters/db/sql/segment-sql.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

const ROWS_AT_ONCE = 20_000;

interface PurchaseRow {
  readonly customer_id: ShopifyId;
  readonly at: number;
  readonly day: ShopDay;
  readonly number: number | null;
  readonly order_value: number;
  readonly kept_value: number;
}

/**
 * Every identified customer's purchases, first to last, for what no sum can tell: gaps, quantiles and rankings; of a
 * segment, the customers whose first purchase belongs to it.
 */
export async function readPurchasers(tx: Tx, shopId: string, segment: Segment = {}): Promise<Purchaser[]> {
  const { sql, values } = customersAcquiredIn(segment, "f", 1);
  const acquired =
    values.length === 0
      ? ""
      : ` AND p.customer_id IN (SELECT f.customer_id FROM customer_facts f WHERE f.shop_id = $1${sql})`;
  await tx.query(
    `DECLARE purchase NO SCROLL CURSOR FOR
     SELECT customer_id, extract(epoch FROM processed_at)::float8 * 1000 AS at, day, purchase_number AS number,
            order_value::float8 AS order_value, kept_value::float8 AS kept_value
     FROM orders p
     WHERE p.shop_id = $1 AND p.is_purchase AND p.customer_id IS NOT NULL${acquired}
     ORDER BY customer_id, processed_at, order_id`,
    [shopId, ...values],
  );
  const purchasers: Purchaser[] = [];
  let customerId: ShopifyId | null = null;
  let own: TimedPurchase[] = [];
  for (;;) {
    const { rows } = await tx.query<PurchaseRow>(`FETCH ${ROWS_AT_ONCE} FROM purchase`);
    for (const { customer_id, at, day, number, order_value, kept_value } of rows) {
      if (customer_id !== customerId) {
        if (customerId !== null) purchasers.push(...purchaserOf(customerId, own));
        customerId = customer_id;
        own = [];
      }
      own.push({ at: Math.round(at), day, number, orderValue: order_value, keptValue: kept_value });
    }
    if (rows.length < ROWS_AT_ONCE) break;
  }
  if (customerId !== null) purchasers.push(...purchaserOf(customerId, own));
  await tx.query("CLOSE purchase");
  return purchasers;
}
