import type { TopCustomers } from "~/domain/metrics/customers/top-customers";
import type { Segment } from "~/domain/orders/segment";
import { customerSpread } from "~/adapters/db/sql/customer-spread.server";
import { customersAcquiredIn } from "~/adapters/db/sql/segment-sql.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/**
 * `topCustomers` of the customers whose first purchase belongs to the segment, parallel to `shares`. Whole buckets of
 * value are among the best down to the one the share ends in, of which the customers are looked at one by one: of
 * equals the lowest ids are among the best.
 */
export async function readTopCustomers(
  tx: Tx,
  shopId: string,
  shares: readonly number[],
  segment: Segment = {},
): Promise<TopCustomers[]> {
  const spread = customerSpread("kept_value", segment, 2);
  // Binds the same values: both name what is asked of a customer's first purchase.
  const { sql } = customersAcquiredIn(segment, "f", 2);
  const { rows } = await tx.query<TopRow>(
    `WITH bucket AS MATERIALIZED (
       SELECT bucket, customers, orders, order_value, sum(customers) OVER best AS up_to,
              sum(orders) OVER best - orders AS orders_above,
              sum(order_value) OVER best - order_value AS order_value_above, lag(bucket) OVER best AS next
       FROM (${spread.sql}) spread
       WINDOW best AS (ORDER BY bucket DESC)
     ), everyone AS MATERIALIZED (
       SELECT COALESCE(sum(customers), 0) AS customers, sum(orders) AS orders, sum(order_value) AS order_value
       FROM bucket
     ), wanted AS MATERIALIZED (
       SELECT nth, ceil(customers * share)::int AS last
       FROM everyone, unnest($2::numeric[]) WITH ORDINALITY AS asked (share, nth)
     ), cut AS MATERIALIZED (
       SELECT w.nth, w.last, CASE WHEN b.bucket < 0 THEN ${LEAST_AMOUNT} ELSE b.bucket END AS from_value,
              COALESCE(b.next, ${GREATEST_AMOUNT}) AS below_value, w.last - (b.up_to - b.customers) AS missing,
              b.orders_above, b.order_value_above
       FROM wanted w
       LEFT JOIN bucket b ON b.up_to >= w.last AND b.up_to - b.customers < w.last
     ), ranked AS (
       SELECT c.nth, o.orders, o.order_value, o.place
       FROM cut c, LATERAL (
         SELECT f.orders, f.order_value,
                row_number() OVER (
                  ORDER BY f.kept_value DESC, length(f.customer_id::text), f.customer_id::text COLLATE "C") AS place
         FROM customer_facts f
         WHERE f.shop_id = $1 AND f.kept_value >= c.from_value AND f.kept_value < c.below_value${sql}
       ) o
       WHERE o.place <= c.missing
     ), top AS (
       SELECT c.nth, c.last AS customers, COALESCE(c.orders_above, 0) + COALESCE(sum(r.orders), 0) AS orders,
              COALESCE(c.order_value_above, 0) + COALESCE(sum(r.order_value), 0) AS order_value
       FROM cut c
       LEFT JOIN ranked r ON r.nth = c.nth
       GROUP BY c.nth, c.last, c.orders_above, c.order_value_above
     )
     SELECT t.customers::float8 AS customers, t.orders::float8 AS orders, t.order_value::float8 AS "orderValue",
            (e.customers - t.customers)::float8 AS "restCustomers",
            (COALESCE(e.orders, 0) - t.orders)::float8 AS "restOrders",
            (COALESCE(e.order_value, 0) - t.order_value)::float8 AS "restOrderValue"
     FROM top t, everyone e
     ORDER BY t.nth`,
    [shopId, shares, ...spread.values],
  );
  return rows.map(({ customers, orders, orderValue, restCustomers, restOrders, restOrderValue }) => ({
    top: { customers, orders, orderValue },
    rest: { customers: restCustomers, orders: restOrders, orderValue: restOrderValue },
  }));
}

const LEAST_AMOUNT = "(-9223372036854775808)::bigint";
const GREATEST_AMOUNT = "9223372036854775807::bigint";

interface TopRow {
  readonly customers: number;
  readonly orders: number;
  readonly orderValue: number;
  readonly restCustomers: number;
  readonly restOrders: number;
  readonly restOrderValue: number;
}
