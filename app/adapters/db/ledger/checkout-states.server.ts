import type { Tx } from "~/adapters/db/connect/tenant.server";
import { isOutside } from "~/adapters/db/sql/online-store.server";
import type { ShopRules } from "./shop-rules.server";

/** An order later than this after the last activity no longer recovers a checkout. */
const RECOVERY = "interval '30 days'";
/** A completed checkout this near, before or after, supersedes another of the same shopper. */
const SUPERSEDING = "interval '24 hours'";
/** Ten checkouts of one shopper within ten minutes and no order among them are a machine's. */
const AUTOMATION = "interval '10 minutes'";
const AUTOMATION_CHECKOUTS = 10;

/** Writes when the linked checkouts were finished, what their orders are worth, and whether they are the online store's. */
export async function finishLinkedCheckouts(tx: Tx, shopId: string, batchId: string, rules: ShopRules): Promise<void> {
  await tx.query(
    `WITH linked AS MATERIALIZED (
       SELECT c.checkout_key, c.completed_at, c.order_id, c.source_name
       FROM touched_checkout t
       JOIN checkout c ON c.shop_id = $1 AND c.checkout_key = t.checkout_key
       WHERE t.shop_id = $1 AND t.batch_id = $2 AND t.cause = 'linked'
     ), finish AS (
       SELECT l.checkout_key, COALESCE(l.completed_at, o.processed_at) AS finished_at,
              COALESCE(o.is_test, false) AS is_test, COALESCE(o.order_value, 0) AS recovered_value,
              o.shipping_price AS order_shipping,
              COALESCE(${isOutside("l.source_name", "$3")}, false)
                OR COALESCE(${isOutside("o.source_name", "$3")}, false) AS is_outside
       FROM linked l
       LEFT JOIN orders o ON o.shop_id = $1 AND o.order_id = l.order_id
     )
     UPDATE checkout c
     SET finished_at = f.finished_at, is_test = f.is_test, recovered_value = f.recovered_value,
         order_shipping = f.order_shipping,
         is_outside = f.is_outside
     FROM finish f
     WHERE c.shop_id = $1 AND c.checkout_key = f.checkout_key`,
    [shopId, batchId, rules.definitions.checkoutSources],
  );
}

/** Checkout `x` counts: it is in the shop's currency, and not deleted before it was finished. */
const COUNTS = (x: string) => `${x}.currency_code = $3 AND (NOT ${x}.is_deleted OR ${x}.finished_at IS NOT NULL)`;

const isSupersededBy = (sameShopper: string) => `EXISTS (
  SELECT FROM checkout x
  WHERE x.shop_id = $1 AND ${sameShopper} AND x.finished_at IS NOT NULL AND NOT x.is_test AND NOT x.is_outside AND x.currency_code = $3
    AND x.started_at BETWEEN GREATEST(c.started_at, c.last_activity_at) - ${SUPERSEDING}
                         AND GREATEST(c.started_at, c.last_activity_at) + ${SUPERSEDING})`;

/**
 * Two common table expressions, the last one left open: how long the finished checkouts of `judged` were idle at most,
 * and at last before they were finished.
 */
export const IDLE_TIMES = `moment AS (
       SELECT checkout_key, started_at AS at FROM judged WHERE finished_at IS NOT NULL AND isfinite(started_at)
       UNION ALL
       SELECT checkout_key, finished_at FROM judged WHERE finished_at IS NOT NULL
       UNION ALL
       SELECT j.checkout_key, a.seen_at
       FROM judged j
       JOIN checkout_activity a ON a.shop_id = $1 AND a.checkout_key = j.checkout_key
       WHERE a.seen_at < j.finished_at
     ), idle AS MATERIALIZED (
       SELECT checkout_key, max(gap) AS longest, max(gap) FILTER (WHERE is_last) AS last
       FROM (
         SELECT checkout_key, at - lag(at) OVER seen AS gap, lead(at) OVER seen IS NULL AS is_last
         FROM moment
         WINDOW seen AS (PARTITION BY checkout_key ORDER BY at)
       ) gaps
       GROUP BY checkout_key`;

