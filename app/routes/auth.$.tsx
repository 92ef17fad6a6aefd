import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { authenticated } from "~/requests/shop-request.server";

/** Serves the library's own pages, such as the one that fetches a session token. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticated(request);
  return null;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
