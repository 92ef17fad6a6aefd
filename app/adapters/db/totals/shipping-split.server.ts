import { isKnownDay } from "~/adapters/db/shop/known-checkouts.server";
import { shippingShareSql } from "~/adapters/db/sql/shipping-share.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { ShippingSplitGroup } from "~/domain/metrics/totals/shipping-split";
import { SHIPPING_SHARES } from "~/domain/orders/shipping-share";
import type { DayRange } from "~/domain/time/reporting-window";
import { MINUTE_MS, type EpochMs } from "~/domain/time/shop-time";

/** The finished checkouts started on the known days of `range` by what delivery cost of the basket, all shares in order. */
export async function readShippingSplit(
  tx: Tx,
  shopId: string,
  { from, to }: DayRange,
  now: EpochMs,
  thresholdMinutes: number,
): Promise<ShippingSplitGroup[]> {
  const { rows } = await tx.query<ShippingSplitGroup>(
    `WITH still_open AS (
       SELECT ${shippingShareSql("c")} AS shipping, count(*) AS open
       FROM checkout c
       WHERE c.shop_id = $1 AND c.checkout_id IS NOT NULL AND c.last_activity_at >= $4 AND c.state = 'unfinished'
         AND c.day BETWEEN $2 AND $3 AND ${isKnownDay("c.day")}
       GROUP BY 1
     )
     SELECT r.shipping AS share, sum(r.completed)::float8 AS completed, sum(r.recovered)::float8 AS recovered,
            (sum(r.unfinished) - COALESCE(o.open, 0))::float8 AS abandoned
     FROM rollup_checkout_day r
     LEFT JOIN still_open o ON o.shipping = r.shipping
     WHERE r.shop_id = $1 AND r.day BETWEEN $2 AND $3 AND ${isKnownDay("r.day")}
     GROUP BY r.shipping, o.open`,
    [shopId, from, to, new Date(now - thresholdMinutes * MINUTE_MS)],
  );
  return SHIPPING_SHARES.map(
    (share) => rows.find((row) => row.share === share) ?? { share, completed: 0, recovered: 0, abandoned: 0 },
  );
}
