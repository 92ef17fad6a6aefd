import type { Database, Row } from "../database";
import { documentOf, writeRecord } from "./columns";
import type { EpochMs, Id, Minor } from "./values";

export type ProductStatus = "ACTIVE" | "DRAFT" | "ARCHIVED" | "UNLISTED";

export interface VariantRecord {
  readonly id: Id;
  readonly productId: Id;
  readonly title: string;
  readonly price: Minor;
  /** What it costs otherwise; themes strike it through when it is above the price. */
  readonly compareAtPrice: Minor | null;
  readonly sku: string | null;
  /** Null: stock is not tracked, so it never sells out. */
  readonly inventory: number | null;
  readonly unitCost: Minor | null;
  /** 1-based */
  readonly position: number;
  /** Where law asks for a price by measure. */
  readonly unitPriceMeasurement?: UnitPriceMeasurement;
}

/** What a variant holds, and the measure its unit price is for: 250 g at a price for 100 g. */
export interface UnitPriceMeasurement {
  readonly quantityValue: number;
  readonly quantityUnit: string;
  readonly referenceValue: number;
  readonly referenceUnit: string;
}

/** A way to subscribe; its price is that of the variant less this share. */
export interface SellingPlan {
  readonly name: string;
  readonly percentOff: number;
}

export interface ProductRecord {
  readonly id: Id;
  readonly title: string;
  readonly handle: string;
  readonly productType: string;
  /** Of Shopify's taxonomy, in full; null when the merchant chose none. */
  readonly category: string | null;
  readonly vendor: string;
  readonly collections: readonly string[];
  readonly tags: readonly string[];
  readonly status: ProductStatus;
  readonly isGiftCard: boolean;
  readonly sellingPlans?: readonly SellingPlan[];
  /** Sold by subscription only. */
  readonly requiresSellingPlan?: boolean;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  readonly variants: readonly VariantRecord[];
}

export function variantOfRow(row: Row): VariantRecord {
  return {
    id: Number(row["id"]),
    productId: Number(row["product_id"]),
    position: Number(row["position"]),
    // Variants kept by an older simulator have none.
    compareAtPrice: null,
    ...documentOf(row),
  } as VariantRecord;
}

export function writeVariant(database: Database, shopId: Id, variant: VariantRecord): void {
  const { id, productId, position, ...rest } = variant;
  const columns = { shop_id: shopId, id, product_id: productId, position };
  writeRecord(database, "variant", columns, ["position"], rest);
}

export function productOfRow(row: Row, variants: readonly VariantRecord[]): ProductRecord {
  return {
    id: Number(row["id"]),
    handle: String(row["handle"]),
    status: String(row["status"]),
    createdAt: Number(row["created_at"]),
    updatedAt: Number(row["updated_at"]),
    // Products kept by an older simulator have none.
    category: null,
    ...documentOf(row),
    variants,
  } as ProductRecord;
}

/** Without its variants. */
export function writeProduct(database: Database, shopId: Id, product: ProductRecord): void {
  const { id, handle, status, createdAt, updatedAt, variants: _, ...rest } = product;
  const columns = { shop_id: shopId, id, handle, status, created_at: createdAt, updated_at: updatedAt };
  writeRecord(database, "product", columns, ["handle", "status", "updated_at"], rest);
}
