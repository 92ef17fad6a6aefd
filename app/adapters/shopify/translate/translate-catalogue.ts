import { z } from "zod";
import { roundMoney } from "~/domain/money";
import type { MembershipRow } from "~/adapters/db/recommendations/product-collections.server";
import type { ProductRow, VariantRow } from "~/adapters/db/recommendations/products.server";
import { gidOf, instant, text } from "./fields";

const productNode = z.object({
  id: gidOf("Product"),
  title: text,
  handle: text,
  status: z.string(),
  isGiftCard: z.boolean(),
  productType: text.nullish(),
  category: z.object({ fullName: text }).nullish(),
  vendor: text.nullish(),
  tags: z.array(text),
  publishedAt: instant.nullish(),
  updatedAt: instant,
  featuredMedia: z.object({ preview: z.object({ image: z.object({ url: text }).nullish() }).nullish() }).nullish(),
});

/** @throws {Error} saying what is wrong with the node. */
export function translateProduct(value: unknown): ProductRow {
  const node = productNode.parse(value);
  return {
    productId: node.id,
    title: node.title,
    handle: node.handle,
    status: node.status,
    isGiftCard: node.isGiftCard,
    productType: node.productType || null,
    category: node.category?.fullName || null,
    vendor: node.vendor || null,
    tags: node.tags,
    // An unlisted product can be bought by whoever knows its address, but stands in no list.
    isPublished: node.status === "ACTIVE" && Boolean(node.publishedAt),
    imageUrl: node.featuredMedia?.preview?.image?.url ?? null,
    updatedAt: node.updatedAt,
  };
}

const collectionNode = z.object({ id: gidOf("Collection") });

export function translateMembership(value: unknown, productId: string): MembershipRow {
  return { productId, collectionId: collectionNode.parse(value).id };
}

const variantNode = z.object({
  id: gidOf("ProductVariant"),
  title: text,
  price: z.string(),
  sku: text.nullish(),
  availableForSale: z.boolean(),
});

export function translateVariant(value: unknown, productId: string, currencyCode: string): VariantRow {
  const node = variantNode.parse(value);
  return {
    productId,
    variantId: node.id,
    title: node.title,
    price: roundMoney(node.price, currencyCode),
    sku: node.sku || null,
    isAvailable: node.availableForSale,
  };
}
