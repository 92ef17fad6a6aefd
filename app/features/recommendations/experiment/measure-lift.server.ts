import { readHoldOutDraw } from "~/adapters/db/recommendations/hold-outs.server";
import { readLiftSums } from "~/adapters/db/recommendations/lift-sums.server";
import { writeLiftOfNight } from "~/adapters/db/recommendations/measured-lifts.server";
import { shopProfileOf } from "~/adapters/db/shop/profile.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { measuredLift } from "~/domain/recommendations/lift/measured-lift";
import { addDays, dayOf, type EpochMs } from "~/domain/time/shop-time";

/** The draw may have begun at any time; sessions are kept for less. */
const LONGEST_DAYS = 1_000;

/** Measures what lists add over the full days of the draw there is, and keeps it for the pages of the day. */
export async function measureLiftOfNight(tx: Tx, shopId: string, now: EpochMs): Promise<void> {
  const draw = await readHoldOutDraw(tx, shopId);
  if (draw === null) return;
  const { timeZone } = await shopProfileOf(tx, shopId);
  const yesterday = addDays(dayOf(now, timeZone), -1);
  const range = { from: addDays(yesterday, -LONGEST_DAYS), to: yesterday };
  const { days, products } = await readLiftSums(tx, shopId, draw.salt, range);
  await writeLiftOfNight(tx, shopId, draw.salt, { days, lift: measuredLift(products) });
}
