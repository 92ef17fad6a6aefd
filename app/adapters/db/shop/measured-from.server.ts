import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { EpochMs, ShopDay } from "~/domain/time/shop-time";

/** From when on the storefront is measured, and from when on its events are still kept. */
export interface MeasuredSince {
  /** Day of the first event ever; null while none came. */
  readonly measuredFrom: ShopDay | null;
  /** Earlier events were deleted as too old; null while none was. */
  readonly eventsKeptFrom: EpochMs | null;
}

export async function readMeasuredSince(tx: Tx, shopId: string): Promise<MeasuredSince> {
  const { rows } = await tx.query<{ measured_from: ShopDay | null; kept_from: Date | null }>(
    `SELECT (SELECT min(day) FROM rollup_session_day WHERE shop_id = $1 AND sessions > 0) AS measured_from,
            (SELECT kept_from FROM measurement_setting WHERE shop_id = $1) AS kept_from`,
    [shopId],
  );
  return {
    measuredFrom: rows[0]?.measured_from ?? null,
    eventsKeptFrom: rows[0]?.kept_from?.getTime() ?? null,
  };
}
