import type { CheckoutAmount, CheckoutsBasis } from "~/domain/metrics/records/basis";
import type { DayRange } from "~/domain/time/reporting-window";
import { MINUTE_MS, type EpochMs } from "~/domain/time/shop-time";
import { isKnownDay } from "~/adapters/db/shop/known-checkouts.server";
import type { FactQuery } from "./fact-list.server";

/** Where a checkout stands at $4, the moment before which it must have been active to be still open. */
export const STATE = `CASE WHEN c.state <> 'unfinished' THEN c.state
                           WHEN c.last_activity_at >= $4 THEN 'open' ELSE 'abandoned' END`;

const CHECKOUT_AMOUNTS: Readonly<Record<CheckoutAmount, string>> = {
  isAbandoned: "(c.state = 'abandoned')::int",
  isRecovered: "(c.state = 'recovered')::int",
  wasLeft: "(c.state IN ('abandoned', 'recovered'))::int",
  isSettled: "(c.state IN ('abandoned', 'recovered', 'completed'))::int",
  abandonedValue: "CASE WHEN c.state = 'abandoned' THEN c.value ELSE 0 END",
  recoveredValue: "CASE WHEN c.state = 'recovered' THEN c.recovered_value ELSE 0 END",
};

/** The checkouts started on the known days of the range, by where they stand at `now`. */
export function explainedCheckouts(
  shopId: string,
  { numerator, denominator }: CheckoutsBasis,
  { from, to }: DayRange,
  now: EpochMs,
  thresholdMinutes: number,
): FactQuery {
  return {
    sql: `SELECT c.checkout_key AS key, c.checkout_id AS "checkoutId", c.order_id AS "orderId",
                 o.name AS "orderName", c.customer_id AS "customerId", c.started_at AS at, c.state, c.value,
                 ${CHECKOUT_AMOUNTS[numerator]} AS numerator,
                 ${denominator === null ? "0" : CHECKOUT_AMOUNTS[denominator]} AS denominator
          FROM (
            SELECT c.checkout_key, c.checkout_id, c.order_id, c.customer_id, c.started_at, c.value,
                   c.recovered_value, ${STATE} AS state
            FROM checkout c
            WHERE c.shop_id = $1 AND c.day BETWEEN $2 AND $3 AND ${isKnownDay("c.day")}
              AND c.state NOT IN ('ignored', 'outside')
          ) c
          LEFT JOIN orders o ON o.shop_id = $1 AND o.order_id = c.order_id`,
    values: [shopId, from, to, new Date(now - thresholdMinutes * MINUTE_MS)],
    hasDenominator: denominator !== null,
  };
}
