import type { ProductsByIdQuery } from "~/types/admin";
import type { MembershipRow } from "~/adapters/db/recommendations/product-collections.server";
import type { ProductRow, VariantRow } from "~/adapters/db/recommendations/products.server";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import { faultOf, isUnusable } from "~/adapters/shopify/translate/fields";
import { inBatches } from "./in-batches.server";
import { PRODUCT_VARIANTS_PAGE, PRODUCTS_BY_ID } from "~/adapters/shopify/queries/products";
import {
  translateMembership,
  translateProduct,
  translateVariant,
} from "~/adapters/shopify/translate/translate-catalogue";

type ProductNode = Extract<NonNullable<ProductsByIdQuery["nodes"][number]>, { variants: unknown }>;

const PRODUCTS_PER_QUERY = 10;

export interface ProductsRead {
  readonly products: ProductRow[];
  readonly variants: VariantRow[];
  readonly memberships: MembershipRow[];
  readonly missing: string[];
  readonly faults: { readonly productId: string; readonly reason: string }[];
}

/** Reads products with all their variants; webhooks cut long lists of variants short. */
export async function readProducts(
  admin: AdminClient,
  productIds: readonly string[],
  currencyCode: string,
  signal?: AbortSignal,
): Promise<ProductsRead> {
  const read: ProductsRead = { products: [], variants: [], memberships: [], missing: [], faults: [] };
  await inBatches(productIds, PRODUCTS_PER_QUERY, async (batch) => {
    const ids = batch.map((id) => `gid://shopify/Product/${id}`);
    const { nodes } = await admin.query(PRODUCTS_BY_ID, { ids }, { signal });
    for (const [index, productId] of batch.entries()) {
      const node = nodes[index];
      if (!node || !("variants" in node)) {
        read.missing.push(productId);
        continue;
      }
      try {
        const product = translateProduct(node);
        const variants = (await allVariants(admin, node, signal)).map((variant) =>
          translateVariant(variant, productId, currencyCode),
        );
        read.memberships.push(...node.collections.nodes.map((each) => translateMembership(each, productId)));
        read.products.push(product);
        read.variants.push(...variants);
      } catch (error) {
        if (!isUnusable(error)) throw error;
        read.faults.push({ productId, reason: faultOf(error) });
      }
    }
  });
  return read;
}

async function allVariants(admin: AdminClient, product: ProductNode, signal?: AbortSignal) {
  const variants = [...product.variants.nodes];
  let page = product.variants.pageInfo;
  while (page.hasNextPage) {
    const answer = await admin.query(PRODUCT_VARIANTS_PAGE, { id: product.id, after: page.endCursor }, { signal });
    if (!answer.product) throw new RangeError("Shopify stopped showing the product while it was read");
    variants.push(...answer.product.variants.nodes);
    page = answer.product.variants.pageInfo;
  }
  return variants;
}
