import { gid, productPayload } from "../payloads/payloads";
import { existingProduct, existingVariant, findProduct, findVariant, variantsOf, type PageOfIds } from "./find-records";
import {
  productOfRow,
  writeProduct,
  writeVariant,
  type ProductRecord,
  type ProductStatus,
  type SellingPlan,
  type UnitPriceMeasurement,
  type VariantRecord,
} from "./records/product";
import type { Id, Minor } from "./records/values";
import type { ShopContext } from "./shop-context";
import { touchProduct, writeStock } from "./stock";

export interface ProductInput {
  readonly id?: Id;
  readonly title: string;
  readonly handle?: string;
  readonly productType?: string;
  readonly category?: string | null;
  readonly vendor?: string;
  readonly collections?: readonly string[];
  readonly tags?: readonly string[];
  readonly status?: ProductStatus;
  /** Default: whether its type says so. */
  readonly isGiftCard?: boolean;
  readonly sellingPlans?: readonly SellingPlan[];
  readonly requiresSellingPlan?: boolean;
  readonly variants: readonly {
    readonly id?: Id;
    readonly title?: string;
    readonly price: Minor;
    readonly compareAtPrice?: Minor | null;
    readonly sku?: string | null;
    readonly inventory?: number | null;
    readonly unitCost?: Minor | null;
    readonly unitPriceMeasurement?: UnitPriceMeasurement;
  }[];
}

export interface ProductChanges {
  readonly title?: string;
  readonly handle?: string;
  readonly productType?: string;
  readonly category?: string | null;
  readonly vendor?: string;
  readonly collections?: readonly string[];
  readonly tags?: readonly string[];
  readonly status?: ProductStatus;
  readonly isGiftCard?: boolean;
}

export interface VariantChanges {
  readonly title?: string;
  readonly price?: Minor;
  readonly compareAtPrice?: Minor | null;
  readonly sku?: string | null;
  readonly unitCost?: Minor | null;
}

export interface Products {
  products(page?: PageOfIds): ProductRecord[];
  product(id: Id): ProductRecord | undefined;
  hasProduct(id: Id): boolean;
  productByHandle(handle: string): ProductRecord | undefined;
  variant(id: Id): VariantRecord | undefined;
  /** Emits `products/create`. */
  createProduct(input: ProductInput): ProductRecord;
  /** Emits `products/update`. */
  updateProduct(id: Id, changes: ProductChanges): ProductRecord;
  /** Emits `products/update`. */
  updateVariant(id: Id, changes: VariantChanges): VariantRecord;
  /** Emits `products/update`, and `variants/out_of_stock` or `variants/in_stock` when it crosses zero. */
  setInventory(variantId: Id, available: number | null): VariantRecord;
  /** Lines of old orders keep their title and lose the product. Emits `products/delete`. */
  deleteProduct(id: Id): void;
}

export function products(context: ShopContext): Products {
  const { database, shopId, now, profile, emit, command } = context;
  return {
    products: ({ after = 0, limit = 250 } = {}) =>
      database
        .all("SELECT * FROM product WHERE shop_id = ? AND id > ? ORDER BY id LIMIT ?", shopId, after, limit)
        .map((row) => productOfRow(row, variantsOf(context, Number(row["id"])))),
    product: (id) => findProduct(context, id),
    hasProduct: (id) => database.get("SELECT 1 FROM product WHERE shop_id = ? AND id = ?", shopId, id) !== undefined,
    productByHandle(handle) {
      const row = database.get("SELECT * FROM product WHERE shop_id = ? AND handle = ?", shopId, handle);
      return row === undefined ? undefined : productOfRow(row, variantsOf(context, Number(row["id"])));
    },
    variant: (id) => findVariant(context, id),

    createProduct: (input) => command(() => createProduct(context, input)),
    updateProduct: (id, changes) =>
      command(() => {
        const changed = { ...existingProduct(context, id), ...changes, updatedAt: now() };
        writeProduct(database, shopId, changed);
        emit("products/update", productPayload(profile(), changed));
        return changed;
      }),
    updateVariant: (id, changes) =>
      command(() => {
        const changed = { ...existingVariant(context, id), ...changes };
        writeVariant(database, shopId, changed);
        touchProduct(context, changed.productId);
        return changed;
      }),
    setInventory: (variantId, available) =>
      command(() => writeStock(context, existingVariant(context, variantId), available)),
    deleteProduct: (id) =>
      command(() => {
        existingProduct(context, id);
        database.run("DELETE FROM product WHERE shop_id = ? AND id = ?", shopId, id);
        database.run("DELETE FROM variant WHERE shop_id = ? AND product_id = ?", shopId, id);
        database.run("DELETE FROM metafield WHERE shop_id = ? AND owner_gid = ?", shopId, gid("Product", id));
        emit("products/delete", { id });
      }),
  };
}

function createProduct(context: ShopContext, input: ProductInput): ProductRecord {
  const { database, shopId, ids, now, profile, emit } = context;
  const at = now();
  const id = input.id ?? ids.next("product");
  if (findProduct(context, id) !== undefined) throw new RangeError(`product ${id} exists already`);
  ids.reserve("product", id);
  const variants = input.variants.map((given, index): VariantRecord => {
    const variantId = given.id ?? ids.next("variant");
    ids.reserve("variant", variantId);
    return {
      id: variantId,
      productId: id,
      title: given.title ?? "Default Title",
      price: given.price,
      compareAtPrice: given.compareAtPrice ?? null,
      sku: given.sku ?? null,
      inventory: given.inventory ?? null,
      unitCost: given.unitCost ?? null,
      ...(given.unitPriceMeasurement && { unitPriceMeasurement: given.unitPriceMeasurement }),
      position: index + 1,
    };
  });
  if (variants.length === 0) throw new RangeError("a product needs a variant");
  const created: ProductRecord = {
    id,
    title: input.title,
    handle: input.handle ?? freeHandle(context, input.title),
    productType: input.productType ?? "",
    category: input.category ?? null,
    vendor: input.vendor ?? profile().name,
    collections: input.collections ?? [],
    tags: input.tags ?? [],
    status: input.status ?? "ACTIVE",
    isGiftCard: input.isGiftCard ?? input.productType?.toLowerCase() === "gift card",
    ...(input.sellingPlans && { sellingPlans: input.sellingPlans }),
    ...(input.requiresSellingPlan && { requiresSellingPlan: true }),
    createdAt: at,
    updatedAt: at,
    variants,
  };
  writeProduct(database, shopId, created);
  for (const each of variants) writeVariant(database, shopId, each);
  emit("products/create", productPayload(profile(), created));
  return created;
}

function freeHandle({ database, shopId }: ShopContext, title: string): string {
  const base =
    title
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}]+/gu, "-")
      .replace(/^-|-$/g, "") || "product";
  let handle = base;
  const isTaken = () =>
    database.get("SELECT 1 FROM product WHERE shop_id = ? AND handle = ?", shopId, handle) !== undefined;
  for (let suffix = 1; isTaken(); suffix += 1) handle = `${base}-${suffix}`;
  return handle;
}
