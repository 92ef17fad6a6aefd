import { dueJourneys, forgetJourneys, secondsToNextJourney } from "~/adapters/db/ledger/awaited-journeys.server";
import { findShop } from "~/adapters/db/shop/shops.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { AppContext } from "~/context/context.server";
import { refreshOrders } from "./refresh-orders.server";

/** Orders of which one job reads a part at a time, so that a killed one has little to do again. */
const ORDERS_AT_ONCE = 50;

/**
 * Reads young orders whose visits Shopify had not found yet once more, an hour after they were placed. Nothing announces
 * that they are found.
 */
export async function readJourneys(context: AppContext, { shopId }: { shopId: string }, signal: AbortSignal) {
  const shop = await findShop(context.db, shopId);
  if (shop === null || shop.uninstalledAt !== null) return { skipped: "not installed" };
  if (shop.needsReauth) return { skipped: "needs reauth" };
  const admin = context.shopify.admin(shop.domain);
  let read = 0;
  for (;;) {
    signal.throwIfAborted();
    const due = await withShop(context.db, shopId, (tx) => dueJourneys(tx, shopId, ORDERS_AT_ONCE));
    if (due.length === 0) break;
    read += await refreshOrders(context, shopId, admin, due, signal);
    await withShop(context.db, shopId, (tx) => forgetJourneys(tx, shopId, due));
  }
  await withShop(context.db, shopId, (tx) => askForJourneys(context, tx, shopId));
  return { read };
}

/** Has the awaited journeys of a shop read when the first of them is due. */
export async function askForJourneys({ queue }: Pick<AppContext, "queue">, tx: Tx, shopId: string): Promise<void> {
  const seconds = await secondsToNextJourney(tx, shopId);
  if (seconds !== null) await queue.send("read-journeys", { shopId }, { startAfterSeconds: seconds, tx });
}
