import type { ShopifyShop } from "~/adapters/db/shop/profile.server";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { gidTail } from "~/adapters/shopify/translate/fields";
import { SHOP_PROFILE } from "~/adapters/shopify/queries/shop";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";

/** Who the shop is by its own Admin API, and what the app was really granted. */
export async function readShop(
  admin: AdminClient,
  signal?: AbortSignal,
): Promise<{ id: string; domain: string; profile: ShopifyShop }> {
  const { shop, currentAppInstallation } = await admin.query(SHOP_PROFILE, {}, { signal });
  const id = gidTail(shop.id);
  if (id === null) throw new ShopifyError("invalid", `Shopify gave the shop ${admin.domain} no usable id.`);
  return {
    id,
    domain: shop.myshopifyDomain,
    profile: {
      name: shop.name,
      ianaTimezone: shop.ianaTimezone,
      currencyCode: shop.currencyCode,
      taxesIncluded: shop.taxesIncluded,
      grantedScopes: currentAppInstallation.accessScopes.map(({ handle }) => handle).sort(),
    },
  };
}
