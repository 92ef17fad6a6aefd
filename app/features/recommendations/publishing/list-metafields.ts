import type { ListKey, SentList } from "~/adapters/db/recommendations/published-lists.server";
import { WHOLE_SHOP } from "~/adapters/db/recommendations/candidates.server";
import type { ListKind } from "~/domain/recommendations/showing/list-kinds";

/** The app's reserved namespace as the Admin API writes it; Shopify resolves it to one per app. */
export const NAMESPACE = "$app";

/** The metafields a list stands in; a cart's list has its weights beside its products. */
export const METAFIELDS: Readonly<Record<ListKind, { readonly products: string; readonly weights?: string }>> = {
  together: { products: "recommendations" },
  similar: { products: "similar" },
  set: { products: "bought_together" },
  cart: { products: "cart_partners", weights: "cart_weights" },
  popular: { products: "popular" },
};

const REFERENCES = "list.product_reference";
const NUMBERS = "list.number_integer";

/** The definitions storefronts read by, as `shopify.app.toml` declares them. */
export const LIST_DEFINITIONS = [
  ...[METAFIELDS.together, METAFIELDS.similar, METAFIELDS.set, METAFIELDS.cart].map(({ products }) => ({
    ownerType: "PRODUCT" as const,
    key: products,
    type: REFERENCES,
  })),
  { ownerType: "PRODUCT", key: "cart_weights", type: NUMBERS },
  { ownerType: "SHOP", key: METAFIELDS.popular.products, type: REFERENCES },
] as const satisfies readonly { ownerType: "PRODUCT" | "SHOP"; key: string; type: string }[];

export const productGid = (productId: string) => `gid://shopify/Product/${productId}`;

/** Tells the lists of a shop apart. */
export const nameOf = ({ productId, list }: ListKey) => `${productId} ${list}`;

/** Who owns the metafields of a list. */
export function ownerGid(shopId: string, productId: string): string {
  return productId === WHOLE_SHOP ? `gid://shopify/Shop/${shopId}` : productGid(productId);
}

export function keysOf(list: ListKind): string[] {
  const { products, weights } = METAFIELDS[list];
  return weights === undefined ? [products] : [products, weights];
}

/** The metafields of a list as Shopify takes them. */
export function metafieldsOf(shopId: string, { productId, list, listedIds, weights }: SentList) {
  const keys = METAFIELDS[list];
  const of = { ownerId: ownerGid(shopId, productId), namespace: NAMESPACE };
  const products = {
    ...of,
    key: keys.products,
    type: REFERENCES,
    value: JSON.stringify(listedIds.map(productGid)),
  };
  return keys.weights === undefined
    ? [products]
    : [products, { ...of, key: keys.weights, type: NUMBERS, value: JSON.stringify(weights) }];
}
