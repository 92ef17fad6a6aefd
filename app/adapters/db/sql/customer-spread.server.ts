import { customerSegment, type Segment } from "~/domain/orders/segment";
import { amountBucketSql } from "./amount-bucket.server";
import { cellsOfSegment, customersAcquiredIn, type Condition } from "./segment-sql.server";

const BUCKETS = { kept_value: amountBucketSql("f.kept_value"), purchases: "f.purchases::bigint" } as const;

/**
 * A query for how many customers whose first purchase belongs to the segment are in which bucket of a trait, and what
 * they are worth and bought: columns `bucket`, `customers`, `kept_value`, `orders` and `order_value`. $1 is the shop.
 *
 * @param bound - how many values the query around it binds.
 */
export function customerSpread(trait: keyof typeof BUCKETS, segment: Segment, bound: number): Condition {
  if (segment.firstProductId !== undefined) {
    const { sql, values } = customersAcquiredIn(segment, "f", bound);
    return {
      sql: `SELECT ${BUCKETS[trait]} AS bucket, count(*) AS customers, sum(f.kept_value) AS kept_value,
                   sum(f.orders) AS orders, sum(f.order_value) AS order_value
            FROM customer_facts f WHERE f.shop_id = $1${sql} GROUP BY 1`,
      values,
    };
  }
  const { sql, values } = cellsOfSegment(customerSegment(segment), "r", bound);
  return {
    sql: `SELECT r.bucket, sum(r.customers) AS customers, sum(r.kept_value) AS kept_value, sum(r.orders) AS orders,
                 sum(r.order_value) AS order_value
          FROM rollup_customer_spread r WHERE r.shop_id = $1 AND r.trait = '${trait}'${sql}
          GROUP BY 1 HAVING sum(r.customers) > 0`,
    values,
  };
}
