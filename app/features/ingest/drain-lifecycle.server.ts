import { anonymiseCustomer } from "~/adapters/db/ledger/apply.server";
import { openRuns, setRunStatus } from "~/adapters/db/inbox/imports.server";
import type { StoredDelivery } from "~/adapters/db/inbox/inbox.server";
import { markDone, pendingDeliveries } from "~/adapters/db/inbox/inbox.server";
import { recordWebPixel } from "~/adapters/db/measurement/measurement-setting.server";
import { eraseMentions, eraseTenantRows, saveDataExport } from "~/adapters/db/shop/personal-data.server";
import { deleteSessionsOfShop } from "~/adapters/db/shop/sessions.server";
import type { Shop } from "~/adapters/db/shop/shops.server";
import { readShopProfile } from "~/adapters/db/shop/profile.server";
import { deleteShop, lockLostShop, recordUninstall } from "~/adapters/db/shop/shops.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { DatabaseUnavailable } from "~/adapters/db/connect/unavailable";
import { OtherShopsBody } from "~/adapters/shopify/webhooks/checkout-owner";
import { faultOf } from "~/adapters/shopify/translate/fields";
import { readShop } from "~/adapters/shopify/read/read-shop.server";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import { readStoredBody } from "~/adapters/shopify/webhooks/stored-body";
import {
  dataRequestPayload,
  redactCustomerPayload,
  redactShopPayload,
  shopPayload,
} from "~/adapters/shopify/webhooks/webhook-payload";
import type { AppContext } from "~/context/context.server";
import { logSecurityEvent } from "~/process/security-event";
import { buryDelivery } from "./bury-delivery.server";
import { LIFECYCLE_TOPICS, subjectOf } from "./topics";
import { redactPending } from "./without-redacted.server";

const BATCH = 50;

/**
 * Works off uninstalls and the privacy duties, each in a transaction of its own, in order of arrival. What destroys
 * something acts only when the signed body names this shop: the header is not signed.
 */
export async function drainLifecycle(context: AppContext, shop: Shop, signal: AbortSignal): Promise<number> {
  let after: StoredDelivery | null = null;
  for (let count = 0; ;) {
    const next: StoredDelivery | null = after;
    const batch: StoredDelivery[] = await withShop(context.db, shop.id, (tx) =>
      pendingDeliveries(tx, shop.id, { limit: BATCH, after: next, topics: { only: LIFECYCLE_TOPICS } }),
    );
    for (const delivery of batch) {
      signal.throwIfAborted();
      const outcome = await workOff(context, shop, delivery);
      context.log.info({ shopId: shop.id, topic: delivery.topic, eventId: delivery.eventId, outcome }, "lifecycle");
      count += 1;
    }
    after = batch.at(-1) ?? null;
    if (after === null || batch.length < BATCH) return count;
  }
}

async function workOff(context: AppContext, shop: Shop, delivery: StoredDelivery): Promise<string> {
  try {
    if (subjectOf(delivery.topic) === "redact_shop") await noticeLostToken(context, shop);
    return await withShop(context.db, shop.id, async (tx) => {
      const outcome = await act(tx, shop, delivery);
      await markDone(tx, shop.id, [delivery], outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof DatabaseUnavailable || (error instanceof ShopifyError && error.isRetryable)) throw error;
    if (error instanceof OtherShopsBody) {
      const { topic, eventId } = delivery;
      logSecurityEvent(context.log, "other_shops_body", { shopId: shop.id, topic, eventId });
    }
    const reason = faultOf(error);
    await withShop(context.db, shop.id, (tx) => buryDelivery(tx, shop.id, delivery, reason));
    return `dead: ${reason}`;
  }
}

/** The message of the uninstall may be late or lost; without it, a token that no longer works tells as much. */
async function noticeLostToken(context: AppContext, shop: Shop): Promise<void> {
  try {
    await readShop(context.shopify.admin(shop.domain));
  } catch (error) {
    if (!(error instanceof ShopifyError) || error.isRetryable) throw error;
  }
}

async function act(tx: Tx, shop: Shop, delivery: StoredDelivery): Promise<string> {
  const payload = readStoredBody(delivery.topic, delivery.body);
  switch (subjectOf(delivery.topic)) {
    case "uninstall": {
      const { id, myshopify_domain: domain } = shopPayload(payload);
      if (id !== shop.id || domain !== shop.domain) throw new OtherShopsBody();
      return uninstall(tx, shop, delivery.triggeredAt ?? delivery.receivedAt);
    }
    case "redact_shop": {
      const { shop_id: id, shop_domain: domain } = redactShopPayload(payload);
      if (id !== shop.id || domain !== shop.domain) throw new OtherShopsBody();
      return redactShop(tx, shop);
    }
    case "redact_customer": {
      const { shop_id: id, customer } = redactCustomerPayload(payload);
      if (id !== shop.id) throw new OtherShopsBody();
      // Customers are known by their id alone: under a mere address nothing is stored.
      if (!customer.id) return "nothing is stored of this person";
      const hasProfile = (await readShopProfile(tx, shop.id)) !== null;
      const personIds = hasProfile ? await anonymiseCustomer(tx, shop.id, customer.id) : [customer.id];
      await eraseMentions(tx, shop.id, personIds);
      await redactPending(tx, shop.id, personIds);
      return "customer redacted";
    }
    case "data_request": {
      const { shop_id: id, customer, data_request: request } = dataRequestPayload(payload);
      if (id !== shop.id) throw new OtherShopsBody();
      if (!customer.id) return "nothing is stored of this person";
      await saveDataExport(tx, shop.id, request.id, customer.id);
      return "export made";
    }
    default:
      throw new Error(`no use for ${delivery.topic} here`);
  }
}

async function uninstall(tx: Tx, shop: Shop, at: Date): Promise<string> {
  if (!(await recordUninstall(tx, shop.id, at))) return "older than the installation";
  await deleteSessionsOfShop(tx, shop.domain);
  await recordWebPixel(tx, shop.id, null);
  for (const run of await openRuns(tx, shop.id)) {
    await setRunStatus(tx, shop.id, run.importId, "failed", "The app was uninstalled.");
  }
  return "uninstalled";
}

async function redactShop(tx: Tx, shop: Shop): Promise<string> {
  if (!(await lockLostShop(tx, shop.id))) return "kept: the app is installed";
  await eraseTenantRows(tx, shop.id);
  await deleteSessionsOfShop(tx, shop.domain);
  await deleteShop(tx, shop.id);
  return "shop erased";
}
