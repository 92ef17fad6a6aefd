import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { Definitions } from "~/domain/orders/definitions";
import type { ShopDay } from "~/domain/time/shop-time";

/** Before any event of a test. */
export const ALL_KNOWN: ShopDay = "2000-01-01";

export interface ShopProfileSpec {
  readonly timeZone?: string;
  readonly currencyCode?: string;
  /** Only the switches that differ from the default. */
  readonly definitions?: Partial<Definitions>;
  readonly scopes?: readonly string[];
  /** First day whose checkouts are known; null when Shopify's list was never read. */
  readonly checkoutsKnownFrom?: ShopDay | null;
}

/** Writes the profile of a shop: UTC, EUR, default definitions, full history and all checkouts unless said otherwise. */
export async function writeShopProfile(tx: Tx, shopId: string, profile: ShopProfileSpec = {}): Promise<void> {
  await tx.query(
    `INSERT INTO shop_profile (shop_id, name, iana_timezone, currency_code, taxes_included, granted_scopes, definitions,
                               checkouts_known_from)
     VALUES ($1, 'Test shop', $2, $3, false, $4, $5, $6)
     ON CONFLICT (shop_id) DO UPDATE
     SET iana_timezone = EXCLUDED.iana_timezone, currency_code = EXCLUDED.currency_code,
         granted_scopes = EXCLUDED.granted_scopes, definitions = EXCLUDED.definitions,
         checkouts_known_from = EXCLUDED.checkouts_known_from`,
    [
      shopId,
      profile.timeZone ?? "UTC",
      profile.currencyCode ?? "EUR",
      profile.scopes ?? ["read_orders", "read_all_orders"],
      JSON.stringify(profile.definitions ?? {}),
      profile.checkoutsKnownFrom === undefined ? ALL_KNOWN : profile.checkoutsKnownFrom,
    ],
  );
}
