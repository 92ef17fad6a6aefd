import {
  LAST_SHARE,
  MOST_EXACT,
  SHARES,
  binOf,
  binStep,
  distributionFrom,
  histogramQuantile,
  type ValueDistribution,
} from "~/domain/metrics/splits/value-distribution";
import type { DayRange } from "~/domain/time/reporting-window";
import type { Segment } from "~/domain/orders/segment";
import { amountBucketSql } from "~/adapters/db/sql/amount-bucket.server";
import { customerSpread } from "~/adapters/db/sql/customer-spread.server";
import { customersAcquiredIn, ordersInSegment, type Condition } from "~/adapters/db/sql/segment-sql.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** A query and what it binds; $1 is the shop. */
interface Query {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Order values of the placed orders of the segment dated in `range`. */
export function readOrderValues(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  segment: Segment,
  mostExact = MOST_EXACT,
): Promise<ValueDistribution> {
  const { sql, values } = ordersInSegment(segment, 3);
  const amounts: Query = {
    sql: `SELECT o.order_value AS value FROM orders o
          WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_placed${sql}`,
    values: [shopId, from, to, ...values],
  };
  const buckets = `SELECT ${amountBucketSql("value")} AS bucket, count(*) AS n, sum(value) AS sum
    FROM (${amounts.sql}) amount GROUP BY 1`;
  return readDistribution(tx, amounts, { ...amounts, sql: buckets }, mostExact);
}

/** Value to date of the customers whose first purchase belongs to the segment. */
export function readCustomerValues(
  tx: Tx,
  shopId: string,
  segment: Segment,
  mostExact = MOST_EXACT,
): Promise<ValueDistribution> {
  const query = ({ sql, values }: Condition, text: (sql: string) => string): Query => ({
    sql: text(sql),
    values: [shopId, ...values],
  });
  return readDistribution(
    tx,
    query(
      customersAcquiredIn(segment, "f", 1),
      (sql) => `SELECT f.kept_value AS value FROM customer_facts f WHERE f.shop_id = $1${sql}`,
    ),
    query(
      customerSpread("kept_value", segment, 1),
      (spread) => `SELECT bucket, customers AS n, kept_value AS sum FROM (${spread}) spread`,
    ),
    mostExact,
  );
}

/**
 * `valueDistribution` of amounts in the database.
 *
 * @param amounts - with the column `value`, read one by one unless there are too many.
 * @param buckets - the same amounts by `amountBucket`: columns `bucket`, `n` and `sum`.
 */
async function readDistribution(tx: Tx, amounts: Query, buckets: Query, mostExact: number): Promise<ValueDistribution> {
  const { rows } = await tx.query<{ bucket: number; n: number; sum: number }>(
    `SELECT bucket::float8 AS bucket, n::float8 AS n, sum::float8 AS sum FROM (${buckets.sql}) b`,
    [...buckets.values],
  );
  const n = rows.reduce((total, row) => total + row.n, 0);
  const sum = rows.reduce((total, row) => total + row.sum, 0);
  const histogram = new Map(rows.map((row) => [row.bucket, row.n]));
  const isApproximate = n > mostExact;
  const quantileAt = isApproximate
    ? (share: number) => histogramQuantile(histogram, share)
    : await exactQuantiles(tx, amounts);
  const step = binStep(quantileAt(LAST_SHARE));
  const counts = new Map<number, number>();
  for (const row of rows) {
    const bin = binOf(row.bucket, step);
    counts.set(bin, (counts.get(bin) ?? 0) + row.n);
  }
  return distributionFrom({ n, sum, quantileAt, step, counts, isApproximate });
}

async function exactQuantiles(tx: Tx, amounts: Query): Promise<(share: number) => number> {
  const shares = [...Object.values(SHARES), LAST_SHARE];
  const { rows } = await tx.query<{ quantiles: number[] | null }>(
    `SELECT percentile_cont(ARRAY[${shares.join(", ")}]) WITHIN GROUP (ORDER BY value::float8) AS quantiles
     FROM (${amounts.sql}) amount`,
    [...amounts.values],
  );
  return (share) => rows[0]?.quantiles?.[shares.indexOf(share)] ?? 0;
}
