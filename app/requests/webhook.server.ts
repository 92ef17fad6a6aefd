import { appContext } from "~/context/context.server";
import { acceptDelivery, type DeliveryOutcome } from "~/features/ingest/accept-delivery.server";
import { env } from "~/process/env.server";
import { log } from "~/process/log.server";
import { logSecurityEvent } from "~/process/security-event";

/** Takes in a webhook, and logs whatever was not stored of it. Nothing but storing happens before the answer. */
export async function acceptWebhook(request: Request): Promise<DeliveryOutcome> {
  const { SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_PREVIOUS } = env();
  const secrets = [SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_PREVIOUS].filter((secret) => secret !== undefined);
  const outcome = await acceptDelivery(appContext, secrets, request);
  if (outcome !== "accepted") {
    const { headers } = request;
    const about = { topic: headers.get("x-shopify-topic"), shop: headers.get("x-shopify-shop-domain") };
    if (outcome === "bad_signature" || outcome === "malformed") logSecurityEvent(log, outcome, about);
    // Topics and shops that are none of ours any more are no cause for alarm.
    else log[outcome === "dropped" ? "debug" : "warn"]({ ...about, outcome }, "webhook not stored");
  }
  return outcome;
}
