import {
  EXCLUSION_REASONS,
  ORDER_LEVELS,
  type ExclusionReason,
  type Exclusions,
  type OrderLevel,
  type OrderScope,
} from "~/domain/metrics/explain/exclusions";
import type { CheckoutRules } from "~/domain/orders/judge-checkouts";
import type { DayRange } from "~/domain/time/reporting-window";
import { MINUTE_MS, type EpochMs } from "~/domain/time/shop-time";
import type { Segment } from "~/domain/orders/segment";
import { customersAcquiredIn, ordersInSegment } from "~/adapters/db/sql/segment-sql.server";
import { isKnownDay } from "~/adapters/db/shop/known-checkouts.server";
import { readOtherSources } from "~/adapters/db/facts/other-sources.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { STATE } from "./explained-checkouts.server";
import { isOneOf } from "./explained-orders.server";

/** Orders dated in the range that do not count for a number, by the first reason that applies. */
export async function readOrderExclusions(
  tx: Tx,
  shopId: string,
  { level, range, withRows, buyers, excludesZeroValue }: OrderScope,
  segment: Segment,
): Promise<Exclusions> {
  const inSegment = ordersInSegment(segment, 3);
  const asks = (other: OrderLevel) => ORDER_LEVELS.indexOf(level) >= ORDER_LEVELS.indexOf(other);
  const lateRows = `
    UNION SELECT order_id FROM sales_row
    WHERE shop_id = $1 AND NOT is_original AND day BETWEEN $2::date AND $3::date`;
  return readReasons(
    tx,
    `SELECT CASE WHEN o.is_test THEN 'test'
                 WHEN o.currency_code <> p.currency_code THEN 'other_currency'
                 WHEN NOT o.is_counted THEN 'setting'
                 WHEN ${asks("placed")} AND NOT ${withRows ? "o.is_in_sales" : "o.is_placed"} THEN 'no_product'
                 WHEN ${asks("purchase")} AND NOT o.is_purchase THEN
                   CASE WHEN o.cancelled_at IS NOT NULL THEN 'cancelled'
                        WHEN o.financial_status IN ('VOIDED', 'EXPIRED') THEN 'unpaid'
                        WHEN o.order_value <= 0 THEN 'zero_value' ELSE 'refunded' END
                 WHEN ${asks("identified")} AND o.customer_id IS NULL THEN 'unidentified'
                 WHEN ${asks("numbered")} AND o.purchase_number IS NULL THEN 'skipped_renewal'
                 WHEN NOT COALESCE(${isOneOf(buyers ?? undefined)}, false) THEN 'other_buyer'
                 WHEN ${excludesZeroValue} AND o.order_value = 0 THEN 'zero_value_by_setting' END AS reason
     FROM (
       SELECT order_id FROM orders
       WHERE shop_id = $1 AND ($2::date IS NULL OR day BETWEEN $2::date AND $3::date) ${withRows ? lateRows : ""}
     ) touched
     JOIN orders o ON o.shop_id = $1 AND o.order_id = touched.order_id
     JOIN shop_profile p ON p.shop_id = $1
     WHERE true${inSegment.sql}`,
    [shopId, range?.from ?? null, range?.to ?? null, ...inSegment.values],
  );
}

/** Customers who first bought on these days and are younger than the horizon. */
export async function readTooYoung(
  tx: Tx,
  shopId: string,
  acquired: DayRange | null,
  horizonDays: number,
  asOf: EpochMs,
  segment: Segment,
): Promise<Exclusions> {
  const inSegment = customersAcquiredIn(segment, "f", 5);
  return readReasons(
    tx,
    `SELECT 'too_young' AS reason
     FROM customer_facts f
     WHERE f.shop_id = $1 AND ($2::date IS NULL OR f.first_day BETWEEN $2::date AND $3::date)
       AND f.first_purchase_at + $4 * interval '24 hours' > $5${inSegment.sql}`,
    [shopId, acquired?.from ?? null, acquired?.to ?? null, horizonDays, new Date(asOf), ...inSegment.values],
  );
}

/** Checkouts started on the known days of the range that are in no rate, by where they stand, and what other sources made. */
export async function readCheckoutExclusions(
  tx: Tx,
  shopId: string,
  range: DayRange,
  now: EpochMs,
  { abandonmentThresholdMinutes, checkoutSources }: CheckoutRules,
): Promise<Exclusions> {
  const standing = await readReasons(
    tx,
    `SELECT ${STATE} AS reason FROM checkout c
     WHERE c.shop_id = $1 AND c.day BETWEEN $2 AND $3 AND ${isKnownDay("c.day")} AND NOT c.is_outside`,
    [shopId, range.from, range.to, new Date(now - abandonmentThresholdMinutes * MINUTE_MS)],
  );
  const others = await readOtherSources(tx, shopId, range, checkoutSources);
  const outside = others.reduce((sum, { count }) => sum + count, 0);
  return outside > 0 ? { ...standing, outside } : standing;
}

async function readReasons(tx: Tx, sql: string, values: unknown[]): Promise<Exclusions> {
  const { rows } = await tx.query<{ reason: ExclusionReason; count: string }>(
    `SELECT reason, count(*) AS count FROM (${sql}) each WHERE reason = ANY ($${values.length + 1}) GROUP BY reason`,
    [...values, EXCLUSION_REASONS],
  );
  return Object.fromEntries(rows.map(({ reason, count }) => [reason, Number(count)]));
}
