import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Delivery } from "~/adapters/db/inbox/inbox.server";
import { findAddressee, storeDelivery } from "~/adapters/db/inbox/inbox.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { DatabaseUnavailable } from "~/adapters/db/connect/unavailable";
import { momentOf } from "~/adapters/shopify/translate/fields";
import { storedBody } from "~/adapters/shopify/webhooks/stored-body";
import { isSignedByShopify } from "~/adapters/shopify/webhooks/webhook-signature.server";
import type { AppContext } from "~/context/context.server";
import { fairPlaces, NoPlace } from "~/process/fair-places";
import { LIFECYCLE_TOPICS, subjectOf } from "./topics";
import { withoutRedacted } from "./without-redacted.server";

/**
 * - `accepted`: stored, now or by an earlier delivery of the same event;
 * - `dropped`: signed, but of no use: an unknown topic or shop;
 * - `unavailable`: not stored; Shopify should send it again.
 */
export type DeliveryOutcome = "accepted" | "dropped" | "bad_signature" | "malformed" | "too_large" | "unavailable";

const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** Shopify waits five seconds; an answer that it should come again is better early. */
const STORE_TIMEOUT_MS = 900;
const TICK_MS = 100;
const MAX_HEADER_LENGTH = 255;
/** As many as there are connections for it, of which a shop in a storm leaves some to the others. */
const places = fairPlaces({ total: 8, perOwner: 6, waitingPerOwner: 500, waitMs: STORE_TIMEOUT_MS });

/**
 * Takes in a webhook: size, signature over the raw bytes, one durable row of the fields something is read from, a note
 * for the worker. What it means is decided later; no session and no call to Shopify is needed.
 */
export async function acceptDelivery(
  openContext: () => Promise<AppContext>,
  secrets: readonly string[],
  request: Request,
): Promise<DeliveryOutcome> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) return "too_large";
  const body = Buffer.from(await request.arrayBuffer());
  if (body.length > MAX_BODY_BYTES) return "too_large";
  if (!isSignedByShopify(body, request.headers.get("x-shopify-hmac-sha256"), secrets)) return "bad_signature";

  const delivery = readDelivery(request.headers, body);
  const domain = request.headers.get("x-shopify-shop-domain")?.toLowerCase();
  if (delivery === null || !domain) return "malformed";
  if (subjectOf(delivery.topic) === null) return "dropped";
  return storeInTime(openContext, domain, { ...delivery, body: storedBody(delivery.topic, body) });
}

function readDelivery(headers: Headers, body: Buffer): Delivery | null {
  const header = (name: string) => headers.get(`x-shopify-${name}`) || null;
  const topic = header("topic")?.toLowerCase() ?? null;
  const webhookId = header("webhook-id");
  const eventId = header("event-id") ?? webhookId ?? createHash("sha256").update(body).digest("hex");
  if (topic === null || body.length === 0 || eventId.length > MAX_HEADER_LENGTH) return null;
  return {
    topic,
    eventId,
    webhookId: (webhookId ?? eventId).slice(0, MAX_HEADER_LENGTH),
    apiVersion: (header("api-version") ?? "").slice(0, MAX_HEADER_LENGTH),
    triggeredAt: momentOf(header("triggered-at") ?? ""),
    body,
  };
}

async function storeInTime(
  openContext: () => Promise<AppContext>,
  domain: string,
  delivery: Delivery,
): Promise<DeliveryOutcome> {
  const done = new AbortController();
  try {
    // A row that is stored after we gave up does no harm: the next delivery of the event finds it.
    return await Promise.race([
      places.use(domain, () => store(openContext, domain, delivery)),
      tooLate(STORE_TIMEOUT_MS, done.signal),
    ]);
  } catch (error) {
    if (error instanceof DatabaseUnavailable || error instanceof NoPlace) return "unavailable";
    throw error;
  } finally {
    done.abort();
  }
}

/**
 * Gives up after `waitMs` in which the process could have gone on: while it calculates, neither an answer of the database
 * nor the clock reaches it, and the clock must not win for that.
 */
async function tooLate(waitMs: number, signal: AbortSignal): Promise<DeliveryOutcome> {
  for (let waitedMs = 0; waitedMs < waitMs && !signal.aborted; waitedMs += TICK_MS) {
    await delay(TICK_MS, undefined, { signal }).catch(() => {});
  }
  return "unavailable";
}

async function store(
  openContext: () => Promise<AppContext>,
  domain: string,
  delivery: Delivery,
): Promise<DeliveryOutcome> {
  const context = await openContext();
  const shop = await findAddressee(context.intake, domain);
  if (shop === null) return "dropped";
  if (shop.uninstalledAt !== null && !LIFECYCLE_TOPICS.includes(delivery.topic)) return "dropped";
  await withShop(context.intake, shop.id, async (tx) => {
    const kept = await withoutRedacted(tx, shop.id, delivery);
    const isNew = kept !== null && (await storeDelivery(tx, shop.id, kept));
    // In the same transaction: a stored event always has a job that will look at it.
    if (isNew) await context.queue.send("drain-shop", { shopId: shop.id }, { tx });
  });
  return "accepted";
}
