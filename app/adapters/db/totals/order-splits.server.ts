import type { AovParts } from "~/domain/metrics/splits/aov-drivers";
import { MOST_UNITS, type OrderSplit, type OrderSplitGroup } from "~/domain/metrics/splits/order-splits";
import type { ComparisonRange, DayRange } from "~/domain/time/reporting-window";
import type { Segment } from "~/domain/orders/segment";
import { BUYER, ORDER_SUMS } from "~/adapters/db/sql/ledger-sums.server";
import { DISCOUNT, cellsOfSegment, ordersInSegment, partsOfSegment } from "~/adapters/db/sql/segment-sql.server";
import { sumOfSquares } from "~/adapters/db/sql/sum-of-squares";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** Column of `placed` each split groups by. */
type Columns = Partial<Readonly<Record<OrderSplit, string>>>;

/** What the rollups tell apart. */
const STORED: Columns = {
  buyer: "r.buyer",
  channel: "NULLIF(r.channel, '')",
  country: "NULLIF(r.country, '')",
  discount: "r.discount",
  weekday: "extract(isodow FROM r.day)::text",
};

/** What only the orders tell; the hour is that of the shop's clock. */
const OF_ORDERS: Columns = {
  hour: "extract(hour FROM o.processed_at AT TIME ZONE p.iana_timezone)::int",
  units: `LEAST(o.units, ${MOST_UNITS})`,
};

const SPLITS: Columns = {
  buyer: BUYER,
  channel: "o.channel",
  country: "o.country",
  discount: DISCOUNT,
  weekday: "extract(isodow FROM o.day)::int",
  ...OF_ORDERS,
};

/** The placed orders of the segment dated in `range`, split in each way. */
export async function readOrderSplits(
  tx: Tx,
  shopId: string,
  range: DayRange,
  segment: Segment,
): Promise<OrderSplitGroup[]> {
  if (segment.firstProductId !== undefined) return readSplitsOfOrders(tx, shopId, range, segment, SPLITS);
  return [
    ...(await readStoredSplits(tx, shopId, range, segment)),
    ...(await readSplitsOfOrders(tx, shopId, range, segment, OF_ORDERS)),
  ];
}

async function readStoredSplits(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  segment: Segment,
): Promise<OrderSplitGroup[]> {
  const { sql, values } = partsOfSegment(segment, "r", 3);
  const { rows } = await tx.query<OrderSplitGroup>(
    `WITH placed AS MATERIALIZED (
       SELECT r.orders, r.zero_value_orders, r.order_value, r.order_value_squares, ${columns(STORED)}
       FROM rollup_sales_day r
       WHERE r.shop_id = $1 AND r.day BETWEEN $2 AND $3 AND r.orders > 0${sql}
     )
     SELECT ${split(STORED)}, sum(orders)::float8 AS orders, sum(zero_value_orders)::float8 AS "zeroValueOrders",
            sum(order_value)::float8 AS "orderValue", sum(order_value_squares)::float8 AS "orderValueSquares"
     FROM placed
     GROUP BY ${groupingSets(STORED)}`,
    [shopId, from, to, ...values],
  );
  return rows;
}

async function readSplitsOfOrders(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  segment: Segment,
  splits: Columns,
): Promise<OrderSplitGroup[]> {
  const { sql, values } = ordersInSegment(segment, 3);
  const { rows } = await tx.query<OrderSplitGroup>(
    `WITH placed AS MATERIALIZED (
       SELECT ${columns(splits)}, ${ORDER_SUMS.orders} AS orders, ${ORDER_SUMS.zeroValueOrders} AS zero_value_orders,
              ${ORDER_SUMS.orderValue} AS order_value, ${sumOfSquares("o.order_value")} AS order_value_squares
       FROM orders o
       JOIN shop_profile p ON p.shop_id = $1
       WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_placed${sql}
       GROUP BY ${Object.values(splits).join(", ")}
     )
     SELECT ${split(splits)}, sum(orders)::float8 AS orders, sum(zero_value_orders)::float8 AS "zeroValueOrders",
            sum(order_value)::float8 AS "orderValue", sum(order_value_squares)::float8 AS "orderValueSquares"
     FROM placed
     GROUP BY ${groupingSets(splits)}`,
    [shopId, from, to, ...values],
  );
  return rows;
}

const columns = (splits: Columns) =>
  Object.entries(splits)
    .map(([name, column]) => `${column} AS ${name}`)
    .join(", ");

const groupingSets = (splits: Columns) =>
  `GROUPING SETS (${Object.keys(splits)
    .map((name) => `(${name})`)
    .join(", ")})`;

/** The name of the split a row belongs to, and its group. */
const split = (splits: Columns) => {
  const names = Object.keys(splits);
  return `CASE ${names.map((name) => `WHEN GROUPING(${name}) = 0 THEN '${name}'`).join(" ")} END AS split,
            COALESCE(${names.map((name) => `${name}::text`).join(", ")}) AS key`;
};

/**
 * What explains the average order value of the segment in `range`: of the same orders as the average is taken over.
 * Only the orders tell what zero-value ones hold.
 */
export async function readAovParts(
  tx: Tx,
  shopId: string,
  range: ComparisonRange,
  segment: Segment,
  excludesZeroValue: boolean,
): Promise<AovParts> {
  const isStored = range.until === null && segment.firstProductId === undefined && !excludesZeroValue;
  if (!isStored) return addUpAovParts(tx, shopId, range, segment, excludesZeroValue);
  const { sql, values } = cellsOfSegment(segment, "o", 3);
  return readParts(tx, `sum(o.orders)`, `rollup_sales_day o WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3${sql}`, [
    shopId,
    range.from,
    range.to,
    ...values,
  ]);
}

function addUpAovParts(
  tx: Tx,
  shopId: string,
  { from, to, until }: ComparisonRange,
  segment: Segment,
  excludesZeroValue: boolean,
): Promise<AovParts> {
  const { sql, values } = ordersInSegment(segment, 5);
  return readParts(
    tx,
    "count(*)",
    `orders o WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_placed
       AND o.processed_at < COALESCE($4::timestamptz, 'infinity') AND NOT ($5::boolean AND o.order_value = 0)${sql}`,
    [shopId, from, to, until === null ? null : new Date(until), excludesZeroValue, ...values],
  );
}

/** @param rows - of orders or of a rollup, `o`: both name their amounts alike. */
async function readParts(tx: Tx, orders: string, rows: string, values: unknown[]): Promise<AovParts> {
  const { rows: parts } = await tx.query<AovParts>(
    `SELECT COALESCE(${orders}, 0)::float8 AS orders, COALESCE(sum(o.units), 0)::float8 AS units,
            COALESCE(sum(o.order_value), 0)::float8 AS "orderValue",
            COALESCE(sum(o.original_discount), 0)::float8 AS "originalDiscount"
     FROM ${rows}`,
    values,
  );
  return parts[0] ?? { orders: 0, units: 0, orderValue: 0, originalDiscount: 0 };
}
