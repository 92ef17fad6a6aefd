import type { Delivery } from "~/adapters/db/inbox/inbox.server";
import { markDone, pendingMentions, replaceBody } from "~/adapters/db/inbox/inbox.server";
import { surrogatesOf } from "~/adapters/db/ledger/redaction.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { gidTail } from "~/adapters/shopify/translate/fields";
import { type Payload, readStoredBody } from "~/adapters/shopify/webhooks/stored-body";
import { isShopifyId } from "~/domain/shopify-id";
import { subjectOf } from "./topics";

/**
 * A message as it may be stored: a checkout of a redacted customer goes to the surrogate; null for a message about a
 * redacted customer, of whom there is nothing to know any more.
 */
export async function withoutRedacted<Kind extends Delivery>(
  tx: Tx,
  shopId: string,
  delivery: Kind,
): Promise<Kind | null> {
  const subject = subjectOf(delivery.topic);
  if (subject !== "checkout" && subject !== "customer" && subject !== "merge") return delivery;
  const payload = readable(delivery);
  const named = payload === null ? [] : customersNamed(subject, payload);
  const [surrogate] = named.length === 0 ? [] : (await surrogatesOf(tx, shopId, named)).values();
  if (surrogate === undefined) return delivery;
  if (subject !== "checkout") return null;
  return { ...delivery, body: Buffer.from(JSON.stringify({ ...payload, customer: { id: surrogate } })) };
}

/** Takes customers who were just redacted out of the messages that still wait. */
export async function redactPending(tx: Tx, shopId: string, customerIds: readonly string[]): Promise<void> {
  for (const delivery of await pendingMentions(tx, shopId, customerIds)) {
    const kept = await withoutRedacted(tx, shopId, delivery);
    if (kept === null) await markDone(tx, shopId, [delivery], "the customer was redacted");
    else if (kept !== delivery) await replaceBody(tx, shopId, kept);
  }
}

function readable({ topic, body }: Delivery): Payload | null {
  try {
    return readStoredBody(topic, body);
  } catch {
    // Of a body that could not be read nothing is stored that names anybody.
    return null;
  }
}

/** Ids of the customers a message is about; of a merge the one who goes, for the survivor is asked about. */
function customersNamed(subject: "checkout" | "customer" | "merge", payload: Payload): string[] {
  const { id, admin_graphql_api_id: gid, customer } = payload;
  switch (subject) {
    case "checkout":
      return idsOf([typeof customer === "object" && customer !== null ? (customer as Payload)["id"] : null]);
    case "customer":
      return idsOf([id, gid]);
    case "merge":
      return idsOf([
        payload["admin_graphql_api_customer_deleted_id"],
        payload["admin_graphql_api_id_customer_deleted"],
      ]);
  }
}

function idsOf(values: readonly unknown[]): string[] {
  const ids = values.map((value) => gidTail(String(value)) ?? String(value));
  return ids.filter(isShopifyId);
}
