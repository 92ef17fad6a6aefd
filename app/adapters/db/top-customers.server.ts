import type { TopCustomers } from "~/domain/metrics/top-customers";
import type { Segment } from "~/domain/segment";
import { customersAcquiredIn } from "./segment-sql.server";
import type { Tx } from "./tenant.server";

/** `topCustomers` of the customers whose first purchase belongs to the segment. */
export async function readTopCustomers(tx: Tx, shopId: string, share: number, segment: Segment): Promise<TopCustomers> {
  const { sql, values } = customersAcquiredIn(segment, "f", 2);
  const { rows } = await tx.query<{ is_top: boolean; customers: number; orders: number; orderValue: number }>(
    `WITH ranked AS MATERIALIZED (
       SELECT f.customer_id, row_number() OVER (ORDER BY f.kept_value DESC, f.customer_id) AS place,
              count(*) OVER () AS n
       FROM customer_facts f WHERE f.shop_id = $1${sql}
     ), best AS (
       SELECT customer_id FROM ranked WHERE place <= ceil(n * $2::numeric)
     )
     SELECT (b.customer_id IS NOT NULL) AS is_top, count(DISTINCT o.customer_id)::float8 AS customers,
            count(*)::float8 AS orders, sum(o.order_value)::float8 AS "orderValue"
     FROM ranked r
     JOIN orders o ON o.shop_id = $1 AND o.customer_id = r.customer_id AND o.is_purchase
     LEFT JOIN best b ON b.customer_id = r.customer_id
     GROUP BY 1`,
    [shopId, share, ...values],
  );
  const part = (isTop: boolean) => {
    const { customers = 0, orders = 0, orderValue = 0 } = rows.find(({ is_top }) => is_top === isTop) ?? {};
    return { customers, orders, orderValue };
  };
  return { top: part(true), rest: part(false) };
}
