import type { ShopProfileQuery, ShopProfileQueryVariables } from "~/types/admin";
import { adminDocument } from "./admin-document";

/** What the app must know of a shop, and which scopes it was really granted. */
export const SHOP_PROFILE = adminDocument<ShopProfileQuery, ShopProfileQueryVariables>(/* GraphQL */ `
  query ShopProfile {
    shop {
      id
      name
      myshopifyDomain
      ianaTimezone
      currencyCode
      taxesIncluded
    }
    currentAppInstallation {
      accessScopes {
        handle
      }
    }
  }
`);
