import { decimalText } from "../money/money";
import { productPayload, variantPayload } from "../payloads/payloads";
import { existingProduct, findVariant } from "./find-records";
import { writeProduct, writeVariant, type VariantRecord } from "./records/product";
import type { Id } from "./records/values";
import type { ShopContext } from "./shop-context";

/** Only of a variant that exists and whose stock is tracked. */
export function changeStock(context: ShopContext, variantId: Id, change: (available: number) => number): void {
  const before = findVariant(context, variantId);
  if (before === undefined || before.inventory === null) return;
  writeStock(context, before, change(before.inventory));
}

export function writeStock(context: ShopContext, before: VariantRecord, available: number | null): VariantRecord {
  const after = { ...before, inventory: available };
  writeVariant(context.database, context.shopId, after);
  touchProduct(context, before.productId);
  const sold = (record: VariantRecord) => record.inventory !== null && record.inventory <= 0;
  if (sold(before) !== sold(after)) {
    const { currencyCode } = context.profile();
    const payload = variantPayload((amount) => decimalText(amount, currencyCode), after);
    context.emit(sold(after) ? "variants/out_of_stock" : "variants/in_stock", payload);
  }
  return after;
}

export function touchProduct(context: ShopContext, productId: Id): void {
  const changed = { ...existingProduct(context, productId), updatedAt: context.now() };
  writeProduct(context.database, context.shopId, changed);
  context.emit("products/update", productPayload(context.profile(), changed));
}
