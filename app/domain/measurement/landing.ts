import type { StorefrontEvent } from "./storefront-event";

/** What kind of page a session began on. */
export type Landing = "home" | "product" | "collection" | "search" | "cart" | "checkout" | "page" | "other" | "unknown";

/** First folder of a path, after its language, and the kind of page that lies there. */
const FOLDERS: Readonly<Record<string, Landing>> = {
  "": "home",
  products: "product",
  collections: "collection",
  search: "search",
  cart: "cart",
  checkouts: "checkout",
  checkout: "checkout",
  pages: "page",
  blogs: "page",
  policies: "page",
};

/** The kind of page an event happened on, by its path or else by what it is. */
export function landingOf({ path, name }: StorefrontEvent): Landing {
  if (path === null) return landingOfName(name);
  const [folder = "", , third] = path
    .replace(/^\/[a-z]{2}(-[a-z]{2,4})?(?=\/|$)/i, "")
    .split("/")
    .slice(1);
  // A product within a collection is looked at as a product.
  if (folder === "collections" && third === "products") return "product";
  return FOLDERS[folder] ?? "other";
}

function landingOfName(name: StorefrontEvent["name"]): Landing {
  if (name === "product_viewed") return "product";
  if (name === "collection_viewed") return "collection";
  if (name === "search_submitted") return "search";
  if (name === "cart_viewed") return "cart";
  return name.startsWith("checkout_") || name === "payment_info_submitted" ? "checkout" : "unknown";
}
