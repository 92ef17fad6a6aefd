import type { Tx } from "~/adapters/db/connect/tenant.server";
import { withDirectory, withShop } from "~/adapters/db/connect/tenant.server";
import { hasRuns } from "~/adapters/db/inbox/imports.server";
import { recordWebPixel } from "~/adapters/db/measurement/measurement-setting.server";
import { saveProfile, type ShopifyShop } from "~/adapters/db/shop/profile.server";
import { recordInstallation } from "~/adapters/db/shop/shops.server";
import { REPORT_SCOPE } from "~/adapters/shopify/read/read-report.server";
import { readShop } from "~/adapters/shopify/read/read-shop.server";
import { PIXEL_SCOPES } from "~/adapters/shopify/write/web-pixel.server";
import type { AppContext } from "~/context/context.server";
import { changeRules } from "~/features/definitions/change-definitions.server";
import { requestImport } from "./start-import.server";

/** A granted write includes the reading. */
const OF_NO_OBJECTS: readonly string[] = [REPORT_SCOPE, ...PIXEL_SCOPES, "read_pixels"];

/**
 * Makes sure the app knows a shop whose merchant has just proved who they are. Runs at every new token, so it is
 * idempotent: the directory and the profile are brought up to date, and what waited for a token goes on. An import is
 * started in a shop that has none, or that nobody told us of while the app was uninstalled.
 */
export async function ensureInstalled(context: AppContext, session: { readonly shop: string }): Promise<void> {
  const { id, domain, profile } = await readShop(context.shopify.admin(session.shop));
  const isNew = await withDirectory(context.db, (tx) => recordInstallation(tx, { id, domain }));
  await withShop(context.db, id, async (tx) => {
    await updateProfile(context, tx, id, profile);
    if (isNew || !(await hasRuns(tx, id))) await requestImport(context, tx, id);
    else await context.queue.send("import-shop", { shopId: id }, { tx });
    // Messages may have waited for a token that works.
    await context.queue.send("drain-shop", { shopId: id }, { tx });
  });
}

/** Writes what Shopify says of the shop and starts what follows from a change of it. */
export async function updateProfile(context: AppContext, tx: Tx, shopId: string, shop: ShopifyShop): Promise<void> {
  const before = await saveProfile(tx, shopId, shop);
  if (before === null) return;
  await changeRules(context, tx, shopId, { timeZone: shop.ianaTimezone, currencyCode: shop.currencyCode });
  // Whether a first purchase is known decides how purchases are numbered.
  const seesAll = ({ grantedScopes }: Pick<ShopifyShop, "grantedScopes">) => grantedScopes.includes("read_all_orders");
  if (seesAll(before) !== seesAll(shop)) await context.queue.send("rebuild-shop", { shopId }, { tx });
  const gained = shop.grantedScopes.filter((scope) => !before.grantedScopes.includes(scope));
  // Without it Shopify has ended the pixel.
  if (PIXEL_SCOPES.some((scope) => !shop.grantedScopes.includes(scope))) await recordWebPixel(tx, shopId, null);
  // Orders older than 60 days, or kinds of objects, that could not be read before; reports and pixels are no objects.
  if (gained.some((scope) => scope.startsWith("read_") && !OF_NO_OBJECTS.includes(scope))) {
    await requestImport(context, tx, shopId);
  }
}
