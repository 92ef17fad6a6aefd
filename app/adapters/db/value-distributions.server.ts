import {
  LOG_BUCKETS,
  MOST_EXACT,
  binStep,
  distributionFrom,
  histogramQuantile,
  LAST_BIN,
  LAST_SHARE,
  SHARES,
  type ValueDistribution,
} from "~/domain/metrics/value-distribution";
import type { DayRange } from "~/domain/reporting-window";
import type { Segment } from "~/domain/segment";
import { customersAcquiredIn, ordersInSegment } from "./segment-sql.server";
import type { Tx } from "./tenant.server";

/** The amounts of a distribution: a query with one column `value`, and what it binds; $1 is the shop. */
interface Amounts {
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
  const query = `SELECT o.order_value AS value FROM orders o
    WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_placed${sql}`;
  return readDistribution(tx, { sql: query, values: [shopId, from, to, ...values] }, mostExact);
}

/** Value to date of the customers whose first purchase belongs to the segment. */
export function readCustomerValues(
  tx: Tx,
  shopId: string,
  segment: Segment,
  mostExact = MOST_EXACT,
): Promise<ValueDistribution> {
  const { sql, values } = customersAcquiredIn(segment, "f", 1);
  const query = `SELECT f.kept_value AS value FROM customer_facts f WHERE f.shop_id = $1${sql}`;
  return readDistribution(tx, { sql: query, values: [shopId, ...values] }, mostExact);
}

/** `valueDistribution` of amounts in the database. */
async function readDistribution(tx: Tx, amounts: Amounts, mostExact: number): Promise<ValueDistribution> {
  const { rows } = await tx.query<{ n: number; sum: number }>(
    `SELECT count(*)::float8 AS n, COALESCE(sum(value), 0)::float8 AS sum FROM (${amounts.sql}) amount`,
    [...amounts.values],
  );
  const { n, sum } = rows[0] ?? { n: 0, sum: 0 };
  const isApproximate = n > mostExact;
  const quantileAt = await (isApproximate ? approximateQuantiles : exactQuantiles)(tx, amounts);
  const step = binStep(quantileAt(LAST_SHARE));
  const counts = await readCounts(
    tx,
    amounts,
    `CASE WHEN value < 0 THEN -1 ELSE LEAST(value / ${step}, ${LAST_BIN}) END`,
  );
  return distributionFrom({ n, sum, quantileAt, step, counts, isApproximate });
}

async function exactQuantiles(tx: Tx, amounts: Amounts): Promise<(share: number) => number> {
  const shares = [...Object.values(SHARES), LAST_SHARE];
  const { rows } = await tx.query<{ quantiles: number[] | null }>(
    `SELECT percentile_cont(ARRAY[${shares.join(", ")}]) WITHIN GROUP (ORDER BY value::float8) AS quantiles
     FROM (${amounts.sql}) amount`,
    [...amounts.values],
  );
  return (share) => rows[0]?.quantiles?.[shares.indexOf(share)] ?? 0;
}

async function approximateQuantiles(tx: Tx, amounts: Amounts): Promise<(share: number) => number> {
  const lowest = -1e6;
  const counts = await readCounts(
    tx,
    amounts,
    `CASE WHEN value <= 0 THEN ${lowest} ELSE floor(ln(value::float8) * ${LOG_BUCKETS}) END`,
  );
  const notPositive = counts.get(lowest) ?? 0;
  const buckets = new Map([...counts].filter(([bucket]) => bucket !== lowest));
  return (share) => histogramQuantile({ notPositive, buckets }, share);
}

async function readCounts(tx: Tx, amounts: Amounts, bucket: string): Promise<Map<number, number>> {
  const { rows } = await tx.query<{ bucket: number; count: number }>(
    `SELECT (${bucket})::float8 AS bucket, count(*)::float8 AS count FROM (${amounts.sql}) amount GROUP BY 1`,
    [...amounts.values],
  );
  return new Map(rows.map(({ bucket: index, count }) => [index, count]));
}
