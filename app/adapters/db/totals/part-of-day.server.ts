import { emptySalesTotals } from "~/domain/metrics/sales-totals";
import type { Buyer, CheckoutCounts, CustomerTotals, SalesTotals, SalesTotalsByBuyer } from "~/domain/metrics/totals";
import type { DayRange } from "~/domain/time/reporting-window";
import { MINUTE_MS, type EpochMs, type ShopDay } from "~/domain/time/shop-time";
import { isKnownDay } from "./known-checkouts.server";
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
       SELECT o.*, CASE WHEN purchase_number = 1 THEN 'new' WHEN purchase_number >= 2 THEN 'returning' ELSE 'other' END
                   AS buyer
       FROM touched t
       JOIN orders o ON o.shop_id = $1 AND o.order_id = t.order_id
       WHERE o.is_counted
     ), placed AS (
       SELECT buyer, count(*)::float8 AS orders,
              count(*) FILTER (WHERE is_purchase)::float8 AS "purchases",
              count(*) FILTER (WHERE is_purchase AND customer_id IS NOT NULL)::float8 AS "identifiedPurchases",
              count(*) FILTER (WHERE cancelled_at IS NOT NULL)::float8 AS "cancelledOrders",
              count(*) FILTER (WHERE order_value = 0)::float8 AS "zeroValueOrders",
              count(*) FILTER (WHERE original_discount > 0)::float8 AS "discountedOrders",
              sum(units)::float8 AS units, sum(order_value)::float8 AS "orderValue",
              sum(order_value::numeric * order_value)::float8 AS "orderValueSquares",
              sum(kept_value)::float8 AS "keptValue", sum(returned_value)::float8 AS "returnedValue",
              sum(total_paid)::float8 AS "totalPaid"
       FROM booked
       WHERE is_placed AND day = $2 AND processed_at < $3
       GROUP BY buyer
     ), sale AS (
       SELECT o.buyer, o.is_in_sales, r.action, r.line_type, r.total - r.tax AS net, r.tax, r.discount,
              r.line_type = 'ADJUSTMENT' OR (r.line_type = 'PRODUCT' AND r.action = 'RETURN') AS is_returned
       FROM sales_row r
       JOIN booked o ON o.order_id = r.order_id
       WHERE r.shop_id = $1 AND r.day = $2 AND r.happened_at < $3
     ), happened AS (
       SELECT buyer,
              sum(net + discount) FILTER (WHERE is_in_sales AND line_type = 'PRODUCT' AND NOT is_returned)::float8
                AS "grossSales",
              sum(discount) FILTER (WHERE is_in_sales AND line_type = 'PRODUCT' AND NOT is_returned)::float8
                AS discounts,
              -sum(net) FILTER (WHERE is_in_sales AND is_returned)::float8 AS returns,
              sum(net) FILTER (WHERE is_in_sales AND line_type = 'SHIPPING')::float8 AS shipping,
              sum(net) FILTER (WHERE is_in_sales AND line_type = 'DUTY')::float8 AS duties,
              sum(net) FILTER (WHERE is_in_sales AND line_type = 'TIP')::float8 AS tips,
              sum(net) FILTER (WHERE is_in_sales AND line_type IN ('FEE', 'ADDITIONAL_FEE'))::float8 AS fees,
              sum(tax) FILTER (WHERE is_in_sales AND line_type NOT IN ('TIP', 'GIFT_CARD', 'UNKNOWN'))::float8 AS taxes,
              sum(net) FILTER (WHERE line_type = 'GIFT_CARD')::float8 AS "giftCardsSold"
       FROM sale
       GROUP BY buyer
     )
     SELECT * FROM placed FULL JOIN happened USING (buyer)`,
    [shopId, day, new Date(until)],
  );
  const totalsOf = (buyer: Buyer): SalesTotals => {
    const row = rows.find((each) => each.buyer === buyer);
    const empty = emptySalesTotals();
    return Object.fromEntries(
      Object.keys(empty).map((key) => [key, row?.[key as keyof SalesTotals] ?? 0]),
    ) as unknown as SalesTotals;
  };
  return { new: totalsOf("new"), returning: totalsOf("returning"), other: totalsOf("other") };
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
