import { isShopifyId } from "~/domain/shopify-id";

const LONGEST_SEARCH = 100;

/** What an address of the page looks for among the products; empty for all. */
export function recommendationSearch(params: URLSearchParams): string {
  return (params.get("q") ?? "").trim().slice(0, LONGEST_SEARCH);
}

/** The product whose lists an address asks for; null for all products. */
export function productIn(params: URLSearchParams): string | null {
  const id = params.get("product");
  return isShopifyId(id) ? id : null;
}
