import { copyThrough } from "~/adapters/db/connect/copy-rows.server";
import type { Tx } from "~/adapters/db/connect/tenant.server";
import { dropMemberships } from "./product-collections.server";

export interface ProductRow {
  readonly productId: string;
  readonly title: string;
  readonly handle: string;
  readonly status: string;
  readonly isGiftCard: boolean;
  readonly productType: string | null;
  /** Shopify's own taxonomy, from the widest word down: "Food > Beverages > Coffee". */
  readonly category: string | null;
  readonly vendor: string | null;
  readonly tags: readonly string[];
  readonly isPublished: boolean;
  readonly imageUrl: string | null;
  readonly updatedAt: Date;
}

export interface VariantRow {
  readonly productId: string;
  readonly variantId: string;
  readonly title: string;
  readonly price: number;
  readonly sku: string | null;
  readonly isAvailable: boolean;
}

const PRODUCT_COLUMNS = [
  "shop_id",
  "product_id",
  "title",
  "handle",
  "status",
  "is_gift_card",
  "product_type",
  "category",
  "vendor",
  "tags",
  "is_published",
  "has_stock",
  "image_url",
  "updated_at",
] as const;

const VARIANT_COLUMNS = ["shop_id", "product_id", "variant_id", "title", "price", "sku", "is_available"] as const;

/** Writes products and variants as Shopify has them; a product that is stored newer stays. */
export async function upsertProducts(
  tx: Tx,
  shopId: string,
  products: readonly ProductRow[],
  variants: readonly VariantRow[],
): Promise<void> {
  if (products.length > 0) {
    const newest = new Map(products.map((product) => [product.productId, product]));
    await copyThrough(
      tx,
      "product",
      PRODUCT_COLUMNS,
      [...newest.values()].map((product) => [
        shopId,
        product.productId,
        product.title,
        product.handle,
        product.status,
        product.isGiftCard,
        product.productType,
        product.category,
        product.vendor,
        product.tags,
        product.isPublished,
        false,
        product.imageUrl,
        product.updatedAt,
      ]),
      {
        text: `INSERT INTO product (${PRODUCT_COLUMNS.join(", ")}) SELECT ${PRODUCT_COLUMNS.join(", ")} FROM incoming_product
               ON CONFLICT (shop_id, product_id) DO UPDATE SET title = EXCLUDED.title, handle = EXCLUDED.handle,
                 status = EXCLUDED.status, is_gift_card = EXCLUDED.is_gift_card,
                 product_type = EXCLUDED.product_type, category = EXCLUDED.category, vendor = EXCLUDED.vendor,
                 tags = EXCLUDED.tags, is_published = EXCLUDED.is_published, image_url = EXCLUDED.image_url,
                 updated_at = EXCLUDED.updated_at
               WHERE product.updated_at <= EXCLUDED.updated_at`,
        values: [],
      },
    );
  }
  if (variants.length > 0) {
    const newest = new Map(variants.map((variant) => [variant.variantId, variant]));
    await copyThrough(
      tx,
      "product_variant",
      VARIANT_COLUMNS,
      [...newest.values()].map((variant) => [
        shopId,
        variant.productId,
        variant.variantId,
        variant.title,
        variant.price,
        variant.sku,
        variant.isAvailable,
      ]),
      {
        text: `INSERT INTO product_variant (${VARIANT_COLUMNS.join(", ")})
               SELECT ${VARIANT_COLUMNS.join(", ")} FROM incoming_product_variant
               ON CONFLICT (shop_id, product_id, variant_id) DO UPDATE SET title = EXCLUDED.title,
                 price = EXCLUDED.price, sku = EXCLUDED.sku, is_available = EXCLUDED.is_available`,
        values: [],
      },
    );
  }
  // A file may bring a product and its variants far apart, so stock and prices are read from what is stored by now.
  await tx.query(
    `UPDATE product SET has_stock = stocked, lowest_price = lowest, highest_price = highest
     FROM (SELECT product_id AS id, bool_or(is_available) AS stocked,
                  min(price) FILTER (WHERE price > 0) AS lowest, max(price) FILTER (WHERE price > 0) AS highest
           FROM product_variant WHERE shop_id = $1 AND product_id = ANY($2) GROUP BY product_id) variants
     WHERE shop_id = $1 AND product_id = id
       AND (has_stock, lowest_price, highest_price) IS DISTINCT FROM (stocked, lowest, highest)`,
    [shopId, [...new Set([...products, ...variants].map(({ productId }) => productId))]],
  );
}

/** Removes the variants of products that are not among those Shopify has now. */
export async function dropOtherVariants(
  tx: Tx,
  shopId: string,
  productIds: readonly string[],
  variantIds: readonly string[],
): Promise<void> {
  await tx.query(
    "DELETE FROM product_variant WHERE shop_id = $1 AND product_id = ANY($2) AND NOT variant_id = ANY($3)",
    [shopId, productIds, variantIds],
  );
}

export async function deleteProducts(tx: Tx, shopId: string, productIds: readonly string[]): Promise<void> {
  await dropMemberships(tx, shopId, productIds);
  await tx.query("DELETE FROM product_variant WHERE shop_id = $1 AND product_id = ANY($2)", [shopId, productIds]);
  await tx.query("DELETE FROM product WHERE shop_id = $1 AND product_id = ANY($2)", [shopId, productIds]);
}
