import type { Database } from "~/adapters/db/connect/client.server";
import { withDirectory, type Tx } from "~/adapters/db/connect/tenant.server";

/** A webhook, with what is kept of its body. */
export interface Delivery {
  readonly topic: string;
  readonly eventId: string;
  readonly webhookId: string;
  readonly apiVersion: string;
  readonly triggeredAt: Date | null;
  readonly body: Buffer;
}

export interface StoredDelivery extends Delivery {
  readonly receivedAt: Date;
  readonly attempts: number;
}

type DeliveryKey = Pick<Delivery, "topic" | "eventId">;

/** The shop a delivery is for, read the shortest way: every webhook is taken in through here. */
export async function findAddressee(
  db: Database,
  domain: string,
): Promise<{ readonly id: string; readonly uninstalledAt: Date | null } | null> {
  return withDirectory(db, async (tx) => {
    const { rows } = await tx.query<{ id: string; uninstalledAt: Date | null }>(
      `SELECT id, uninstalled_at AS "uninstalledAt" FROM shop WHERE domain = $1`,
      [domain],
    );
    return rows[0] ?? null;
  });
}

/** Stores a delivery; false when this event is there already. */
export async function storeDelivery(tx: Tx, shopId: string, delivery: Delivery): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO webhook_inbox (shop_id, topic, event_id, webhook_id, api_version, triggered_at, body)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [
      shopId,
      delivery.topic,
      delivery.eventId,
      delivery.webhookId,
      delivery.apiVersion,
      delivery.triggeredAt,
      delivery.body,
    ],
  );
  return rowCount === 1;
}

/** The next deliveries to work on, oldest first, after a given one; `isFirst` topics only, or all others. */
export async function pendingDeliveries(
  tx: Tx,
  shopId: string,
  {
    limit,
    after,
    topics,
  }: {
    limit: number;
    after: StoredDelivery | null;
    topics: { readonly only: readonly string[] } | { readonly not: readonly string[] };
  },
): Promise<StoredDelivery[]> {
  const { rows } = await tx.query<StoredDelivery>(
    `SELECT topic, event_id AS "eventId", webhook_id AS "webhookId", api_version AS "apiVersion",
            triggered_at AS "triggeredAt", received_at AS "receivedAt", body, attempts
     FROM webhook_inbox
     WHERE shop_id = $1 AND status = 'pending' AND (topic = ANY($2)) = $3
       AND ($4::timestamptz IS NULL OR (received_at, topic, event_id) > ($4, $5, $6))
     ORDER BY received_at, topic, event_id
     LIMIT $7`,
    [
      shopId,
      "only" in topics ? topics.only : topics.not,
      "only" in topics,
      after?.receivedAt ?? null,
      after?.topic ?? null,
      after?.eventId ?? null,
      limit,
    ],
  );
  return rows;
}

const keys = (deliveries: readonly DeliveryKey[]) => [
  deliveries.map(({ topic }) => topic),
  deliveries.map(({ eventId }) => eventId),
];

const AMONG = "(topic, event_id) IN (SELECT * FROM unnest($2::text[], $3::text[]))";

/** Messages that wait and in whose bodies one of `ids` stands. */
export async function pendingMentions(tx: Tx, shopId: string, ids: readonly string[]): Promise<Delivery[]> {
  const { rows } = await tx.query<Delivery>(
    `SELECT topic, event_id AS "eventId", webhook_id AS "webhookId", api_version AS "apiVersion",
            triggered_at AS "triggeredAt", body
     FROM webhook_inbox
     WHERE shop_id = $1 AND status = 'pending'
       AND EXISTS (SELECT FROM unnest($2::bytea[]) needle WHERE position(needle IN body) > 0)`,
    [shopId, ids.map((id) => Buffer.from(id))],
  );
  return rows;
}

