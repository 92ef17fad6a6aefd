import type { Tx } from "~/adapters/db/connect/tenant.server";
import { cartEpisodesOf } from "~/domain/measurement/cart-episodes";
import { eventsByClient } from "~/domain/measurement/client-events";
import { completedCheckout, completingEvents } from "~/domain/measurement/completions";
import { sessionsOf, type Session } from "~/domain/measurement/sessions";
import type { StorefrontEvent } from "~/domain/measurement/storefront-event";
import type { EpochMs } from "~/domain/time/shop-time";
import { readSeenClients, readStorefrontEvents } from "./read-events.server";
import { contributeCarts, contributeSessions } from "./visit-rollups.server";
import { cartChange, deleteVisits, insertCarts, insertSessions, sessionChange } from "./visit-rows.server";

/** How many clients one transaction folds: their events are held in memory. */
const CLIENTS_AT_ONCE = 200;

/**
 * Brings up to `CLIENTS_AT_ONCE` clients with new events into the numbers: what they contributed is taken out where it
 * changed, and what they contribute now is put in. Folds of one shop follow each other; its orders and their lock have
 * nothing to do with it.
 *
 * @returns how many clients were folded; 0 when none waits.
 */
export async function foldClients(tx: Tx, shopId: string): Promise<number> {
  const shop = await lockMeasurement(tx, shopId);
  if (shop === null) return 0;
  const waiting = await takeWaitingClients(tx, shopId);
  if (waiting.length === 0) return 0;
  const clients = await withCheckoutPeers(tx, shopId, waiting);
  const events = await readStorefrontEvents(tx, shopId, clients);
  const byClient = eventsByClient(events, shop.now);
  const told = [...byClient.values()].flat();
  const before = await readCompletedBefore(tx, shopId, told);
  const completing = completingEvents(told, before);
  const seen = await readSeenClients(tx, shopId, clients);
  const each = [...byClient];
  const sessions = each.flatMap(([client, own]) => sessionsOf(own, completing, seen.has(client)));
  const carts = each.flatMap(([, own]) => cartEpisodesOf(own, completing));

  const changedSessions = await sessionChange(tx, shopId, clients, sessions, shop.timeZone);
  await contributeSessions(tx, shopId, changedSessions.gone, -1);
  await deleteVisits(tx, shopId, "storefront_session", changedSessions.gone);
  await insertSessions(tx, shopId, changedSessions.come);
  await contributeSessions(tx, shopId, keysOf(changedSessions.come), 1);

  const changedCarts = await cartChange(tx, shopId, clients, carts, shop.timeZone);
  await contributeCarts(tx, shopId, changedCarts.gone, -1);
  await deleteVisits(tx, shopId, "cart_episode", changedCarts.gone);
  await insertCarts(tx, shopId, changedCarts.come);
  await contributeCarts(tx, shopId, keysOf(changedCarts.come), 1);

  await replaceCompleted(tx, shopId, told, before, sessions);
  await awaitLaterEvents(tx, shopId, events, shop.now);
  await noteFold(tx, shopId, told);
  return clients.length;
}

const keysOf = <Key>(rows: readonly { readonly key: Key }[]) => rows.map(({ key }) => key);

/**
 * Takes the lock of the shop's measured numbers; null when the shop was never measured. The zone and the clock are read
 * under it.
 */
export async function lockMeasurement(
  tx: Tx,
  shopId: string,
): Promise<{ readonly timeZone: string; readonly now: EpochMs } | null> {
  const { rowCount } = await tx.query("SELECT 1 FROM measurement_setting WHERE shop_id = $1 FOR NO KEY UPDATE", [
    shopId,
  ]);
  if (rowCount === 0) return null;
  const { rows } = await tx.query<{ time_zone: string; now: Date }>(
    "SELECT iana_timezone AS time_zone, app_now() AS now FROM shop_profile WHERE shop_id = $1",
    [shopId],
  );
  const [row] = rows;
  return row === undefined ? null : { timeZone: row.time_zone, now: row.now.getTime() };
}

/** Those whose events are being stored at the moment are left to the next fold. */
async function takeWaitingClients(tx: Tx, shopId: string): Promise<Buffer[]> {
  const { rows } = await tx.query<{ client_hash: Buffer }>(
    `DELETE FROM unfolded_client WHERE shop_id = $1 AND client_hash IN (
       SELECT client_hash FROM unfolded_client WHERE shop_id = $1 AND touched_at <= app_now()
       ORDER BY touched_at, client_hash LIMIT ${CLIENTS_AT_ONCE} FOR UPDATE SKIP LOCKED
     ) RETURNING client_hash`,
    [shopId],
  );
  return rows.map(({ client_hash }) => client_hash);
}

