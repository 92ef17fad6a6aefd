import { decimalText } from "../../money/money";
import { gid } from "../../payloads/payloads";
import type { Id } from "../../store/records/values";
import type { ProductRecord, VariantRecord } from "../../store/records/product";
import { utcText } from "../../time/time-text";
import { listConnection } from "../connections";
import type { Source } from "../connections";
import { remembering } from "../context";
import type { ApiContext } from "../context";
import { plain } from "../fields";
import type { Fields } from "../fields";
import { metafieldConnection, metafieldOf } from "./metafields";
import { moneyV2 } from "./money";

export interface ProductSource extends Source {
  readonly record: ProductRecord;
}

export interface VariantSource extends Source {
  readonly record: VariantRecord;
}

export const productSource = (record: ProductRecord): ProductSource => ({ __typename: "Product", record });
export const variantSource = (record: VariantRecord): VariantSource => ({ __typename: "ProductVariant", record });

export function productById(context: ApiContext, id: Id): ProductSource | null {
  return remembering(context, gid("Product", id), () => {
    const record = context.shop.product(id);
    return record === undefined ? null : productSource(record);
  });
}

export function variantById(context: ApiContext, id: Id): VariantSource | null {
  return remembering(context, gid("ProductVariant", id), () => {
    const record = context.shop.variant(id);
    return record === undefined ? null : variantSource(record);
  });
}

const isForSale = ({ inventory }: VariantRecord) => inventory === null || inventory > 0;
const isPublished = ({ status }: ProductRecord) => status === "ACTIVE" || status === "UNLISTED";
const productGid = ({ record }: ProductSource) => gid("Product", record.id);

export const PRODUCT: Fields<ProductSource> = {
  id: productGid,
  legacyResourceId: ({ record }) => String(record.id),
  title: ({ record }) => record.title,
  handle: ({ record }) => record.handle,
  status: ({ record }) => record.status,
  productType: ({ record }) => record.productType,
  vendor: ({ record }) => record.vendor,
  tags: ({ record }) => record.tags,
  createdAt: ({ record }) => utcText(record.createdAt),
  updatedAt: ({ record }) => utcText(record.updatedAt),
  publishedAt: ({ record }) => (isPublished(record) ? utcText(record.createdAt) : null),
  publishedOnCurrentPublication: ({ record }) => isPublished(record),
  onlineStoreUrl: ({ record }, _args, { shop }) =>
    isPublished(record) ? `https://${shop.domain}/products/${record.handle}` : null,
  onlineStorePreviewUrl: ({ record }, _args, { shop }) => `https://${shop.domain}/products/${record.handle}`,
  description: () => "",
  descriptionHtml: () => "",
  isGiftCard: ({ record }) => record.isGiftCard,
  featuredMedia: () => null,
  featuredImage: () => null,
  category: ({ record: { category } }) =>
    category === null
      ? null
      : plain("TaxonomyCategory", {
          id: `gid://shopify/TaxonomyCategory/${category.toLowerCase().replace(/\W+/g, "-")}`,
          name: category.split(" > ").at(-1),
          fullName: category,
        }),
  totalInventory: ({ record }) => record.variants.reduce((total, { inventory }) => total + (inventory ?? 0), 0),
  tracksInventory: ({ record }) => record.variants.some(({ inventory }) => inventory !== null),
  hasOutOfStockVariants: ({ record }) => record.variants.some((variant) => !isForSale(variant)),
  hasOnlyDefaultVariant: ({ record }) => record.variants.length === 1 && record.variants[0]?.title === "Default Title",
  variantsCount: ({ record }) => ({ count: record.variants.length, precision: "EXACT" }),
  variants: ({ record }, args, context) => listConnection(context, record.variants.map(variantSource), args),
  priceRangeV2({ record }, _args, { profile }) {
    const prices = record.variants.map(({ price }) => price);
    return {
      minVariantPrice: moneyV2(Math.min(...prices), profile.currencyCode),
      maxVariantPrice: moneyV2(Math.max(...prices), profile.currencyCode),
    };
  },
  collections: ({ record }, args, context) =>
    listConnection(
      context,
      record.collections.map((title) =>
        plain("Collection", {
          id: gid("Collection", collectionId(title)),
          title,
          handle: title.toLowerCase().replace(/\W+/g, "-"),
        }),
      ),
      args,
    ),
  metafield: (source, args, context) => metafieldOf(context, productGid(source), args),
  metafields: (source, args, context) => metafieldConnection(context, productGid(source), args),
};

/** Collections are known by their title only. */
function collectionId(title: string): Id {
  let hash = 0;
  for (const character of title) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000_007;
  return 400_000_000_000 + hash;
}

export const VARIANT: Fields<VariantSource> = {
  id: ({ record }) => gid("ProductVariant", record.id),
  legacyResourceId: ({ record }) => String(record.id),
  title: ({ record }) => record.title,
  sku: ({ record }) => record.sku,
  barcode: () => null,
  position: ({ record }) => record.position,
  price: ({ record }, _args, { profile }) => decimalText(record.price, profile.currencyCode),
  compareAtPrice: ({ record }, _args, { profile }) =>
    record.compareAtPrice === null ? null : decimalText(record.compareAtPrice, profile.currencyCode),
  availableForSale: ({ record }) => isForSale(record),
  inventoryQuantity: ({ record }) => record.inventory ?? 0,
  inventoryPolicy: () => "DENY",
  taxable: () => true,
  displayName: ({ record }, _args, { shop }) => `${shop.product(record.productId)?.title ?? ""} - ${record.title}`,
  createdAt: ({ record }, _args, { shop }) => utcText(shop.product(record.productId)?.createdAt ?? 0),
  updatedAt: ({ record }, _args, { shop }) => utcText(shop.product(record.productId)?.updatedAt ?? 0),
  product: ({ record }, _args, context) => productById(context, record.productId),
  inventoryItem: ({ record }, _args, { profile }) =>
    plain("InventoryItem", {
      id: gid("InventoryItem", record.id),
      legacyResourceId: String(record.id),
      sku: record.sku,
      tracked: record.inventory !== null,
      requiresShipping: true,
      unitCost: record.unitCost === null ? null : moneyV2(record.unitCost, profile.currencyCode),
    }),
  metafield: ({ record }, args, context) => metafieldOf(context, gid("ProductVariant", record.id), args),
  metafields: ({ record }, args, context) => metafieldConnection(context, gid("ProductVariant", record.id), args),
};
