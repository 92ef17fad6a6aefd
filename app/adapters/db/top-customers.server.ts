import type { TopCustomers } from "~/domain/metrics/top-customers";
import type { Segment } from "~/domain/segment";
import { customersAcquiredIn } from "./segment-sql.server";
import type { Tx } from "./tenant.server";

/** `topCustomers` of the customers whose first purchase belongs to the segment, parallel to `shares`. */
export async function readTopCustomers(
  tx: Tx,
  shopId: string,
  shares: readonly number[],
  segment: Segment,
): Promise<TopCustomers[]> {
  const { sql, values } = customersAcquiredIn(segment, "f", 2);
  const { rows } = await tx.query<{
    share: number;
    is_top: boolean;
    customers: number;
    orders: number;
    orderValue: number;
  }>(
    `WITH own AS MATERIALIZED (
       SELECT o.customer_id, count(*) AS orders, sum(o.order_value)::float8 AS order_value
       FROM orders o WHERE o.shop_id = $1 AND o.is_purchase GROUP BY 1
     ), ranked AS MATERIALIZED (
       SELECT own.orders, own.order_value, row_number() OVER (ORDER BY f.kept_value DESC, f.customer_id) AS place
       FROM customer_facts f
       JOIN own ON own.customer_id = f.customer_id
       WHERE f.shop_id = $1${sql}
     ), cut AS MATERIALIZED (
       SELECT share, ceil(n * share)::bigint AS last
       FROM unnest($2::numeric[]) AS share, (SELECT count(*) AS n FROM ranked) everyone
     )
     SELECT c.share::float8 AS share, r.place <= c.last AS is_top, count(*)::float8 AS customers,
            sum(r.orders)::float8 AS orders, sum(r.order_value) AS "orderValue"
     FROM ranked r
     CROSS JOIN cut c
     GROUP BY c.share, 2`,
    [shopId, shares, ...values],
  );
  return shares.map((share) => {
    const part = (isTop: boolean) => {
      const own = rows.find((row) => row.share === share && row.is_top === isTop);
      return { customers: own?.customers ?? 0, orders: own?.orders ?? 0, orderValue: own?.orderValue ?? 0 };
    };
    return { top: part(true), rest: part(false) };
  });
}
