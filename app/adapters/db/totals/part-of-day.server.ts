import { salesByBuyer } from "~/domain/metrics/totals/sales-totals";
import type { Buyer } from "~/domain/metrics/history/buyer";
import type { CheckoutCounts, CustomerTotals, SalesTotals, SalesTotalsByBuyer } from "~/domain/metrics/totals/totals";
import type { DayRange } from "~/domain/time/reporting-window";
import { MINUTE_MS, type EpochMs, type ShopDay } from "~/domain/time/shop-time";
import { isKnownDay } from "~/adapters/db/shop/known-checkouts.server";
import { asTotals, BUYER, LEDGER_SUMS, ORDER_SUMS } from "~/adapters/db/sql/ledger-sums.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** The part of `day` before `until`: the rollups keep whole days, so these few rows are added up one by one. */
export interface PartOfDay {
  readonly day: ShopDay;
  readonly until: EpochMs;
}

/** Sums over the placed orders and the ledger rows of part of a day, by who ordered. */
export async function readSalesOfPart(tx: Tx, shopId: string, { day, until }: PartOfDay): Promise<SalesTotalsByBuyer> {
  const { rows } = await tx.query<Partial<SalesTotals> & { buyer: Buyer }>(
    `WITH touched AS (
       SELECT order_id FROM orders WHERE shop_id = $1 AND day = $2
       UNION
       SELECT order_id FROM sales_row WHERE shop_id = $1 AND day = $2
     ), booked AS (
       SELECT o.*, ${BUYER} AS buyer
       FROM touched t
       JOIN orders o ON o.shop_id = $1 AND o.order_id = t.order_id
       WHERE o.is_counted
     ), placed AS (
       SELECT o.buyer, ${asTotals(ORDER_SUMS)}
       FROM booked o
       WHERE o.is_placed AND o.day = $2 AND o.processed_at < $3
       GROUP BY 1
     ), happened AS (
       SELECT o.buyer, ${asTotals(LEDGER_SUMS)}
       FROM sales_row s
       JOIN booked o ON o.order_id = s.order_id
       WHERE s.shop_id = $1 AND s.day = $2 AND s.happened_at < $3
       GROUP BY 1
     )
     SELECT * FROM placed FULL JOIN happened USING (buyer)`,
    [shopId, day, new Date(until)],
  );
  return salesByBuyer(rows);
}

/**
 * Customers that part of the last day of `range` adds to the days before it: those whose purchase in the part is the
 * first of its kind in the range.
 */
export async function readCustomersAddedByPart(
  tx: Tx,
  shopId: string,
  range: DayRange,
  until: EpochMs,
): Promise<CustomerTotals> {
  const { rows } = await tx.query<CustomerTotals>(
    `SELECT count(*) FILTER (WHERE COALESCE(previous_purchase_day, '-infinity') < $2)::float8 AS customers,
            count(*) FILTER (WHERE purchase_number = 1)::float8 AS "newCustomers",
            count(*) FILTER (WHERE purchase_number >= 2 AND COALESCE(previous_repeat_day, '-infinity') < $2)::float8
              AS "returningCustomers"
     FROM orders
     WHERE shop_id = $1 AND day = $3 AND processed_at < $4 AND purchase_number IS NOT NULL`,
    [shopId, range.from, range.to, new Date(until)],
  );
  return rows[0] ?? { customers: 0, newCustomers: 0, returningCustomers: 0 };
}

/** Checkouts started in part of a day, by their state at `now`; none when the day is not known. */
export async function readCheckoutsOfPart(
  tx: Tx,
  shopId: string,
  { day, until }: PartOfDay,
  now: EpochMs,
  thresholdMinutes: number,
): Promise<CheckoutCounts> {
  const { rows } = await tx.query<CheckoutCounts>(
    `WITH started AS (
       SELECT CASE WHEN c.state = 'unfinished' AND c.last_activity_at >= $4 THEN 'open'
                   WHEN c.state = 'unfinished' THEN 'abandoned'
                   ELSE c.state END AS state, c.value, c.recovered_value
       FROM checkout c
       WHERE c.shop_id = $1 AND c.day = $2 AND c.started_at < $3 AND ${isKnownDay("c.day")}
     )
     SELECT count(*) FILTER (WHERE state = 'completed')::float8 AS completed,
            count(*) FILTER (WHERE state = 'recovered')::float8 AS recovered,
            count(*) FILTER (WHERE state = 'abandoned')::float8 AS abandoned,
            count(*) FILTER (WHERE state = 'open')::float8 AS open,
            count(*) FILTER (WHERE state = 'superseded')::float8 AS superseded,
            count(*) FILTER (WHERE state = 'void')::float8 AS voided,
            count(*) FILTER (WHERE state = 'anonymous')::float8 AS anonymous,
            COALESCE(sum(value) FILTER (WHERE state = 'abandoned'), 0)::float8 AS "abandonedValue",
            COALESCE(sum(recovered_value) FILTER (WHERE state = 'recovered'), 0)::float8 AS "recoveredValue"
     FROM started`,
    [shopId, day, new Date(until), new Date(now - thresholdMinutes * MINUTE_MS)],
  );
  const [totals] = rows;
  if (!totals) throw new Error("the checkouts of part of a day came back without a row");
  return totals;
}
