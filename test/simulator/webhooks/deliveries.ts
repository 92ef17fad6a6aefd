import { randomUUID } from "node:crypto";
import type { Subscription } from "../app-identity/app-config";
import type { Clock } from "../time/clock";
import type { Database, Row } from "../store/database";
import type { EpochMs } from "../store/records/values";
import { PINNED_API_VERSION } from "../schema/pinned-schema";
import { seededRandom } from "../seeded-random";
import { webhookSignature } from "../app-identity/signatures";
import type { ShopEvent } from "../store/shop-context";
import { onlyFields } from "./include-fields";
import { mayHear } from "./topic-access";

/** What became of one message to one subscription. */
export interface Delivery {
  readonly id: number;
  readonly topic: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly uri: string;
  readonly body: string;
  readonly status: "pending" | "delivered" | "failed" | "dropped";
  readonly attempts: number;
  /** The latest HTTP status, or what went wrong. */
  readonly answer: string | null;
}

export interface DeliveryTroubles {
  /** Nothing is sent while true; messages wait. */
  readonly isPaused: boolean;
  /** How many more times each message is sent after it was delivered. */
  readonly duplicates: number;
  /** Whether those repetitions have webhook ids of their own; the event id stays. */
  readonly isDuplicateRenamed: boolean;
  /** Sends what is due in a random order. */
  readonly isShuffled: boolean;
  /** The share of messages that are lost. */
  readonly dropShare: number;
  readonly seed: number;
}

