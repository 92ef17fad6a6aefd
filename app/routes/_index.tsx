import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** Shopify opens the app at its bare address; its parameters must reach the page that authenticates. */
export function loader({ request }: LoaderFunctionArgs) {
  const { search } = new URL(request.url);
  return redirect(`/app${search}`);
}
