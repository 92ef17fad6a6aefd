import type { ActionFunctionArgs } from "@remix-run/node";
import type { DeliveryOutcome } from "~/features/ingest/accept-delivery.server";
import { acceptWebhook } from "~/requests/webhook.server";

const STATUS: Record<DeliveryOutcome, number> = {
  accepted: 200,
  dropped: 200,
  bad_signature: 401,
  malformed: 400,
  too_large: 413,
  unavailable: 503,
};

/** Every topic comes here, the compliance topics too. */
export async function action({ request }: ActionFunctionArgs) {
  if (request.method !== "POST") return methodNotAllowed();
  return new Response(null, { status: STATUS[await acceptWebhook(request)] });
}

export const loader = methodNotAllowed;

function methodNotAllowed() {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}
