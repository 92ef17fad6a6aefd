import { createHmac } from "node:crypto";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { CUSTOMER_HASH } from "~/adapters/db/sql/customer-hash.server";
import { completedCheckout } from "~/domain/measurement/completions";
import { searchedFor } from "~/domain/measurement/search-text";
import { withoutOwnReferrer } from "~/domain/measurement/sources";
import type { StorefrontEvent } from "~/domain/measurement/storefront-event";
import { ensureMeasurementSetting, readMeasurementSetting } from "./measurement-setting.server";
import { keepSearchWords } from "./search-words.server";
import { noteStockOfToday, stockOf } from "./stock-days.server";

/** Enough of a hash that no two clients of a shop share it. */
const HASH_BYTES = 16;

/** What a client or a search is stored as. Without the shop's key nobody can tell which one it was. */
export function keyedHash(hashKey: Buffer, kind: "client" | "search", text: string): Buffer {
  return createHmac("sha256", hashKey).update(`${kind}:${text}`).digest().subarray(0, HASH_BYTES);
}

/** A customer whose data was erased is named by no event that comes later. */
const IS_REDACTED = `EXISTS (
  SELECT FROM shop_profile p JOIN redacted_customer r ON r.shop_id = p.shop_id
  WHERE p.shop_id = $1 AND r.customer_hash = ${CUSTOMER_HASH('"customerId"')})`;

/** What the event says of the stock of what was looked at, or else what was noted of that day. */
const IN_STOCK = `CASE WHEN name = 'product_viewed' THEN COALESCE("inStock", ${stockOf('sent."variantId"', "to_timestamp(sent.at / 1000.0)")}) END`;

/**
 * Events into the shop's store, whose clients are folded into the numbers later; those it has already change nothing.
 * It takes no lock but those of the rows it writes.
 *
 * @returns how many were new.
 */
export async function storeEvents(tx: Tx, shopId: string, events: readonly StorefrontEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  const { hashKey, keptFrom } =
    (await readMeasurementSetting(tx, shopId)) ?? (await ensureMeasurementSetting(tx, shopId));
  const ownHosts = await readOwnHosts(tx, shopId);
  await noteStockOfToday(tx, shopId);
  const kept = events.filter(({ at }) => keptFrom === null || at >= keptFrom);
  const rows = kept.map((event) => rowOf(withoutOwnReferrer(event, ownHosts), hashKey));
  const { rows: stored } = await tx.query<{ client: Buffer }>(
    `WITH sent AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS sent (id text, client text, at float8, seq int, name text,
         device text, referrer text, "utmSource" text, "utmMedium" text, "utmCampaign" text, path text,
         "customerId" bigint, "productId" bigint, "variantId" bigint, "inStock" boolean, search text, results int,
         "checkoutToken" text, "orderId" bigint, alert text, "recPlace" text, "recList" text, "recPosition" int,
         completes text)
     )
     INSERT INTO storefront_event (shop_id, event_id, client_hash, at, seq, name, device, referrer, utm_source,
       utm_medium, utm_campaign, path, customer_id, product_id, variant_id, in_stock, query_hash, results,
       checkout_token, order_id, alert, rec_place, rec_list, rec_position, completes)
     SELECT $1, id, decode(client, 'hex'), to_timestamp(at / 1000.0), seq, name, device, referrer, "utmSource",
       "utmMedium", "utmCampaign", path, CASE WHEN NOT ${IS_REDACTED} THEN "customerId" END, "productId", "variantId", ${IN_STOCK}, decode(search, 'hex'),
       results, "checkoutToken", "orderId", alert, "recPlace", "recList", "recPosition", completes
     FROM sent ORDER BY id
     ON CONFLICT DO NOTHING
     RETURNING client_hash AS client`,
    [shopId, JSON.stringify(rows)],
  );
  if (stored.length === 0) return 0;
  await awaitFolding(
    tx,
    shopId,
    stored.map(({ client }) => client),
  );
  await keepSearchWords(tx, shopId, searchesIn(kept, hashKey));
  return stored.length;
}

/**
 * Notes clients that have to be folded. A note that is there already is written all the same: a fold that is about to
 * take it waits for these events, or leaves the note to the next one.
 */
export async function awaitFolding(tx: Tx, shopId: string, clients: readonly Buffer[]): Promise<void> {
  await tx.query(
    `INSERT INTO unfolded_client AS u (shop_id, client_hash)
     SELECT DISTINCT $1::bigint, client FROM unnest($2::bytea[]) AS client ORDER BY client
     ON CONFLICT (shop_id, client_hash) DO UPDATE SET touched_at = LEAST(u.touched_at, EXCLUDED.touched_at)`,
    [shopId, clients],
  );
}

/** The hosts that are the shop itself: who comes from there comes from nowhere else. */
async function readOwnHosts(tx: Tx, shopId: string): Promise<string[]> {
  const { rows } = await tx.query<{ domain: string }>("SELECT domain FROM shop WHERE id = $1", [shopId]);
  return rows.map(({ domain }) => domain);
}

/** What was searched for, by its hash. */
function searchesIn(events: readonly StorefrontEvent[], hashKey: Buffer): Map<string, string> {
  const texts = events.flatMap(({ query }) => (query === null ? [] : [searchedFor(query)]));
  return new Map(texts.map((text) => [keyedHash(hashKey, "search", text).toString("hex"), text]));
}

function rowOf(event: StorefrontEvent, hashKey: Buffer) {
  const { clientId, query, rec, ...rest } = event;
  return {
    ...rest,
    client: keyedHash(hashKey, "client", clientId).toString("hex"),
    search: query === null ? null : keyedHash(hashKey, "search", searchedFor(query)).toString("hex"),
    recPlace: rec?.place ?? null,
    recList: rec?.list ?? null,
    recPosition: rec?.position ?? null,
    completes: completedCheckout(event),
  };
}
