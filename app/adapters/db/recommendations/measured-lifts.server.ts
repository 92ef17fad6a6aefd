import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { MeasuredLift } from "~/domain/recommendations/lift/measured-lift";
import type { EpochMs } from "~/domain/time/shop-time";

/** The measured lift as of a night. */
export interface LiftOfNight {
  readonly measuredAt: EpochMs;
  /** Days measured. */
  readonly days: number;
  readonly lift: MeasuredLift | null;
}

/** Of the draw of a salt; null until its first night. */
export async function readLiftOfNight(tx: Tx, shopId: string, salt: string): Promise<LiftOfNight | null> {
  const { rows } = await tx.query<{ measured_at: Date; days: number; lift: MeasuredLift | null }>(
    "SELECT measured_at, days, lift FROM measured_lift WHERE shop_id = $1 AND salt = $2",
    [shopId, salt],
  );
  const [row] = rows;
  return row === undefined ? null : { measuredAt: row.measured_at.getTime(), days: row.days, lift: row.lift };
}

export async function writeLiftOfNight(
  tx: Tx,
  shopId: string,
  salt: string,
  { days, lift }: Omit<LiftOfNight, "measuredAt">,
): Promise<void> {
  await tx.query(
    `INSERT INTO measured_lift (shop_id, salt, measured_at, days, lift) VALUES ($1, $2, app_now(), $3, $4)
     ON CONFLICT (shop_id) DO UPDATE SET salt = EXCLUDED.salt, measured_at = EXCLUDED.measured_at,
       days = EXCLUDED.days, lift = EXCLUDED.lift`,
    [shopId, salt, days, lift === null ? null : JSON.stringify(lift)],
  );
}
