import { withShop } from "~/adapters/db/connect/tenant.server";
import { lastShopifySessionDay, replaceShopifySessions } from "~/adapters/db/measurement/shopify-sessions.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import { REPORT_SCOPE } from "~/adapters/shopify/read/read-report.server";
import { readShopifySessionDays } from "~/adapters/shopify/read/read-sessions.server";
import type { AppContext } from "~/context/context.server";
import { SHOPIFY_DIMENSIONS, type ShopifySessionDay } from "~/domain/measurement/shopify-sessions";
import { addDays, dayOf } from "~/domain/time/shop-time";

/** How far the first reading goes back, and how many days are read again, for Shopify's reports lag. */
const FIRST_DAYS = 400;
const DAYS_AGAIN = 3;

/**
 * Reads Shopify's own sessions where the merchant granted its reports. Each trait is asked for by itself: one that
 * Shopify keeps from us takes only its own table away.
 */
export async function refreshShopifySessions(
  context: Pick<AppContext, "db" | "now" | "log">,
  shopId: string,
  admin: AdminClient,
  signal: AbortSignal,
): Promise<void> {
  const known = await withShop(context.db, shopId, async (tx) => ({
    profile: await readShopProfile(tx, shopId),
    lastDay: await lastShopifySessionDay(tx, shopId),
  }));
  if (!known.profile?.grantedScopes.includes(REPORT_SCOPE)) return;
  const to = dayOf(context.now(), known.profile.timeZone);
  const from = known.lastDay === null ? addDays(to, -FIRST_DAYS) : addDays(known.lastDay, -DAYS_AGAIN);
  const days: ShopifySessionDay[] = [];
  for (const dimension of SHOPIFY_DIMENSIONS) {
    try {
      days.push(...(await readShopifySessionDays(admin, dimension, { from, to }, signal)));
    } catch (error) {
      if (!(error instanceof ShopifyError) || error.isRetryable) throw error;
      context.log.info({ shopId, dimension, code: error.code }, "sessions of Shopify not read");
    }
  }
  if (days.length === 0) return;
  await withShop(context.db, shopId, (tx) => replaceShopifySessions(tx, shopId, { from, to }, days));
}
