import type { Tx } from "~/adapters/db/connect/tenant.server";
import type { Device, EventName, StorefrontEvent } from "~/domain/measurement/storefront-event";

interface EventRow {
  readonly event_id: string;
  readonly client: string;
  readonly at: Date;
  readonly seq: number;
  readonly name: EventName;
  readonly device: Device | null;
  readonly referrer: string | null;
  readonly utm_source: string | null;
  readonly utm_medium: string | null;
  readonly utm_campaign: string | null;
  readonly path: string | null;
  readonly customer_id: string | null;
  readonly product_id: string | null;
  readonly variant_id: string | null;
  readonly in_stock: boolean | null;
  readonly query: string | null;
  readonly results: number | null;
  readonly checkout_token: string | null;
  readonly order_id: string | null;
  readonly alert: string | null;
  readonly rec_place: string | null;
  readonly rec_list: string | null;
  readonly rec_position: number | null;
}

/**
 * Stored events, of some clients or of all; a client and a search are named by their hash in hexadecimal digits, a
 * customer by whom they were merged into.
 */
export async function readStorefrontEvents(
  tx: Tx,
  shopId: string,
  clients: readonly Buffer[] | null = null,
): Promise<StorefrontEvent[]> {
  const { rows } = await tx.query<EventRow>(
    `SELECT e.event_id, encode(e.client_hash, 'hex') AS client, e.at, e.seq, e.name, e.device, e.referrer, e.utm_source,
            e.utm_medium, e.utm_campaign, e.path, COALESCE(c.merged_into, e.customer_id) AS customer_id, e.product_id,
            e.variant_id, e.in_stock, encode(e.query_hash, 'hex') AS query, e.results, e.checkout_token, e.order_id,
            e.alert, e.rec_place, e.rec_list, e.rec_position
     FROM storefront_event e
     LEFT JOIN customer c ON c.shop_id = $1 AND c.customer_id = e.customer_id
     WHERE e.shop_id = $1 AND ($2::bytea[] IS NULL OR e.client_hash = ANY ($2))`,
    [shopId, clients],
  );
  return rows.map(eventFrom);
}

/** Clients whose earliest sessions are no longer kept, of some clients or of all. */
export async function readSeenClients(
  tx: Tx,
  shopId: string,
  clients: readonly Buffer[] | null = null,
): Promise<Set<string>> {
  const { rows } = await tx.query<{ client: string }>(
    `SELECT encode(client_hash, 'hex') AS client FROM seen_client
     WHERE shop_id = $1 AND ($2::bytea[] IS NULL OR client_hash = ANY ($2))`,
    [shopId, clients],
  );
  return new Set(rows.map(({ client }) => client));
}

function eventFrom(row: EventRow): StorefrontEvent {
  return {
    id: row.event_id,
    clientId: row.client,
    at: row.at.getTime(),
    seq: row.seq,
    name: row.name,
    device: row.device,
    referrer: row.referrer,
    utmSource: row.utm_source,
    utmMedium: row.utm_medium,
    utmCampaign: row.utm_campaign,
    path: row.path,
    customerId: row.customer_id,
    productId: row.product_id,
    variantId: row.variant_id,
    inStock: row.in_stock,
    query: row.query,
    results: row.results,
    checkoutToken: row.checkout_token,
    orderId: row.order_id,
    alert: row.alert,
    rec:
      row.rec_place === null || row.rec_list === null
        ? null
        : { place: row.rec_place, list: row.rec_list, position: row.rec_position },
  };
}
