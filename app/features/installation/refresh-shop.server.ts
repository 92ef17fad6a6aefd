import { pruneInbox } from "~/adapters/db/inbox.server";
import { findShop } from "~/adapters/db/shops.server";
import { withShop } from "~/adapters/db/tenant.server";
import { readShop } from "~/adapters/shopify/read-shop.server";
import type { AppContext } from "../context.server";
import { updateProfile } from "./ensure-installed.server";

/** Once a day: uses the token, which keeps it alive, brings the profile up to date, and forgets old messages. */
export async function refreshShop(context: AppContext, { shopId }: { shopId: string }, signal: AbortSignal) {
  const shop = await findShop(context.db, shopId);
  if (shop === null || shop.uninstalledAt !== null) return { skipped: "not installed" };
  await withShop(context.db, shopId, (tx) => pruneInbox(tx, shopId));
  if (shop.needsReauth) return { skipped: "needs reauth" };
  const { profile } = await readShop(context.shopify.admin(shop.domain), signal);
  await withShop(context.db, shopId, async (tx) => {
    await updateProfile(context, tx, shopId, profile);
    // What a lost message to the queue left behind is found at the latest now.
    await context.queue.send("drain-shop", { shopId }, { tx });
  });
  return {};
}
