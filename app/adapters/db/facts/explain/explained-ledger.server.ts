import type { LedgerBasis } from "~/domain/metrics/records/basis";
import type { DayRange } from "~/domain/time/reporting-window";
import type { Segment } from "~/domain/orders/segment";
import { ledgerAmount } from "~/adapters/db/sql/ledger-sums.server";
import { ordersInSegment } from "~/adapters/db/sql/segment-sql.server";
import { isOneOf } from "./explained-orders.server";
import type { FactQuery } from "./fact-list.server";

/**
 * The rows of counted orders that happened in the range or in the earlier one it is compared with. Original rows
 * happened when their order was placed, so they are found by its day.
 */
export function explainedLedger(
  shopId: string,
  { numerator, denominator, buyers, numeratorBuyers }: LedgerBasis,
  range: DayRange,
  base: DayRange | null,
  segment: Segment,
): FactQuery {
  const days = [range.from, range.to, ...(base ? [base.from, base.to] : [])];
  const inSegment = ordersInSegment(segment, 1 + days.length);
  const inRange = (day: string) => `${day} BETWEEN $2 AND $3`;
  const inBase = (day: string) => `${day} BETWEEN $4 AND $5`;
  const inEither = (day: string) => (base ? `(${inRange(day)} OR ${inBase(day)})` : inRange(day));
  const counts = `${inRange("s.day")} AND ${isOneOf(numeratorBuyers)}`;
  const divides = base ? inBase("s.day") : inRange("s.day");
  return {
    sql: `SELECT o.order_id || ':' || s.sale_id AS key, o.order_id AS "orderId", o.name AS "orderName",
                 o.customer_id AS "customerId", s.happened_at AS at, o.channel, o.country,
                 o.purchase_number AS "purchaseNumber", s.action, s.line_type AS "lineType", l.title, s.quantity,
                 CASE WHEN ${counts} THEN ${ledgerAmount(numerator)} ELSE 0 END AS numerator,
                 ${denominator === null ? "0" : `CASE WHEN ${divides} THEN ${ledgerAmount(denominator)} ELSE 0 END`}
                   AS denominator
          FROM (
            SELECT s.* FROM orders o
            JOIN sales_row s ON s.shop_id = $1 AND s.order_id = o.order_id AND s.is_original
            WHERE o.shop_id = $1 AND ${inEither("o.day")}
            UNION ALL
            SELECT s.* FROM sales_row s WHERE s.shop_id = $1 AND NOT s.is_original AND ${inEither("s.day")}
          ) s
          JOIN orders o ON o.shop_id = $1 AND o.order_id = s.order_id
          LEFT JOIN order_line l ON l.shop_id = $1 AND l.order_id = s.order_id AND l.line_id = s.line_id
          WHERE o.is_counted AND ${isOneOf(buyers)}${inSegment.sql}`,
    values: [shopId, ...days, ...inSegment.values],
    hasDenominator: denominator !== null,
  };
}
