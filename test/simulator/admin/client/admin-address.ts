import type { FrameData } from "../app-page";

/** Where a link of the app to Shopify leads here: admin pages to this admin, the shop's own pages to its storefront. */
export function adminAddress(
  url: string,
  { base, shop, storefront }: Pick<FrameData, "base" | "shop" | "storefront">,
): string {
  const inAdmin = /^shopify:(?:\/\/)?admin(\/.*)?$/i.exec(url);
  if (inAdmin) return base + (inAdmin[1] ?? "");
  const { origin, pathname, search, hash } = new URL(url);
  const rest = pathname + search + hash;
  if (origin === "https://admin.shopify.com") return rest;
  if (origin !== `https://${shop}`) return url;
  if (pathname === "/admin" || pathname.startsWith("/admin/")) return base + rest.slice("/admin".length);
  return new URL(rest, storefront).href;
}
