import { randomUUID } from "node:crypto";
import type { HoldOutSetting, Instead } from "~/domain/recommendations/lift/held-out-lists";
import type { ShopDay } from "~/domain/time/shop-time";
import { withPrisma } from "~/adapters/db/connect/prisma.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { readMeasurementSetting } from "~/adapters/db/measurement/measurement-setting.server";

/** A setting and the salt of its draw. */
export interface HoldOutDraw extends HoldOutSetting {
  readonly salt: string;
}

/** Null where none was ever set. */
export async function readHoldOutDraw(tx: Tx, shopId: string): Promise<HoldOutDraw | null> {
  const row = await withPrisma(tx, (prisma) =>
    prisma.holdOutSetting.findUnique({ where: { shopId: BigInt(shopId) }, omit: { shopId: true } }),
  );
  return row && { ...row, instead: row.instead as Instead };
}

/** The draw in force; null while none is, or nobody measures what it brings. */
export async function readRunningDraw(tx: Tx, shopId: string): Promise<HoldOutDraw | null> {
  const draw = await readHoldOutDraw(tx, shopId);
  if (!draw?.isOn) return null;
  return (await readMeasurementSetting(tx, shopId))?.isSwitchedOn ? draw : null;
}

/** Begins another draw. `today` counts for none: its pages were, or will be, both ways. */
export async function writeHoldOutSetting(
  tx: Tx,
  shopId: string,
  { isOn, percent, instead }: HoldOutSetting,
  today: ShopDay,
): Promise<void> {
  const where = { shopId: BigInt(shopId) };
  const data = { isOn, percent, instead, salt: randomUUID() };
  await withPrisma(tx, (prisma) =>
    prisma.holdOutSetting.upsert({ where, create: { ...where, ...data }, update: data }),
  );
  await tx.query(
    `INSERT INTO hold_out_day (shop_id, day, salt, written_at, shown_ids, held_out_ids)
     VALUES ($1, $2, '', app_now(), '{}', '{}')
     ON CONFLICT (shop_id, day) DO UPDATE SET salt = '', shown_ids = '{}', held_out_ids = '{}'`,
    [shopId, today],
  );
}

/** Who was on which side of a day, as it stands in Shopify. */
export interface WrittenDay {
  readonly day: ShopDay;
  readonly salt: string;
  readonly shownIds: readonly string[];
  readonly heldOutIds: readonly string[];
}

/** Notes a day whose lists are all written; only the first time of a day counts. */
export async function noteWrittenDay(tx: Tx, shopId: string, written: WrittenDay): Promise<void> {
  await tx.query(
    `INSERT INTO hold_out_day (shop_id, day, salt, written_at, shown_ids, held_out_ids)
     VALUES ($1, $2, $3, app_now(), $4::bigint[], $5::bigint[]) ON CONFLICT DO NOTHING`,
    [shopId, written.day, written.salt, written.shownIds, written.heldOutIds],
  );
}

export async function isDayWritten(tx: Tx, shopId: string, day: ShopDay): Promise<boolean> {
  const { rowCount } = await tx.query("SELECT FROM hold_out_day WHERE shop_id = $1 AND day = $2", [shopId, day]);
  return rowCount === 1;
}
