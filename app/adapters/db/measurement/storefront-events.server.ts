import { createHmac } from "node:crypto";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { searchedFor } from "~/domain/measurement/search-text";
import type { StorefrontEvent } from "~/domain/measurement/storefront-event";
import { ensureMeasurementSetting, readMeasurementSetting } from "./measurement-setting.server";

/** Enough of a hash that no two clients of a shop share it. */
const HASH_BYTES = 16;

/** What a client or a search is stored as. Without the shop's key nobody can tell which one it was. */
export function keyedHash(hashKey: Buffer, kind: "client" | "search", text: string): Buffer {
  return createHmac("sha256", hashKey).update(`${kind}:${text}`).digest().subarray(0, HASH_BYTES);
}

/**
 * Events into the shop's store; those it has already change nothing. It takes no lock but that of the rows it writes.
 *
 * @returns how many were new.
 */
export async function storeEvents(tx: Tx, shopId: string, events: readonly StorefrontEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  const { hashKey, keptFrom } =
    (await readMeasurementSetting(tx, shopId)) ?? (await ensureMeasurementSetting(tx, shopId));
  const rows = events.filter(({ at }) => keptFrom === null || at >= keptFrom).map((event) => rowOf(event, hashKey));
  const { rowCount } = await tx.query(
    `INSERT INTO storefront_event (shop_id, event_id, client_hash, at, seq, name, device, referrer, utm_source,
       utm_medium, utm_campaign, path, customer_id, product_id, variant_id, in_stock, query_hash, results,
       checkout_token, order_id, alert, rec_place, rec_list, rec_position)
     SELECT $1, id, decode(client, 'hex'), to_timestamp(at / 1000.0), seq, name, device, referrer, "utmSource",
       "utmMedium", "utmCampaign", path, "customerId", "productId", "variantId", "inStock", decode(search, 'hex'), results,
       "checkoutToken", "orderId", alert, "recPlace", "recList", "recPosition"
     FROM jsonb_to_recordset($2::jsonb) AS sent (id text, client text, at float8, seq int, name text, device text,
       referrer text, "utmSource" text, "utmMedium" text, "utmCampaign" text, path text, "customerId" bigint,
       "productId" bigint, "variantId" bigint, "inStock" boolean, search text, results int, "checkoutToken" text,
       "orderId" bigint, alert text, "recPlace" text, "recList" text, "recPosition" int)
     ORDER BY id
     ON CONFLICT DO NOTHING`,
    [shopId, JSON.stringify(rows)],
  );
  return rowCount ?? 0;
}

function rowOf({ clientId, query, rec, ...event }: StorefrontEvent, hashKey: Buffer) {
  return {
    ...event,
    client: keyedHash(hashKey, "client", clientId).toString("hex"),
    search: query === null ? null : keyedHash(hashKey, "search", searchedFor(query)).toString("hex"),
    recPlace: rec?.place ?? null,
    recList: rec?.list ?? null,
    recPosition: rec?.position ?? null,
  };
}
