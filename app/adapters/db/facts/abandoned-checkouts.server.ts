import type { ShopifyId } from "~/domain/orders/order";
import type { DayRange } from "~/domain/time/reporting-window";
import { MINUTE_MS, type EpochMs } from "~/domain/time/shop-time";
import { isKnownDay } from "~/adapters/db/shop/known-checkouts.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";

export interface AbandonedCheckout {
  /** Shopify's id, for the link to its page. */
  readonly checkoutId: ShopifyId;
  readonly customerId: ShopifyId | null;
  readonly startedAt: EpochMs;
  readonly lastActivityAt: EpochMs;
  readonly value: number;
}

/** Abandoned checkouts started on the known days of `range`, latest activity first. */
export async function readAbandonedCheckouts(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  now: EpochMs,
  thresholdMinutes: number,
  page: { readonly offset: number; readonly limit: number },
): Promise<AbandonedCheckout[]> {
  const { rows } = await tx.query<
    Omit<AbandonedCheckout, "startedAt" | "lastActivityAt"> & { started_at: Date; last_activity_at: Date }
  >(
    `SELECT checkout_id AS "checkoutId", customer_id AS "customerId", started_at, last_activity_at,
            value::float8 AS value
     FROM checkout
     WHERE shop_id = $1 AND checkout_id IS NOT NULL AND day BETWEEN $2 AND $3 AND ${isKnownDay("day")}
       AND (state = 'abandoned' OR (state = 'unfinished' AND last_activity_at < $4))
     ORDER BY last_activity_at DESC, checkout_id DESC
     OFFSET $5 LIMIT $6`,
    [shopId, from, to, new Date(now - thresholdMinutes * MINUTE_MS), page.offset, page.limit],
  );
  return rows.map(({ started_at, last_activity_at, ...rest }) => ({
    ...rest,
    startedAt: started_at.getTime(),
    lastActivityAt: last_activity_at.getTime(),
  }));
}

/** Checkouts of Shopify's list started on the known days of `range` that were completed, but by no order that could be found. */
export async function countUnmatchedRecovered(tx: Tx, shopId: string, { from, to }: DayRange): Promise<number> {
  const { rows } = await tx.query<{ checkouts: number }>(
    `SELECT count(*)::int AS checkouts FROM checkout
     WHERE shop_id = $1 AND checkout_id IS NOT NULL AND day BETWEEN $2 AND $3 AND ${isKnownDay("day")}
       AND state = 'recovered' AND order_id IS NULL`,
    [shopId, from, to],
  );
  return rows[0]?.checkouts ?? 0;
}
