import type { ActionFunctionArgs } from "@remix-run/node";
import { acceptEvents } from "~/requests/events.server";

/** The web pixel sends here. The answer is the same whatever becomes of it, so that trying teaches nothing. */
export async function action({ request }: ActionFunctionArgs) {
  if (request.method !== "POST") return nothing();
  return (await acceptEvents(request)) === "done" ? nothing() : nothing(503);
}

export const loader = () => nothing();

function nothing(status = 204) {
  return new Response(null, { status, headers: { "Access-Control-Allow-Origin": "*" } });
}
