import { isShopifyId } from "~/domain/shopify-id";

/** The product whose lists an address asks for; null for all products. */
export function productIn(params: URLSearchParams): string | null {
  const id = params.get("product");
  return isShopifyId(id) ? id : null;
}