export async function replaceBody(tx: Tx, shopId: string, { topic, eventId, body }: Delivery): Promise<void> {
  await tx.query("UPDATE webhook_inbox SET body = $4 WHERE shop_id = $1 AND topic = $2 AND event_id = $3", [
    shopId,
    topic,
    eventId,
    body,
  ]);
}

/** Notes deliveries as applied. Their bodies are not needed any more, and may name people, so they go. */
export async function markDone(
  tx: Tx,
  shopId: string,
  deliveries: readonly DeliveryKey[],
  reason: string | null = null,
): Promise<void> {
  if (deliveries.length === 0) return;
  await tx.query(
    `UPDATE webhook_inbox SET status = 'done', processed_at = app_now(), reason = $4, body = ''
     WHERE shop_id = $1 AND status = 'pending' AND ${AMONG}`,
    [shopId, ...keys(deliveries), reason],
  );
}

/** Leaves deliveries for a later attempt. */
export async function countAttempt(tx: Tx, shopId: string, deliveries: readonly DeliveryKey[]): Promise<void> {
  if (deliveries.length === 0) return;
  await tx.query(`UPDATE webhook_inbox SET attempts = attempts + 1 WHERE shop_id = $1 AND ${AMONG}`, [
    shopId,
    ...keys(deliveries),
  ]);
}

/** Notes a delivery as of no use; what is kept of it stands in its dead letter. */
export async function markDead(tx: Tx, shopId: string, delivery: DeliveryKey, reason: string): Promise<void> {
  await tx.query(
    `UPDATE webhook_inbox SET status = 'dead', processed_at = app_now(), reason = $4, body = ''
     WHERE shop_id = $1 AND topic = $2 AND event_id = $3`,
    [shopId, delivery.topic, delivery.eventId, reason],
  );
}

/** How many messages under `topics` wait, and since when; null when none does. */
export async function pendingSince(
  tx: Tx,
  shopId: string,
  topics: readonly string[],
): Promise<{ count: number; oldest: Date } | null> {
  const { rows } = await tx.query<{ count: number; oldest: Date | null }>(
    `SELECT count(*)::int AS count, min(LEAST(triggered_at, received_at)) AS oldest FROM webhook_inbox
     WHERE shop_id = $1 AND status = 'pending' AND topic = ANY($2)`,
    [shopId, topics],
  );
  const [row] = rows;
  return row?.oldest ? { count: row.count, oldest: row.oldest } : null;
}

/** Notes everything under `topics` as applied that was triggered at or after one moment and received until another. */
export async function markDoneBetween(
  tx: Tx,
  shopId: string,
  topics: readonly string[],
  triggeredFrom: Date,
  receivedUntil: Date,
): Promise<void> {
  await tx.query(
    `UPDATE webhook_inbox SET status = 'done', processed_at = app_now(), body = ''
     WHERE shop_id = $1 AND status = 'pending' AND topic = ANY($2)
       AND LEAST(triggered_at, received_at) >= $3 AND received_at <= $4`,
    [shopId, topics, triggeredFrom, receivedUntil],
  );
}

export async function countPending(tx: Tx, shopId: string, notUnder: readonly string[] = []): Promise<number> {
  const { rows } = await tx.query<{ count: string }>(
    "SELECT count(*) FROM webhook_inbox WHERE shop_id = $1 AND status = 'pending' AND NOT topic = ANY($2)",
    [shopId, notUnder],
  );
  return Number(rows[0]?.count ?? 0);
}

/** Days a processed delivery is remembered: far longer than Shopify repeats one. */
const RETENTION_DAYS = 30;

export async function pruneInbox(tx: Tx, shopId: string): Promise<void> {
  await tx.query(
    `DELETE FROM webhook_inbox WHERE shop_id = $1 AND status <> 'pending' AND received_at < app_now() - make_interval(days => $2)`,
    [shopId, RETENTION_DAYS],
  );
  await tx.query("DELETE FROM dead_letter WHERE shop_id = $1 AND created_at < app_now() - make_interval(days => $2)", [
    shopId,
    RETENTION_DAYS,
  ]);
}
