import { checkoutOfRow, type CheckoutRecord } from "./records/checkout";
import { customerOfRow, type CustomerRecord } from "./records/customer";
import { orderOfRow, type OrderRecord } from "./records/order";
import { productOfRow, variantOfRow, type ProductRecord, type VariantRecord } from "./records/product";
import type { Id } from "./records/values";
import type { ShopContext } from "./shop-context";

/** Which page of a list: ascending by id, after `after`. */
export interface PageOfIds {
  readonly after?: Id;
  readonly limit?: number;
}

type Where = Pick<ShopContext, "database" | "shopId">;

export function variantsOf({ database, shopId }: Where, productId: Id): VariantRecord[] {
  return database
    .all("SELECT * FROM variant WHERE shop_id = ? AND product_id = ? ORDER BY position", shopId, productId)
    .map(variantOfRow);
}

export function findProduct(context: Where, id: Id): ProductRecord | undefined {
  const row = context.database.get("SELECT * FROM product WHERE shop_id = ? AND id = ?", context.shopId, id);
  return row === undefined ? undefined : productOfRow(row, variantsOf(context, id));
}

export function findVariant({ database, shopId }: Where, id: Id): VariantRecord | undefined {
  const row = database.get("SELECT * FROM variant WHERE shop_id = ? AND id = ?", shopId, id);
  return row === undefined ? undefined : variantOfRow(row);
}

export function findCustomer({ database, shopId }: Where, id: Id): CustomerRecord | undefined {
  const row = database.get("SELECT * FROM customer WHERE shop_id = ? AND id = ?", shopId, id);
  return row === undefined ? undefined : customerOfRow(row);
}

export function findOrder({ database, shopId }: Where, id: Id): OrderRecord | undefined {
  const row = database.get(`SELECT * FROM "order" WHERE shop_id = ? AND id = ?`, shopId, id);
  return row === undefined ? undefined : orderOfRow(row);
}

export function orderIdsOf({ database, shopId }: Where, customerId: Id): Id[] {
  return database
    .all(`SELECT id FROM "order" WHERE shop_id = ? AND customer_id = ? ORDER BY id`, shopId, customerId)
    .map((row) => Number(row["id"]));
}

export function findCheckout({ database, shopId }: Where, id: Id): CheckoutRecord | undefined {
  const row = database.get("SELECT * FROM checkout WHERE shop_id = ? AND id = ?", shopId, id);
  return row === undefined ? undefined : checkoutOfRow(row);
}

/** @throws {RangeError} when there is none, as the others below. */
export function existingProduct(context: ShopContext, id: Id): ProductRecord {
  return findProduct(context, id) ?? missing(context, "product", id);
}

export function existingVariant(context: ShopContext, id: Id): VariantRecord {
  return findVariant(context, id) ?? missing(context, "variant", id);
}

export function existingCustomer(context: ShopContext, id: Id): CustomerRecord {
  return findCustomer(context, id) ?? missing(context, "customer", id);
}

export function existingOrder(context: ShopContext, id: Id): OrderRecord {
  return findOrder(context, id) ?? missing(context, "order", id);
}

export function existingCheckout(context: ShopContext, id: Id): CheckoutRecord {
  return findCheckout(context, id) ?? missing(context, "checkout", id);
}

function missing({ domain }: ShopContext, what: string, id: Id): never {
  throw new RangeError(`there is no ${what} ${id} in ${domain}`);
}
