import type { Tx } from "~/adapters/db/connect/tenant.server";
import { groupBy } from "~/domain/group-by";
import { keptFrom } from "~/domain/measurement/kept-from";
import { DAY_MS, type EpochMs } from "~/domain/time/shop-time";
import { lockMeasurement } from "./fold-clients.server";

/** How many clients one transaction looks at. */
const CLIENTS_AT_ONCE = 500;

/**
 * Deletes events that are older than the shop keeps them, with their sessions and carts, of the clients after `after` in
 * the order of their hashes. What they added to the rollups stays, and so does which checkouts were completed.
 *
 * @returns the last client looked at, to go on from; null when there is no further one.
 */
export async function forgetOldVisits(tx: Tx, shopId: string, after: Buffer | null): Promise<Buffer | null> {
  const shop = await lockMeasurement(tx, shopId);
  if (shop === null) return null;
  const wanted = await raiseKeptFrom(tx, shopId, shop.now);
  const spans = await spansOfOldClients(tx, shopId, wanted, after);
  const clients = [...groupBy(spans, ({ client }) => client.toString("hex")).values()].flatMap((own) => {
    const [first] = own;
    return first === undefined ? [] : [{ client: first.client, from: keptFrom(own, wanted) }];
  });
  if (clients.length === 0) {
    await tx.query("DELETE FROM stock_day WHERE shop_id = $1 AND day < $2::timestamptz - interval '2 days'", [
      shopId,
      new Date(wanted),
    ]);
    return null;
  }
  const values = [shopId, clients.map(({ client }) => client), clients.map(({ from }) => new Date(from))];
  await forgetBefore(tx, "storefront_event", "at", values);
  await forgetBefore(tx, "storefront_session", "started_at", values);
  await forgetBefore(tx, "cart_episode", "started_at", values);
  await noteSeenClients(
    tx,
    shopId,
    clients.map(({ client }) => client),
  );
  return clients.at(-1)?.client ?? null;
}

/** From now on events before that moment are neither kept nor taken in. */
async function raiseKeptFrom(tx: Tx, shopId: string, now: EpochMs): Promise<EpochMs> {
  const { rows } = await tx.query<{ kept_from: Date }>(
    `UPDATE measurement_setting
     SET kept_from = GREATEST(kept_from, $2::timestamptz - retention_days * interval '24 hours')
     WHERE shop_id = $1 RETURNING kept_from`,
    [shopId, new Date(now)],
  );
  return rows[0]?.kept_from.getTime() ?? now - 400 * DAY_MS;
}

interface ClientSpan {
  readonly client: Buffer;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Sessions and carts of the next clients with a session that ended before the moment. */
async function spansOfOldClients(tx: Tx, shopId: string, wanted: EpochMs, after: Buffer | null): Promise<ClientSpan[]> {
  const { rows } = await tx.query<{ client: Buffer; from: Date; to: Date }>(
    `WITH old AS (
       SELECT DISTINCT client_hash FROM storefront_session
       WHERE shop_id = $1 AND ended_at < $2 AND ($3::bytea IS NULL OR client_hash > $3)
       ORDER BY client_hash LIMIT ${CLIENTS_AT_ONCE}
     )
     SELECT client_hash AS client, started_at AS "from", ended_at AS "to" FROM storefront_session
     WHERE shop_id = $1 AND client_hash IN (SELECT client_hash FROM old)
     UNION ALL
     SELECT client_hash, started_at, last_activity_at FROM cart_episode
     WHERE shop_id = $1 AND client_hash IN (SELECT client_hash FROM old)
     ORDER BY client`,
    [shopId, new Date(wanted), after],
  );
  return rows.map(({ client, from, to }) => ({ client, from: from.getTime(), to: to.getTime() }));
}

async function forgetBefore(tx: Tx, table: string, moment: string, values: unknown[]): Promise<void> {
  await tx.query(
    `DELETE FROM ${table} t USING unnest($2::bytea[], $3::timestamptz[]) AS kept (client, kept_from)
     WHERE t.shop_id = $1 AND t.client_hash = kept.client AND t.${moment} < kept.kept_from`,
    values,
  );
}

/** A client of whom sessions are left was seen before them; one of whom nothing is left is new when it comes again. */
async function noteSeenClients(tx: Tx, shopId: string, clients: readonly Buffer[]): Promise<void> {
  await tx.query(`DELETE FROM seen_client WHERE shop_id = $1 AND client_hash = ANY ($2::bytea[])`, [shopId, clients]);
  await tx.query(
    `INSERT INTO seen_client (shop_id, client_hash)
     SELECT DISTINCT $1::bigint, s.client_hash FROM storefront_session s
     WHERE s.shop_id = $1 AND s.client_hash = ANY ($2::bytea[])
       AND NOT EXISTS (SELECT FROM storefront_session f WHERE f.shop_id = $1 AND f.client_hash = s.client_hash AND f.is_new)`,
    [shopId, clients],
  );
}

/** Takes who the customer was out of all that was measured; sessions and numbers stay. */
export async function forgetVisitors(tx: Tx, shopId: string, customerIds: readonly string[]): Promise<void> {
  for (const table of ["storefront_event", "storefront_session"] as const) {
    await tx.query(`UPDATE ${table} SET customer_id = NULL WHERE shop_id = $1 AND customer_id = ANY ($2::bigint[])`, [
      shopId,
      customerIds,
    ]);
  }
}
