import { VALUE_HORIZONS_DAYS } from "~/domain/metrics/totals/totals";
import { DISCOUNT, LEAD_PRODUCT } from "~/adapters/db/sql/segment-sql.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

export async function removeFactsOfTouchedCustomers(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `DELETE FROM customer_facts f USING touched_customer c
     WHERE c.shop_id = $1 AND c.batch_id = $2 AND f.shop_id = $1 AND f.customer_id = c.customer_id`,
    [shopId, batchId],
  );
}

const VALUE_COLUMNS = VALUE_HORIZONS_DAYS.map((days) => `value_${days}`).join(", ");
const VALUE_SUMS = VALUE_HORIZONS_DAYS.map(
  (days) =>
    `COALESCE(sum(kept_value) FILTER (WHERE processed_at <= first_at + interval '${days * 24} hours'), 0)::bigint`,
).join(",\n            ");

/**
 * Adds up the purchases of each touched customer who has a numbered one. Skipped renewals count in the value, not in
 * the dates.
 */
export async function insertFactsOfTouchedCustomers(tx: Tx, shopId: string, batchId: string): Promise<void> {
  await tx.query(
    `INSERT INTO customer_facts (shop_id, customer_id, purchases, first_purchase_at, second_purchase_at,
                                 last_purchase_at, first_day, kept_value, ${VALUE_COLUMNS}, orders,
                                 order_value, first_channel, first_country, first_discount, first_product_id,
                                 first_source)
     SELECT $1, customer_id, count(purchase_number), first_at,
            min(processed_at) FILTER (WHERE purchase_number IS NOT NULL AND position = 2),
            max(processed_at) FILTER (WHERE purchase_number IS NOT NULL),
            min(day) FILTER (WHERE purchase_number IS NOT NULL), sum(kept_value),
            ${VALUE_SUMS},
            count(*), sum(order_value), min(channel) FILTER (WHERE purchase_number = 1),
            min(country) FILTER (WHERE purchase_number = 1),
            min(discount) FILTER (WHERE purchase_number = 1), min(first_product_id),
            min(first_visit_source) FILTER (WHERE purchase_number = 1)
     FROM (
       SELECT o.customer_id, o.processed_at, o.day, o.kept_value, o.purchase_number, o.order_value, o.channel, o.country,
              o.first_visit_source, ${DISCOUNT} AS discount,
              CASE WHEN o.purchase_number = 1 THEN ${LEAD_PRODUCT} END AS first_product_id,
              count(o.purchase_number) OVER (PARTITION BY o.customer_id ORDER BY o.processed_at, o.order_id) AS position,
              min(o.processed_at) FILTER (WHERE o.purchase_number IS NOT NULL) OVER (PARTITION BY o.customer_id)
                AS first_at
       FROM touched_customer c
       JOIN orders o ON o.shop_id = $1 AND o.customer_id = c.customer_id
       WHERE c.shop_id = $1 AND c.batch_id = $2 AND o.is_purchase
     ) purchase
     WHERE first_at IS NOT NULL
     GROUP BY customer_id, first_at`,
    [shopId, batchId],
  );
}
