import { withShop } from "~/adapters/db/connect/tenant.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
import type { AppContext } from "~/context/context.server";

export interface ShopFormat {
  readonly name: string;
  readonly currencyCode: string;
  readonly timeZone: string;
}

/** What a page needs of the shop to write its money and times. */
export async function shopFormat(context: AppContext, shopId: string): Promise<ShopFormat> {
  const profile = await withShop(context.db, shopId, (tx) => readShopProfile(tx, shopId));
  if (!profile) throw new Error(`shop ${shopId} is installed without a profile`);
  return { name: profile.name, currencyCode: profile.currencyCode, timeZone: profile.timeZone };
}