export interface Deliveries {
  /** Writes down what is to be sent; part of the transaction that made the event. */
  record(event: ShopEvent): void;
  trouble(changes: Partial<DeliveryTroubles>): void;
  all(): Delivery[];
  /** Sends what is due by now. Needed only after a manual clock was moved. */
  pump(): void;
  /**
   * Resolves when nothing is pending any more.
   *
   * @throws {RangeError} when messages wait that nothing will send: the app has no address, or sending is paused.
   */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface DeliverySettings {
  readonly database: Database;
  readonly clock: Clock;
  readonly apiSecret: string;
  readonly subscriptions: () => readonly Subscription[];
  /** `undefined` while the app has no address: messages wait. */
  readonly appUrl: () => string | undefined;
  /** The wait before the first retry; each further one doubles. Shopify's eight fill four hours. */
  readonly firstRetryMs?: number;
}

const RETRIES = 8;
const FOUR_HOURS_MS = 4 * 3_600_000;
const REAL_FIRST_RETRY_MS = Math.round(FOUR_HOURS_MS / (2 ** RETRIES - 1));
const TIMEOUT_MS = 5_000;
const AT_ONCE = 8;
const POLL_MS = 250;
/** How many messages that are over a new start keeps. */
const KEPT = 1_000;

export function deliveries(settings: DeliverySettings): Deliveries {
  const { database, clock, apiSecret, subscriptions, appUrl } = settings;
  const firstRetryMs = settings.firstRetryMs ?? REAL_FIRST_RETRY_MS;
  let troubles: DeliveryTroubles = {
    isPaused: false,
    duplicates: 0,
    isDuplicateRenamed: false,
    isShuffled: false,
    dropShare: 0,
    seed: 1,
  };
  let random = seededRandom(troubles.seed);
  const inFlight = new Map<number, Promise<void>>();
  let waiting: (() => void)[] = [];
  const closing = new AbortController();
  let isClosed = false;
  let isPumpQueued = false;

  function queuePump(): void {
    if (isPumpQueued || isClosed) return;
    isPumpQueued = true;
    setImmediate(() => {
      isPumpQueued = false;
      pump();
    });
  }

  function pump(): void {
    if (isClosed) return;
    const free = AT_ONCE - inFlight.size;
    if (!troubles.isPaused && appUrl() !== undefined && free > 0) {
      for (const row of due(free)) {
        const id = Number(row["id"]);
        inFlight.set(
          id,
          send(row).finally(() => {
            inFlight.delete(id);
            queuePump();
          }),
        );
      }
    }
    if (!hasPending()) {
      for (const resolve of waiting) resolve();
      waiting = [];
    }
  }

  function due(limit: number): Row[] {
    const rows = database
      .all(
        "SELECT * FROM delivery WHERE status = 'pending' AND due_at <= ? ORDER BY due_at, id LIMIT ?",
        clock(),
        troubles.isShuffled ? 500 : limit + inFlight.size,
      )
      .filter((row) => !inFlight.has(Number(row["id"])));
    if (!troubles.isShuffled) return rows.slice(0, limit);
    return rows
      .map((row) => ({ row, place: random() }))
      .sort((a, b) => a.place - b.place)
      .slice(0, limit)
      .map(({ row }) => row);
  }

  function hasPending(): boolean {
    return database.get("SELECT 1 FROM delivery WHERE status = 'pending' LIMIT 1") !== undefined;
  }

  async function send(row: Row): Promise<void> {
    const body = String(row["body"]);
    const target = new URL(String(row["uri"]), appUrl());
    let answer = await attempt(target, row, body);
    for (let extra = 0; extra < troubles.duplicates && answer.isSuccess; extra += 1) {
      const again = troubles.isDuplicateRenamed ? { ...row, webhook_id: randomUUID() } : row;
      answer = await attempt(target, again, body);
    }
    if (isClosed) return;
    const attempts = Number(row["attempts"]) + 1;
    const isOver = attempts > RETRIES;
    const status = answer.isSuccess ? "delivered" : isOver ? "failed" : "pending";
    const nextAt = clock() + firstRetryMs * 2 ** (attempts - 1);
    database.run(
      "UPDATE delivery SET status = ?, attempts = ?, due_at = ?, answer = ? WHERE id = ?",
      status,
      attempts,
      nextAt,
      answer.text,
      row["id"] ?? null,
    );
  }

  async function attempt(target: URL, row: Row, body: string): Promise<{ isSuccess: boolean; text: string }> {
    try {
      const response = await fetch(target, {
        method: "POST",
        redirect: "manual",
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(TIMEOUT_MS)]),
        headers: headersOf(row, body),
        body,
      });
      await response.arrayBuffer();
      return { isSuccess: response.ok, text: String(response.status) };
    } catch (error) {
      return { isSuccess: false, text: String(error) };
    }
  }

  function headersOf(row: Row, body: string): Record<string, string> {
    return webhookHeaders({
      topic: String(row["topic"]),
      shopDomain: String(database.get("SELECT domain FROM shop WHERE id = ?", row["shop_id"] ?? null)?.["domain"]),
      webhookId: String(row["webhook_id"]),
      eventId: String(row["event_id"]),
      triggeredAt: Number(row["triggered_at"]),
      body,
      apiSecret,
    });
  }

  database.run("DELETE FROM delivery WHERE status <> 'pending' AND id < (SELECT max(id) FROM delivery) - ?", KEPT);

  // Retries fall due by the clock, which a test may move; looking often is cheaper than timing each.
  const poll = setInterval(pump, POLL_MS);
  poll.unref();

  return {
    record({ shop, topic, payload, at }) {
      if (!mayHear(shop, topic)) return;
      const eventId = randomUUID();
      for (const subscription of subscriptions()) {
        if (subscription.topic !== topic) continue;
        const isLost = troubles.dropShare > 0 && random() < troubles.dropShare;
        database.run(
          `INSERT INTO delivery (shop_id, topic, webhook_id, event_id, uri, triggered_at, body, status, attempts, due_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
          shop.id,
          topic,
          randomUUID(),
          eventId,
          subscription.uri,
          at,
          JSON.stringify(onlyFields(payload, subscription.includeFields)),
          isLost ? "dropped" : "pending",
          clock(),
        );
      }
      queuePump();
    },
    trouble(changes) {
      troubles = { ...troubles, ...changes };
      if (changes.seed !== undefined) random = seededRandom(changes.seed);
      queuePump();
    },
    all: () => database.all("SELECT * FROM delivery ORDER BY id").map(deliveryOfRow),
    pump,
    async settled() {
      if (!hasPending()) return;
      if (appUrl() === undefined)
        throw new RangeError("messages wait because the app has no address: call setAppUrl()");
      if (troubles.isPaused) throw new RangeError("messages wait because sending is paused");
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        queuePump();
      });
    },
    async close() {
      isClosed = true;
      closing.abort();
      clearInterval(poll);
      await Promise.all(inFlight.values());
      for (const resolve of waiting) resolve();
    },
  };
}

function deliveryOfRow(row: Row): Delivery {
  return {
    id: Number(row["id"]),
    topic: String(row["topic"]),
    webhookId: String(row["webhook_id"]),
    eventId: String(row["event_id"]),
    uri: String(row["uri"]),
    body: String(row["body"]),
    status: String(row["status"]) as Delivery["status"],
    attempts: Number(row["attempts"]),
    answer: row["answer"] === null || row["answer"] === undefined ? null : String(row["answer"]),
  };
}

export interface WebhookFacts {
  readonly topic: string;
  readonly shopDomain: string;
  readonly body: string | Uint8Array;
  readonly apiSecret: string;
  readonly webhookId?: string;
  readonly eventId?: string;
  readonly triggeredAt?: EpochMs;
}

/** The headers of a delivery, signed; tests use it to send what Shopify never would. */
function webhookHeaders(facts: WebhookFacts): Record<string, string> {
  return {
    "content-type": "application/json",
    "user-agent": "Shopify-Captain-Hook",
    "x-shopify-topic": facts.topic,
    "x-shopify-shop-domain": facts.shopDomain,
    "x-shopify-api-version": PINNED_API_VERSION,
    "x-shopify-webhook-id": facts.webhookId ?? randomUUID(),
    "x-shopify-event-id": facts.eventId ?? randomUUID(),
    "x-shopify-triggered-at": new Date(facts.triggeredAt ?? Date.now()).toISOString(),
    "x-shopify-hmac-sha256": webhookSignature(facts.body, facts.apiSecret),
  };
}
