import type { TopCustomers } from "~/domain/metrics/top-customers";
import type { Segment } from "~/domain/segment";
import { customersAcquiredIn } from "./segment-sql.server";
import type { Tx } from "./tenant.server";

/**
 * `topCustomers` of the customers whose first purchase belongs to the segment, parallel to `shares`. Only the values of
 * the best are sorted: who lies above the last of them is among the best, and of its equals the lowest ids are.
 */
export async function readTopCustomers(
  tx: Tx,
  shopId: string,
  shares: readonly number[],
  segment: Segment = {},
): Promise<TopCustomers[]> {
  const { sql, values } = customersAcquiredIn(segment, "f", 2);
  const { rows } = await tx.query<TopRow>(
    `WITH own AS MATERIALIZED (
       SELECT f.customer_id, f.kept_value, f.orders, f.order_value FROM customer_facts f WHERE f.shop_id = $1${sql}
     ), everyone AS MATERIALIZED (
       SELECT count(*) AS customers, sum(orders) AS orders, sum(order_value) AS order_value FROM own
     ), wanted AS MATERIALIZED (
       SELECT nth, ceil(customers * share)::int AS last
       FROM everyone, unnest($2::numeric[]) WITH ORDINALITY AS asked (share, nth)
     ), best AS MATERIALIZED (
       SELECT array_agg(kept_value) AS kept_values
       FROM (SELECT kept_value FROM own ORDER BY kept_value DESC LIMIT (SELECT max(last) FROM wanted)) sorted
     ), cut AS MATERIALIZED (
       SELECT w.nth, w.last, b.kept_values[w.last] AS kept_value FROM wanted w, best b
     ), above AS (
       SELECT c.nth, count(*) AS customers, sum(o.orders) AS orders, sum(o.order_value) AS order_value
       FROM cut c JOIN own o ON o.kept_value > c.kept_value
       GROUP BY 1
     ), equal AS (
       SELECT c.nth, o.orders, o.order_value,
              row_number() OVER (
                PARTITION BY c.nth ORDER BY length(o.customer_id::text), o.customer_id::text COLLATE "C") AS place
       FROM cut c JOIN own o ON o.kept_value = c.kept_value
     ), top AS (
       SELECT c.nth, c.last AS customers,
              COALESCE(a.orders, 0) + COALESCE(sum(e.orders), 0) AS orders,
              COALESCE(a.order_value, 0) + COALESCE(sum(e.order_value), 0) AS order_value
       FROM cut c
       LEFT JOIN above a ON a.nth = c.nth
       LEFT JOIN equal e ON e.nth = c.nth AND e.place <= c.last - COALESCE(a.customers, 0)
       GROUP BY c.nth, c.last, a.orders, a.order_value
     )
     SELECT t.customers::float8 AS customers, t.orders::float8 AS orders, t.order_value::float8 AS "orderValue",
            (e.customers - t.customers)::float8 AS "restCustomers",
            (COALESCE(e.orders, 0) - t.orders)::float8 AS "restOrders",
            (COALESCE(e.order_value, 0) - t.order_value)::float8 AS "restOrderValue"
     FROM top t, everyone e
     ORDER BY t.nth`,
    [shopId, shares, ...values],
  );
  return rows.map(({ customers, orders, orderValue, restCustomers, restOrders, restOrderValue }) => ({
    top: { customers, orders, orderValue },
    rest: { customers: restCustomers, orders: restOrders, orderValue: restOrderValue },
  }));
}

interface TopRow {
  readonly customers: number;
  readonly orders: number;
  readonly orderValue: number;
  readonly restCustomers: number;
  readonly restOrders: number;
  readonly restOrderValue: number;
}
