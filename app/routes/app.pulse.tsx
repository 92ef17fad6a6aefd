import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { loadPulse } from "~/features/page/live/load-pulse.server";
import { forShop } from "~/requests/shop-request.server";

/** Asked by open pages every two seconds: did the numbers change? */
export function loader({ request }: LoaderFunctionArgs) {
  return forShop(request, async ({ context, shopId }) =>
    Response.json(await loadPulse(context, shopId), { headers: { "Cache-Control": "no-store" } }),
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
