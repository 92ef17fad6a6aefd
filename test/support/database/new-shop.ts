import type { Database } from "~/adapters/db/connect/client.server";
import { withDirectory, withShop } from "~/adapters/db/connect/tenant.server";
import { recordInstallation } from "~/adapters/db/shop/shops.server";
import type { ShopHistory } from "~/domain/orders/history";
import { writeShopProfile, type ShopProfileSpec } from "./shop-profile";
import { shopWithHistory } from "./staged-history";

let lastShopId = 0;

/** The id of a shop that no other test of the file has. */
export function newShopId(): string {
  return String(++lastShopId);
}

/** A shop of which only the profile is known. */
export async function newShop(db: Database, profile: ShopProfileSpec = {}): Promise<string> {
  const shopId = newShopId();
  await withShop(db, shopId, (tx) => writeShopProfile(tx, shopId, profile));
  return shopId;
}

/** A shop that has installed the app and of which nothing else is known. */
export async function installedShop(db: Database): Promise<string> {
  const shopId = newShopId();
  await withDirectory(db, (tx) => recordInstallation(tx, { id: shopId, domain: `s${shopId}.myshopify.com` }));
  return shopId;
}

/** A shop that has installed the app and whose database holds `history`. */
export async function installedShopWith(
  db: Database,
  history: Partial<ShopHistory>,
  profile: ShopProfileSpec = {},
): Promise<string> {
  const shopId = await installedShop(db);
  await shopWithHistory(db, shopId, { orders: [], checkouts: [], ...history }, profile);
  return shopId;
}
