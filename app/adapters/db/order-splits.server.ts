import type { AovParts } from "~/domain/metrics/aov-drivers";
import { MOST_UNITS, type OrderSplit, type OrderSplitGroup } from "~/domain/metrics/order-splits";
import type { ComparisonRange, DayRange } from "~/domain/reporting-window";
import type { Segment } from "~/domain/segment";
import { BUYER } from "./ledger/contributions.server";
import { DISCOUNT, ordersInSegment } from "./segment-sql.server";
import { sumOfSquares } from "./sum-of-squares";
import type { Tx } from "./tenant.server";

/** What each split groups by; the hour is that of the shop's clock. */
const SPLITS: Readonly<Record<OrderSplit, string>> = {
  buyer: BUYER,
  channel: "o.channel",
  country: "o.country",
  discount: DISCOUNT,
  weekday: "extract(isodow FROM o.day)::text",
  hour: "extract(hour FROM o.processed_at AT TIME ZONE p.iana_timezone)::text",
  units: `LEAST(o.units, ${MOST_UNITS})::text`,
};
const NAMES = Object.keys(SPLITS) as OrderSplit[];

/** The placed orders of the segment dated in `range`, split in each way. */
export async function readOrderSplits(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  segment: Segment,
): Promise<OrderSplitGroup[]> {
  const { sql, values } = ordersInSegment(segment, 3);
  const { rows } = await tx.query<OrderSplitGroup>(
    `WITH placed AS MATERIALIZED (
       SELECT o.order_value, ${NAMES.map((name) => `${SPLITS[name]} AS ${name}`).join(", ")}
       FROM orders o
       JOIN shop_profile p ON p.shop_id = $1
       WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_placed${sql}
     )
     SELECT CASE ${NAMES.map((name) => `WHEN GROUPING(${name}) = 0 THEN '${name}'`).join(" ")} END AS split,
            COALESCE(${NAMES.join(", ")}) AS key, count(*)::float8 AS orders,
            (count(*) FILTER (WHERE order_value = 0))::float8 AS "zeroValueOrders",
            sum(order_value)::float8 AS "orderValue",
            ${sumOfSquares("order_value")}::float8 AS "orderValueSquares"
     FROM placed
     GROUP BY GROUPING SETS (${NAMES.map((name) => `(${name})`).join(", ")})`,
    [shopId, from, to, ...values],
  );
  return rows;
}

/** What explains the average order value of the segment in `range`. */
export async function readAovParts(
  tx: Tx,
  shopId: string,
  { from, to, until }: ComparisonRange,
  segment: Segment,
): Promise<AovParts> {
  const { sql, values } = ordersInSegment(segment, 4);
  const { rows } = await tx.query<AovParts>(
    `SELECT count(*)::float8 AS orders, COALESCE(sum(o.units), 0)::float8 AS units,
            COALESCE(sum(o.order_value), 0)::float8 AS "orderValue",
            COALESCE(sum(o.original_discount), 0)::float8 AS "originalDiscount"
     FROM orders o
     WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_placed
       AND o.processed_at < COALESCE($4::timestamptz, 'infinity')${sql}`,
    [shopId, from, to, until === null ? null : new Date(until), ...values],
  );
  return rows[0] ?? { orders: 0, units: 0, orderValue: 0, originalDiscount: 0 };
}
