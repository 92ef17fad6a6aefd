import {
  type HoldOutDraw,
  isDayWritten,
  noteWrittenDay,
  readRunningDraw,
} from "~/adapters/db/recommendations/hold-outs.server";
import { shopProfileOf } from "~/adapters/db/shop/profile.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { AppContext } from "~/context/context.server";
import { hasOwnLists, heldOutLists, type Instead } from "~/domain/recommendations/lift/held-out-lists";
import { isHeldOut } from "~/domain/recommendations/lift/hold-out-draw";
import { type MadeLists, popularList, type Shop } from "~/domain/recommendations/showing/made-lists";
import { dayOf, type EpochMs, type ShopDay } from "~/domain/time/shop-time";

/** Which products are held out on a day, noted while their lists are made. */
export interface TodaysDraw {
  readonly day: ShopDay;
  readonly draw: HoldOutDraw;
  readonly shownIds: string[];
  readonly heldOutIds: string[];
}

/** Null while nothing is drawn. */
export async function readTodaysDraw(tx: Tx, shopId: string, now: EpochMs): Promise<TodaysDraw | null> {
  const draw = await readRunningDraw(tx, shopId);
  if (draw === null) return null;
  const { timeZone } = await shopProfileOf(tx, shopId);
  return { day: dayOf(now, timeZone), draw, shownIds: [], heldOutIds: [] };
}

/** What the page of a product shows today in place of its lists; null where it shows them. */
export async function readInsteadToday(
  tx: Tx,
  shopId: string,
  now: EpochMs,
  { productId, made }: { readonly productId: string; readonly made: MadeLists },
): Promise<Instead | null> {
  const today = await readTodaysDraw(tx, shopId, now);
  return today !== null && hasOwnLists(made) && isDrawn(today, productId) ? today.draw.instead : null;
}

function isDrawn({ day, draw }: TodaysDraw, productId: string): boolean {
  return isHeldOut(draw.salt, productId, day, draw.percent / 100);
}

/** The lists of a product as today's draw has them; notes on which side of it the product is. */
export function listsUnderDraw(today: TodaysDraw, productId: string, made: MadeLists, shop: Shop): MadeLists {
  const { draw, shownIds, heldOutIds } = today;
  if (!hasOwnLists(made)) return made;
  if (!isDrawn(today, productId)) {
    shownIds.push(productId);
    return made;
  }
  heldOutIds.push(productId);
  return heldOutLists(productId, made, draw.instead, popularList(shop));
}

/** Notes who was on which side, once all lists of the day stand in Shopify; without products whose list is in doubt. */
export async function noteTodaysDraw(
  tx: Tx,
  shopId: string,
  { day, draw, shownIds, heldOutIds }: TodaysDraw,
  inDoubt: ReadonlySet<string>,
): Promise<void> {
  const isSure = (id: string) => !inDoubt.has(id);
  await noteWrittenDay(tx, shopId, {
    day,
    salt: draw.salt,
    shownIds: shownIds.filter(isSure),
    heldOutIds: heldOutIds.filter(isSure),
  });
}

/** Asks for the lists of the day to be written, unless they are. */
export async function askForTodaysDraw(
  { queue, now }: Pick<AppContext, "queue" | "now">,
  tx: Tx,
  shopId: string,
): Promise<void> {
  const today = await readTodaysDraw(tx, shopId, now());
  if (today === null || (await isDayWritten(tx, shopId, today.day))) return;
  await queue.send("publish-lists", { shopId }, { isUrgent: true, tx });
}
