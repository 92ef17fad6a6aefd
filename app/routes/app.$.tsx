import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { authenticated } from "~/requests/shop-request.server";

/** An address of no page: the layout says so and keeps its navigation. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticated(request);
  throw new Response(null, { status: 404 });
}

export const headers: HeadersFunction = (args) => boundary.headers(args);

export default function NoSuchPage() {
  return null;
}
