import type { Tx } from "~/adapters/db/connect/tenant.server";
import { addMemberships, dropMemberships } from "~/adapters/db/recommendations/product-collections.server";
import { dropOtherVariants, upsertProducts } from "~/adapters/db/recommendations/products.server";
import type { ProductsRead } from "~/adapters/shopify/read/read-catalogue.server";

/** Stores products as Shopify has just shown them, with the variants and collections they have and no others. */
export async function storeProductsRead(
  tx: Tx,
  shopId: string,
  { products, variants, memberships }: Pick<ProductsRead, "products" | "variants" | "memberships">,
): Promise<void> {
  const productIds = products.map(({ productId }) => productId);
  // First, for a product's stock is that of the variants it still has.
  await dropOtherVariants(
    tx,
    shopId,
    productIds,
    variants.map(({ variantId }) => variantId),
  );
  await dropMemberships(tx, shopId, productIds);
  await upsertProducts(tx, shopId, products, variants);
  await addMemberships(tx, shopId, memberships);
}
