import { storeName, type AdminContext } from "./admin-context";

/** The address Shopify's admin gives the app's frame: the page asked for, who asks, and a token to prove it. */
export async function frameUrl(
  context: Pick<AdminContext, "appUrl" | "sessionToken">,
  shopDomain: string,
  path: string,
  query: URLSearchParams,
): Promise<string> {
  const url = new URL(context.appUrl);
  url.pathname = path === "" ? "/" : path;
  for (const [name, value] of query) url.searchParams.append(name, value);
  const ours = {
    embedded: "1",
    host: Buffer.from(`admin.shopify.com/store/${storeName(shopDomain)}`).toString("base64url"),
    id_token: await context.sessionToken(shopDomain),
    locale: "en",
    shop: shopDomain,
  };
  for (const [name, value] of Object.entries(ours)) url.searchParams.set(name, value);
  return url.href;
}
