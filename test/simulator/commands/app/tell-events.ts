import { existsSync } from "node:fs";
import { join } from "node:path";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { recordStock, type VariantStock } from "~/adapters/db/measurement/stock-days.server";
import { storeEvents } from "~/adapters/db/measurement/storefront-events.server";
import type { AppContext } from "~/context/context.server";
import { isRefused, parseStorefrontEvent } from "~/domain/measurement/parse-event";
import type { StorefrontEvent } from "~/domain/measurement/storefront-event";
import { foldVisits } from "~/features/measurement/fold-visits.server";
import { eventRow, stockRow } from "../../data-folder/event-row";
import { jsonLines } from "../../data-folder/jsonl-lines";
import { EVENTS_FILE, STOCK_FILE } from "../../data-folder/load-data-folder";

const EVENTS_AT_ONCE = 2_000;

/** Tells the app of the storefront events of a data folder, as a pixel would have, and brings them into its numbers. */
export async function tellEvents(
  context: Pick<AppContext, "db" | "queue">,
  shopId: string,
  directory: string,
): Promise<void> {
  const path = join(directory, EVENTS_FILE);
  if (!existsSync(path)) return;
  await tellStock(context, shopId, join(directory, STOCK_FILE));
  let waiting: StorefrontEvent[] = [];
  const tell = async () => {
    const events = waiting;
    waiting = [];
    await withShop(context.db, shopId, (tx) => storeEvents(tx, shopId, events));
  };
  for (const { number, text } of jsonLines(path)) {
    // What the folder has of its own beside the event stays out.
    const { at, ...row } = eventRow.parse(JSON.parse(text));
    const event = parseStorefrontEvent({ ...row, at: new Date(at).toISOString() });
    if (isRefused(event)) throw new RangeError(`${EVENTS_FILE}:${number}: ${event.refusal}.`);
    waiting.push(event);
    if (waiting.length >= EVENTS_AT_ONCE) await tell();
  }
  await tell();
  await foldVisits(context, { shopId }, AbortSignal.timeout(3_600_000));
}

/** Tells the app what it would have noted of the stock on each day. */
async function tellStock({ db }: Pick<AppContext, "db">, shopId: string, path: string): Promise<void> {
  if (!existsSync(path)) return;
  const noted = new Map<string, VariantStock>();
  for (const { text } of jsonLines(path)) {
    const { variantId, day, available } = stockRow.parse(JSON.parse(text));
    noted.set(`${variantId} ${day}`, { variantId: String(variantId), day, isAvailable: available > 0 });
  }
  await withShop(db, shopId, (tx) => recordStock(tx, shopId, [...noted.values()]));
}
