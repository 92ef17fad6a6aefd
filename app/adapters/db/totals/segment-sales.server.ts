import { addTotals } from "~/domain/numeric/add-totals";
import { emptySalesTotals } from "~/domain/metrics/totals/sales-totals";
import type { Buyer } from "~/domain/metrics/history/buyer";
import type { SalesTotals, SalesTotalsByBuyer } from "~/domain/metrics/totals/totals";
import type { Segment } from "~/domain/orders/segment";
import type { DayRange } from "~/domain/time/reporting-window";
import { addDays, type EpochMs, type ShopDay } from "~/domain/time/shop-time";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { asTotals, BUYER, LEDGER_SUMS, ORDER_SUMS, SUMMED_COLUMNS } from "~/adapters/db/sql/ledger-sums.server";
import { cellsOfSegment, ordersInSegment } from "~/adapters/db/sql/segment-sql.server";
import { STORED_SALES } from "./rollups.server";

/** What one day of a segment adds up to, by who ordered. */
export interface SegmentDay {
  readonly day: ShopDay;
  readonly buyer: Buyer;
  readonly totals: SalesTotals;
}

/**
 * Sums over the orders of a segment dated in `range`, and over their ledger rows that happened in it, day by day.
 *
 * @param until - leaves out what happened from that moment on.
 */
export async function readSegmentDays(
  tx: Tx,
  shopId: string,
  range: DayRange,
  segment: Segment,
  until: EpochMs | null = null,
): Promise<SegmentDay[]> {
  if (segment.firstProductId !== undefined) return addUpSegmentDays(tx, shopId, range, segment, until);
  if (until === null) return readStoredSegmentDays(tx, shopId, range, segment);
  // Of the day that is not over only a part counts, which no rollup knows.
  const { from, to } = range;
  return [
    ...(await readStoredSegmentDays(tx, shopId, { from, to: addDays(to, -1) }, segment)),
    ...(await addUpSegmentDays(tx, shopId, { from: to, to }, segment, until)),
  ];
}

async function readStoredSegmentDays(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  segment: Segment,
): Promise<SegmentDay[]> {
  const { sql, values } = cellsOfSegment(segment, "r", 3);
  const { rows } = await tx.query<SalesTotals & { day: ShopDay; buyer: Buyer }>(
    `SELECT r.day, r.buyer, ${STORED_SALES}
     FROM rollup_sales_day r
     WHERE r.shop_id = $1 AND r.day BETWEEN $2 AND $3${sql}
     GROUP BY r.day, r.buyer ORDER BY r.day, r.buyer`,
    [shopId, from, to, ...values],
  );
  return rows.map(({ day, buyer, ...totals }) => ({ day, buyer, totals }));
}

async function addUpSegmentDays(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  segment: Segment,
  until: EpochMs | null,
): Promise<SegmentDay[]> {
  const { sql, values } = ordersInSegment(segment, 4);
  const { rows } = await tx.query<Partial<SalesTotals> & { day: ShopDay; buyer: Buyer }>(
    `WITH dated AS MATERIALIZED (
       SELECT o.order_id, o.day, o.is_placed, o.is_in_sales, ${SUMMED_COLUMNS}, ${BUYER} AS buyer
       FROM orders o
       WHERE o.shop_id = $1 AND o.day BETWEEN $2 AND $3 AND o.is_counted
         AND o.processed_at < COALESCE($4::timestamptz, 'infinity')${sql}
     ), placed AS (
       SELECT o.day, o.buyer, ${asTotals(ORDER_SUMS)}
       FROM dated o WHERE o.is_placed GROUP BY 1, 2
     ), happened AS (
       SELECT day, buyer, ${asTotals(LEDGER_SUMS)}
       FROM (
         SELECT s.day, o.buyer, s.line_type, s.action, s.total, s.tax, s.discount, o.is_in_sales
         FROM dated o
         JOIN sales_row s ON s.shop_id = $1 AND s.order_id = o.order_id AND s.is_original
         UNION ALL
         SELECT s.day, ${BUYER}, s.line_type, s.action, s.total, s.tax, s.discount, o.is_in_sales
         FROM sales_row s
         JOIN orders o ON o.shop_id = $1 AND o.order_id = s.order_id
         WHERE s.shop_id = $1 AND s.day BETWEEN $2 AND $3 AND NOT s.is_original
           AND s.happened_at < COALESCE($4::timestamptz, 'infinity') AND o.is_counted${sql}
       ) s
       CROSS JOIN LATERAL (SELECT s.is_in_sales) o
       GROUP BY 1, 2
     )
     SELECT * FROM placed FULL JOIN happened USING (day, buyer) ORDER BY day, buyer`,
    [shopId, from, to, until === null ? null : new Date(until), ...values],
  );
  const empty = emptySalesTotals();
  const keys = Object.keys(empty) as (keyof SalesTotals)[];
  return rows.map((row) => ({
    day: row.day,
    buyer: row.buyer,
    totals: Object.fromEntries(keys.map((key) => [key, row[key] ?? 0])) as unknown as SalesTotals,
  }));
}

/** The days of a segment together. */
export function totalsOfDays(days: readonly SegmentDay[]): SalesTotalsByBuyer {
  const of = (asked: Buyer) =>
    days
      .filter(({ buyer }) => buyer === asked)
      .map(({ totals }) => totals)
      .reduce(addTotals, emptySalesTotals());
  return { new: of("new"), returning: of("returning"), other: of("other") };
}

export async function readFilteredSalesTotals(
  tx: Tx,
  shopId: string,
  range: DayRange,
  segment: Segment,
  until: EpochMs | null = null,
): Promise<SalesTotalsByBuyer> {
  return totalsOfDays(await readSegmentDays(tx, shopId, range, segment, until));
}
