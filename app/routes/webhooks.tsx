import type { ActionFunctionArgs } from "@remix-run/node";
import { env } from "~/process/env.server";
import { appContext } from "~/context/context.server";
import type { DeliveryOutcome } from "~/features/ingest/accept-delivery.server";
import { acceptDelivery } from "~/features/ingest/accept-delivery.server";
import { logSecurityEvent } from "~/process/security-event";
import { log } from "~/process/log.server";

const STATUS: Record<DeliveryOutcome, number> = {
  accepted: 200,
  dropped: 200,
  bad_signature: 401,
  malformed: 400,
  too_large: 413,
  unavailable: 503,
};

/** Every topic comes here, the compliance topics too. Nothing but storing happens before the answer. */
export async function action({ request }: ActionFunctionArgs) {
  if (request.method !== "POST") return methodNotAllowed();
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
  return new Response(null, { status: STATUS[outcome] });
}

export const loader = methodNotAllowed;

function methodNotAllowed() {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}
