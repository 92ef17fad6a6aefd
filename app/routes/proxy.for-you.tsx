import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerForYou } from "~/requests/for-you.server";
import { orUnavailable } from "~/requests/or-unavailable.server";

const REFUSALS = { not_from_shopify: 400, too_many: 429 } as const;

/** Shopify passes a storefront's question on here, signed, with the customer who is logged in. */
export async function loader({ request }: LoaderFunctionArgs) {
  const answer = await orUnavailable(() => answerForYou(request));
  if (typeof answer === "string") return new Response(null, { status: REFUSALS[answer] });
  return Response.json({ products: answer.products });
}
