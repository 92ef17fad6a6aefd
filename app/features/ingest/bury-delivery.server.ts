import { buryLetters } from "~/adapters/db/inbox/dead-letters.server";
import type { StoredDelivery } from "~/adapters/db/inbox/inbox.server";
import { markDead } from "~/adapters/db/inbox/inbox.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { storedBody } from "~/adapters/shopify/webhooks/stored-body";
import { withoutRedacted } from "./without-redacted.server";

/**
 * Gives a message up, with its reason and what was stored of it. A message about a customer leaves its reason alone:
 * it holds nothing but the id, and that of somebody who may have asked to be forgotten.
 */
export async function buryDelivery(tx: Tx, shopId: string, delivery: StoredDelivery, reason: string): Promise<void> {
  const { topic, eventId } = delivery;
  const isAboutCustomer = topic.startsWith("customers/");
  const kept = isAboutCustomer
    ? null
    : await withoutRedacted(tx, shopId, { ...delivery, body: storedBody(topic, delivery.body) });
  await markDead(tx, shopId, delivery, reason);
  await buryLetters(tx, shopId, [
    { source: "webhook", reference: `${topic} ${eventId}`, reason, payload: kept?.body ?? null },
  ]);
}
