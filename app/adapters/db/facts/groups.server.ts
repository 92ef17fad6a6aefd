import {
  cutsFrom,
  scoresOfGroup,
  type RfmCell,
  type RfmCuts,
  type RfmGroup,
  type RfmScores,
  type RfmSubject,
} from "~/domain/groups/rfm";
import type { Segment } from "~/domain/orders/segment";
import { customersAcquiredIn } from "~/adapters/db/sql/segment-sql.server";
import { sumOfSquares } from "~/adapters/db/sql/sum-of-squares";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/**
 * `rfmCuts` of all customers of the shop; null when there are none. The rollup tells which bucket each cut lies in, and
 * of that bucket alone the customers are looked at one by one.
 */
export async function readRfmCuts(tx: Tx, shopId: string): Promise<RfmCuts | null> {
  const { rows } = await tx.query<{ recency: number[]; frequency: number[]; money: number[]; most: number | null }>(
    `WITH bucket AS MATERIALIZED (
       SELECT trait, bucket, customers, (sum(customers) OVER ascending)::bigint AS up_to,
              lead(bucket) OVER ascending AS next
       FROM rollup_customer_spread
       WHERE shop_id = $1 AND is_whole AND customers > 0
       WINDOW ascending AS (PARTITION BY trait ORDER BY bucket)
     ), cut AS MATERIALIZED (
       SELECT b.trait, p.fifths, b.bucket, b.next, p.place - (b.up_to - b.customers) AS nth
       FROM (
         SELECT fifths, (fifths * max(up_to) + 4) / 5 AS place FROM bucket, generate_series(1, 4) AS fifths GROUP BY 1
       ) p
       JOIN bucket b ON b.up_to >= p.place AND b.up_to - b.customers < p.place
     )
     SELECT (SELECT max(bucket)::float8 FROM bucket WHERE trait = 'purchases') AS most,
            array_agg(bucket::float8 ORDER BY fifths) FILTER (WHERE trait = 'purchases') AS frequency,
            array_agg((
              SELECT extract(epoch FROM f.last_purchase_at)::float8 * 1000 FROM customer_facts f
              WHERE f.shop_id = $1 AND f.last_purchase_at >= to_timestamp(c.bucket * 86400)
                AND f.last_purchase_at < to_timestamp((c.bucket + 1) * 86400)
              ORDER BY f.last_purchase_at OFFSET c.nth - 1 LIMIT 1
            ) ORDER BY fifths) FILTER (WHERE trait = 'last_purchase') AS recency,
            array_agg((
              SELECT f.kept_value::float8 FROM customer_facts f
              WHERE f.shop_id = $1 AND (c.bucket < 0 OR f.kept_value >= c.bucket)
                AND f.kept_value < COALESCE(c.next, 9223372036854775807)
              ORDER BY f.kept_value OFFSET c.nth - 1 LIMIT 1
            ) ORDER BY fifths) FILTER (WHERE trait = 'kept_value') AS money
     FROM cut c`,
    [shopId],
  );
  const [row] = rows;
  if (!row || row.most === null) return null;
  return cutsFrom(row.recency.map(Math.round), row.frequency, row.money, row.most);
}

/** Score of a column: one more than the cuts it lies above. The cuts are bound from `first` on. */
function scoreOf(column: string, type: string, first: number): string {
  return [0, 1, 2, 3].map((cut) => `(${column} > $${first + cut}::${type})::int`).join(" + ");
}

const SCORES = `1 + ${scoreOf("f.last_purchase_at", "timestamptz", 2)} AS recency,
            1 + ${scoreOf("f.purchases", "int", 6)} AS frequency,
            1 + ${scoreOf("f.kept_value", "bigint", 10)} AS money`;
const SCORE_VALUES = 13;

function cutValues({ recency, frequency, money }: RfmCuts): (Date | number)[] {
  return [...recency.map((moment) => new Date(moment)), ...frequency, ...money];
}

/** `rfmCells` of the customers whose first purchase belongs to the segment. */
export async function readRfmCells(tx: Tx, shopId: string, cuts: RfmCuts, segment: Segment): Promise<RfmCell[]> {
  const { sql, values } = customersAcquiredIn(segment, "f", SCORE_VALUES);
  const { rows } = await tx.query<RfmCell>(
    `SELECT recency, frequency, money, purchases = 1 AS "hasOnePurchase", count(*)::float8 AS customers,
            sum(purchases)::float8 AS purchases, sum(kept_value)::float8 AS "keptValue",
            ${sumOfSquares("kept_value")}::float8 AS "keptValueSquares"
     FROM (
       SELECT f.purchases, f.kept_value, ${SCORES}
       FROM customer_facts f WHERE f.shop_id = $1${sql}
     ) scored
     GROUP BY 1, 2, 3, 4`,
    [shopId, ...cutValues(cuts), ...values],
  );
  return rows;
}

/** Customers of a group, most valuable first. */
export async function readRfmMembers(
  tx: Tx,
  shopId: string,
  cuts: RfmCuts,
  segment: Segment,
  group: RfmGroup,
  page: { readonly offset: number; readonly limit: number },
): Promise<(RfmSubject & RfmScores)[]> {
  const { sql, values } = customersAcquiredIn(segment, "f", SCORE_VALUES + 3);
  const codes = scoresOfGroup(group).map(
    ({ recency, frequency, money, hasOnePurchase }) =>
      (hasOnePurchase ? 1000 : 0) + recency * 100 + frequency * 10 + money,
  );
  const { rows } = await tx.query<
    Omit<RfmSubject & RfmScores, "firstPurchaseAt" | "lastPurchaseAt"> & { first_at: Date; last_at: Date }
  >(
    `SELECT customer_id AS "customerId", first_purchase_at AS first_at, last_purchase_at AS last_at, purchases,
            kept_value::float8 AS "keptValue", recency, frequency, money
     FROM (
       SELECT f.customer_id, f.first_purchase_at, f.last_purchase_at, f.purchases, f.kept_value, ${SCORES}
       FROM customer_facts f WHERE f.shop_id = $1${sql}
     ) scored
     WHERE (purchases = 1)::int * 1000 + recency * 100 + frequency * 10 + money = ANY ($14)
     ORDER BY kept_value DESC, customer_id
     OFFSET $15 LIMIT $16`,
    [shopId, ...cutValues(cuts), codes, page.offset, page.limit, ...values],
  );
  return rows.map(({ first_at, last_at, ...rest }) => ({
    ...rest,
    firstPurchaseAt: first_at.getTime(),
    lastPurchaseAt: last_at.getTime(),
  }));
}
