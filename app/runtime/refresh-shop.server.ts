import { readPendingChanges } from "~/adapters/db/shop/definitions.server";
import { openRuns } from "~/adapters/db/inbox/imports.server";
import { pruneInbox } from "~/adapters/db/inbox/inbox.server";
import { findShop } from "~/adapters/db/shop/shops.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { readShop } from "~/adapters/shopify/read/read-shop.server";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import type { AppContext } from "~/context/context.server";
import { askForJourneys } from "~/features/ingest/read-journeys.server";
import { readUnreadableAgain } from "~/features/ingest/read-unreadable-again.server";
import { alignPixel } from "~/features/measurement/align-pixel.server";
import { forgetVisits } from "~/features/measurement/fold-visits.server";
import { refreshShopifySessions } from "~/features/measurement/refresh-shopify-sessions.server";
import { measureLiftOfNight } from "~/features/recommendations/experiment/measure-lift.server";
import { askForTodaysDraw } from "~/features/recommendations/experiment/todays-draw.server";
import { checkSomeLists } from "~/features/recommendations/publishing/check-lists.server";
import { askForNightlyLists } from "~/features/recommendations/ranking/ask-for-lists.server";
import { updateProfile } from "~/features/installation/ensure-installed.server";

/**
 * The daily round in a shop: one call keeps the token alive and the profile true, what got stuck is set going again,
 * and what has been kept long enough is deleted.
 */
export async function refreshShop(context: AppContext, { shopId }: { shopId: string }, signal: AbortSignal) {
  const shop = await findShop(context.db, shopId);
  if (shop === null || shop.uninstalledAt !== null) return { skipped: "not installed" };
  await withShop(context.db, shopId, (tx) => pruneInbox(tx, shopId));
  await forgetVisits(context, shopId, signal);
  if (shop.needsReauth) return { skipped: "needs reauth" };
  try {
    const admin = context.shopify.admin(shop.domain);
    const { id, profile } = await readShop(admin, signal);
    await withShop(context.db, shopId, async (tx) => {
      if (id === shopId) await updateProfile(context, tx, shopId, profile);
      if ((await openRuns(tx, shopId)).length > 0) await context.queue.send("import-shop", { shopId }, { tx });
      if ((await readPendingChanges(tx, shopId)).length > 0)
        await context.queue.send("rebuild-shop", { shopId }, { tx });
      await context.queue.send("drain-shop", { shopId }, { tx });
      await context.queue.send("forecast-value", { shopId }, { tx });
      await askForJourneys(context, tx, shopId);
      await askForNightlyLists(context, tx, shopId);
      await askForTodaysDraw(context, tx, shopId);
    });
    await withShop(context.db, shopId, (tx) => measureLiftOfNight(tx, shopId, context.now()));
    await alignPixel(context, shopId, admin, signal);
    await refreshShopifySessions(context, shopId, admin, signal);
    await checkSomeLists(context, shopId, admin, signal);
    return { unreadable: await readUnreadableAgain(context, shopId, admin, signal) };
  } catch (error) {
    // The shop says so on its pages; trying again before a merchant acts would change nothing.
    if (error instanceof ShopifyError && !error.isRetryable) return { skipped: error.code };
    throw error;
  }
}
