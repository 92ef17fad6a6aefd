import type { Definitions } from "~/domain/orders/definitions";
import { definitionsFrom } from "~/adapters/db/shop/stored-definitions";
import type { Tx } from "~/adapters/db/connect/tenant.server";

/** What decides how a shop's orders count. */
export interface ShopRules {
  readonly timeZone: string;
  readonly currencyCode: string;
  readonly definitions: Definitions;
  /** Whether orders older than 60 days are hidden from the app, so that first purchases are unknown. */
  readonly isHistoryLimited: boolean;
  readonly dataVersion: number;
}

/**
 * Takes the lock under which the numbers of a shop change, and reads its rules.
 *
 * @throws {Error} when the shop has no profile yet.
 */
export async function lockShop(tx: Tx, shopId: string): Promise<ShopRules> {
  const { rows } = await tx.query<{
    iana_timezone: string;
    currency_code: string;
    definitions: unknown;
    granted_scopes: string[] | null;
    data_version: string;
  }>(
    `SELECT iana_timezone, currency_code, definitions, granted_scopes, data_version
     FROM shop_profile WHERE shop_id = $1 FOR UPDATE`,
    [shopId],
  );
  const [profile] = rows;
  if (!profile) throw new Error(`Shop ${shopId} has no profile: install the app in it first.`);
  return {
    timeZone: profile.iana_timezone,
    currencyCode: profile.currency_code,
    definitions: definitionsFrom(profile.definitions),
    isHistoryLimited: !(profile.granted_scopes ?? []).includes("read_all_orders"),
    dataVersion: Number(profile.data_version),
  };
}
