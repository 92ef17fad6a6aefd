import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { EpochMs } from "~/domain/time/shop-time";

export interface MeasurementStatus {
  /** Null while the storefront is not measured. */
  readonly switchedOnAt: EpochMs | null;
  /** Of the newest event; null before the first. */
  readonly lastEventAt: EpochMs | null;
  /** Of the newest event among the numbers; null before the first. */
  readonly countedUpTo: EpochMs | null;
  readonly retentionDays: number;
}

/** Null where measuring was never switched on. */
export async function readMeasurementStatus(tx: Tx, shopId: string): Promise<MeasurementStatus | null> {
  const { rows } = await tx.query<{ on: Date | null; last: Date | null; counted: Date | null; days: number }>(
    `SELECT switched_on_at AS "on", retention_days AS days, newest_event_at AS counted,
            (SELECT at FROM storefront_event WHERE shop_id = $1 ORDER BY at DESC LIMIT 1) AS last
     FROM measurement_setting WHERE shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    switchedOnAt: row.on?.getTime() ?? null,
    lastEventAt: row.last?.getTime() ?? null,
    countedUpTo: row.counted?.getTime() ?? null,
    retentionDays: row.days,
  };
}
