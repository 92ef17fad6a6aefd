import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { EpochMs } from "~/domain/time/shop-time";

/** How a shop is measured. */
export interface MeasurementSetting {
  /** What the pixel sends with its events: the shop's id and a random key. */
  readonly account: string;
  /** Under which clients and searches are hashed. */
  readonly hashKey: Buffer;
  readonly webPixelId: string | null;
  readonly retentionDays: number;
  readonly isSwitchedOn: boolean;
  /** Events before it were deleted as too old; null while none was. */
  readonly keptFrom: EpochMs | null;
}

interface SettingRow {
  readonly write_key: string;
  readonly hash_key: Buffer;
  readonly web_pixel_id: string | null;
  readonly retention_days: number;
  readonly switched_on_at: Date | null;
  readonly kept_from: Date | null;
}

const newWriteKey = () => randomBytes(24).toString("hex");

/** Null where measuring was never switched on. */
export async function readMeasurementSetting(tx: Tx, shopId: string): Promise<MeasurementSetting | null> {
  const { rows } = await tx.query<SettingRow>(
    `SELECT write_key, hash_key, web_pixel_id, retention_days, switched_on_at, kept_from
     FROM measurement_setting WHERE shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  return row === undefined ? null : settingFrom(shopId, row);
}

/** The shop's setting, with keys of its own from the first call on. */
export async function ensureMeasurementSetting(tx: Tx, shopId: string): Promise<MeasurementSetting> {
  await tx.query(
    `INSERT INTO measurement_setting (shop_id, write_key, hash_key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [shopId, newWriteKey(), randomBytes(32)],
  );
  const setting = await readMeasurementSetting(tx, shopId);
  if (setting === null) throw new Error(`shop ${shopId} has no measurement setting after one was written`);
  return setting;
}

/** Notes the pixel that Shopify runs for the shop, or with null that none does any more. */
export async function recordWebPixel(tx: Tx, shopId: string, webPixelId: string | null): Promise<void> {
  await tx.query(
    `UPDATE measurement_setting
     SET web_pixel_id = $2, switched_on_at = CASE WHEN $2::text IS NULL THEN NULL ELSE COALESCE(switched_on_at, app_now()) END
     WHERE shop_id = $1`,
    [shopId, webPixelId],
  );
}

/** Gives the pixel another key; what still comes under the old one is dropped. */
export async function replaceWriteKey(tx: Tx, shopId: string): Promise<MeasurementSetting> {
  await tx.query("UPDATE measurement_setting SET write_key = $2 WHERE shop_id = $1", [shopId, newWriteKey()]);
  return ensureMeasurementSetting(tx, shopId);
}

/** How many days events are kept from now on. */
export async function keepEventsFor(tx: Tx, shopId: string, days: number): Promise<void> {
  await tx.query("UPDATE measurement_setting SET retention_days = $2 WHERE shop_id = $1", [shopId, days]);
}

/** The shop an account claims to be of; whether its key is right, `isAccountOf` says. */
export function shopOfAccount(account: string): string | null {
  return /^([1-9]\d{0,18})-[0-9a-f]{48}$/.exec(account)?.[1] ?? null;
}

export function isAccountOf(setting: MeasurementSetting, account: string): boolean {
  const [ours, theirs] = [Buffer.from(setting.account), Buffer.from(account)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

function settingFrom(shopId: string, row: SettingRow): MeasurementSetting {
  return {
    account: `${shopId}-${row.write_key}`,
    hashKey: row.hash_key,
    webPixelId: row.web_pixel_id,
    retentionDays: row.retention_days,
    isSwitchedOn: row.switched_on_at !== null,
    keptFrom: row.kept_from?.getTime() ?? null,
  };
}