/** The clients, and those who reported one of their checkouts too: which of them completed it may be another now. */
async function withCheckoutPeers(tx: Tx, shopId: string, clients: readonly Buffer[]): Promise<Buffer[]> {
  const { rows } = await tx.query<{ client_hash: Buffer }>(
    `SELECT unnest($2::bytea[]) AS client_hash
     UNION
     SELECT peer.client_hash
     FROM storefront_event own
     JOIN storefront_event peer ON peer.shop_id = $1 AND peer.completes = own.completes
     WHERE own.shop_id = $1 AND own.client_hash = ANY ($2::bytea[]) AND own.completes IS NOT NULL`,
    [shopId, clients],
  );
  return rows.map(({ client_hash }) => client_hash);
}

/** Of the checkouts these events complete, those that an event completed which is no longer kept. */
async function readCompletedBefore(tx: Tx, shopId: string, events: readonly StorefrontEvent[]): Promise<Set<string>> {
  const firstTold = new Map<string, EpochMs>();
  for (const event of events) {
    const checkout = completedCheckout(event);
    if (checkout !== null) firstTold.set(checkout, Math.min(event.at, firstTold.get(checkout) ?? event.at));
  }
  if (firstTold.size === 0) return new Set();
  const { rows } = await tx.query<{ checkout: string; completed_at: Date }>(
    "SELECT checkout, completed_at FROM completed_checkout WHERE shop_id = $1 AND checkout = ANY ($2::text[])",
    [shopId, [...firstTold.keys()]],
  );
  const isGone = (row: { checkout: string; completed_at: Date }) =>
    row.completed_at.getTime() < (firstTold.get(row.checkout) ?? 0);
  return new Set(rows.filter(isGone).map(({ checkout }) => checkout));
}

async function replaceCompleted(
  tx: Tx,
  shopId: string,
  told: readonly StorefrontEvent[],
  before: ReadonlySet<string>,
  sessions: readonly Session[],
): Promise<void> {
  const checkouts = new Set(
    told.flatMap((event) => completedCheckout(event) ?? []).filter((each) => !before.has(each)),
  );
  if (checkouts.size === 0) return;
  await tx.query("DELETE FROM completed_checkout WHERE shop_id = $1 AND checkout = ANY ($2::text[])", [
    shopId,
    [...checkouts],
  ]);
  const rows = sessions.flatMap(({ clientId: client, device, source, completed }) =>
    completed.map(({ checkout, at }) => ({ client, device: device ?? "unknown", source, checkout, at })),
  );
  await tx.query(
    `INSERT INTO completed_checkout (shop_id, checkout, client_hash, completed_at, device, source)
     SELECT $1, checkout, decode(client, 'hex'), to_timestamp(at / 1000.0), device, source
     FROM jsonb_to_recordset($2::jsonb) AS told (checkout text, client text, at float8, device text, source text)`,
    [shopId, JSON.stringify(rows)],
  );
}

/** A clock of a visitor may be ahead: such events wait until their moment has come. */
async function awaitLaterEvents(
  tx: Tx,
  shopId: string,
  events: readonly StorefrontEvent[],
  now: EpochMs,
): Promise<void> {
  const later = new Map<string, EpochMs>();
  for (const { clientId, at } of events) {
    if (at > now) later.set(clientId, Math.min(at, later.get(clientId) ?? at));
  }
  if (later.size === 0) return;
  await tx.query(
    `INSERT INTO unfolded_client (shop_id, client_hash, touched_at)
     SELECT $1, decode(client, 'hex'), to_timestamp(at / 1000.0)
     FROM unnest($2::text[], $3::float8[]) AS later (client, at)
     ON CONFLICT DO NOTHING`,
    [shopId, [...later.keys()], [...later.values()]],
  );
}

async function noteFold(tx: Tx, shopId: string, told: readonly StorefrontEvent[]): Promise<void> {
  const newest = told.reduce((latest, { at }) => Math.max(latest, at), 0);
  await tx.query(
    `UPDATE measurement_setting
     SET data_version = data_version + 1, newest_event_at = GREATEST(newest_event_at, to_timestamp($2 / 1000.0))
     WHERE shop_id = $1`,
    [shopId, newest],
  );
}

/** Seconds until a client waits to be folded, 0 when one does already; null when none will. */
export async function secondsToNextFold(tx: Tx, shopId: string): Promise<number | null> {
  const { rows } = await tx.query<{ seconds: number }>(
    `SELECT GREATEST(0, ceil(extract(epoch FROM touched_at - app_now())))::int AS seconds
     FROM unfolded_client WHERE shop_id = $1 ORDER BY touched_at LIMIT 1`,
    [shopId],
  );
  return rows[0]?.seconds ?? null;
}
