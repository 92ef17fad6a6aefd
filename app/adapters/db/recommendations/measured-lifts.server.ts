import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { MeasuredLift } from "~/domain/recommendations/lift/measured-lift";

/** The measured lift as of a night. */
export interface LiftOfNight {
  /** Days measured. */
  readonly days: number;
  readonly lift: MeasuredLift | null;
}

/** Of the draw of a salt; null until its first night. */
export async function readLiftOfNight(tx: Tx, shopId: string, salt: string): Promise<LiftOfNight | null> {
  const { rows } = await tx.query<LiftOfNight>(
    "SELECT days, lift FROM measured_lift WHERE shop_id = $1 AND salt = $2",
    [shopId, salt],
  );
  return rows[0] ?? null;
}

export async function writeLiftOfNight(
  tx: Tx,
  shopId: string,
  salt: string,
  { days, lift }: LiftOfNight,
): Promise<void> {
  await tx.query(
    `INSERT INTO measured_lift (shop_id, salt, measured_at, days, lift) VALUES ($1, $2, app_now(), $3, $4)
     ON CONFLICT (shop_id) DO UPDATE SET salt = EXCLUDED.salt, measured_at = EXCLUDED.measured_at,
       days = EXCLUDED.days, lift = EXCLUDED.lift`,
    [shopId, salt, days, lift === null ? null : JSON.stringify(lift)],
  );
}