/** State of a finished checkout `c` by its idle times `i` and a threshold in minutes, an SQL expression. */
export const finishedState = (thresholdMinutes: string) => `
                  CASE WHEN c.origin <> 'list' AND i.longest <= ${thresholdMinutes} * interval '1 minute' THEN 'completed'
                       WHEN i.last <= ${RECOVERY} THEN 'recovered'
                       ELSE 'abandoned' END`;

/**
 * Says where the touched announced checkouts stand; what of the unfinished ones is open and what abandoned, the
 * clock says at reading. Mirrors `judgeCheckouts` of the domain.
 */
export async function deriveCheckoutStates(tx: Tx, shopId: string, batchId: string, rules: ShopRules): Promise<void> {
  await tx.query(
    `WITH judged AS MATERIALIZED (
       SELECT c.*
       FROM touched_checkout t
       JOIN checkout c ON c.shop_id = $1 AND c.checkout_key = t.checkout_key
       WHERE t.shop_id = $1 AND t.batch_id = $2
     ), ${IDLE_TIMES}
     ), suspect AS (
       SELECT checkout_key, 'customer ' || customer_id AS shopper, customer_id, NULL AS cart_token, started_at
       FROM judged WHERE finished_at IS NULL AND has_contact AND NOT is_outside AND customer_id IS NOT NULL
       UNION ALL
       SELECT checkout_key, 'cart ' || cart_token, NULL, cart_token, started_at
       FROM judged WHERE finished_at IS NULL AND has_contact AND NOT is_outside AND cart_token IS NOT NULL
     ), nearby AS (
       SELECT s.shopper, x.checkout_key, x.started_at, x.finished_at
       FROM suspect s
       JOIN checkout x ON x.shop_id = $1 AND x.customer_id = s.customer_id AND NOT x.is_outside
         AND x.started_at BETWEEN s.started_at - ${AUTOMATION} AND s.started_at + ${AUTOMATION} AND ${COUNTS("x")}
       UNION
       SELECT s.shopper, x.checkout_key, x.started_at, x.finished_at
       FROM suspect s
       JOIN checkout x ON x.shop_id = $1 AND x.cart_token = s.cart_token AND NOT x.is_outside
         AND x.started_at BETWEEN s.started_at - ${AUTOMATION} AND s.started_at + ${AUTOMATION} AND ${COUNTS("x")}
     ), burst AS (
       SELECT shopper, checkout_key, started_at,
              count(*) OVER following >= ${AUTOMATION_CHECKOUTS} AND bool_and(finished_at IS NULL) OVER following
                AS begins_burst
       FROM nearby
       WINDOW following AS (
         PARTITION BY shopper ORDER BY started_at RANGE BETWEEN CURRENT ROW AND ${AUTOMATION} FOLLOWING)
     ), automated AS MATERIALIZED (
       SELECT checkout_key, bool_or(is_burst) AS is_automated
       FROM (
         SELECT checkout_key, bool_or(begins_burst) OVER (
                  PARTITION BY shopper ORDER BY started_at RANGE BETWEEN ${AUTOMATION} PRECEDING AND CURRENT ROW
                ) AS is_burst
         FROM burst
       ) b
       GROUP BY checkout_key
     ), stand AS (
       SELECT c.checkout_key,
              CASE
                WHEN NOT (${COUNTS("c")}) THEN 'ignored'
                WHEN c.is_outside THEN 'outside'
                WHEN c.is_test THEN 'void'
                WHEN c.finished_at IS NOT NULL THEN
                  ${finishedState("$4")}
                WHEN NOT c.has_contact THEN 'anonymous'
                WHEN a.is_automated THEN 'void'
                WHEN ${isSupersededBy("x.customer_id = c.customer_id")}
                  OR ${isSupersededBy("x.cart_token = c.cart_token")} THEN 'superseded'
                ELSE 'unfinished'
              END AS state
       FROM judged c
       LEFT JOIN idle i ON i.checkout_key = c.checkout_key
       LEFT JOIN automated a ON a.checkout_key = c.checkout_key
     )
     UPDATE checkout c SET state = s.state
     FROM stand s
     WHERE c.shop_id = $1 AND c.checkout_key = s.checkout_key AND c.state <> s.state`,
    [shopId, batchId, rules.currencyCode, rules.definitions.abandonmentThresholdMinutes],
  );
}
