import type { Database, Row } from "./database";
import type {
  CheckoutRecord,
  CustomerRecord,
  Id,
  MetafieldRecord,
  OrderRecord,
  ProductRecord,
  ShopRecord,
  VariantRecord,
} from "./records";
import { cancellationId } from "../sales/sales-ledger";

/**
 * How records lie in the tables: what is searched or sorted stands in columns, the rest in one JSON document.
 */
function documentOf(row: Row): object {
  return JSON.parse(String(row["doc"])) as object;
}

function numberOrNull(value: Row[string] | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function textOrNull(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

export function shopOfRow(row: Row): ShopRecord {
  return { id: Number(row["id"]), domain: String(row["domain"]), ...documentOf(row) } as ShopRecord;
}

export function writeShop(database: Database, { id, domain, ...rest }: ShopRecord): void {
  database.run(
    "INSERT INTO shop (id, domain, doc) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc",
    id,
    domain,
    JSON.stringify(rest),
  );
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
  database.run(
    `INSERT INTO variant (shop_id, id, product_id, position, doc) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (shop_id, id) DO UPDATE SET position = excluded.position, doc = excluded.doc`,
    shopId,
    id,
    productId,
    position,
    JSON.stringify(rest),
  );
}

export function productOfRow(row: Row, variants: readonly VariantRecord[]): ProductRecord {
  return {
    id: Number(row["id"]),
    handle: String(row["handle"]),
    status: String(row["status"]),
    createdAt: Number(row["created_at"]),
    updatedAt: Number(row["updated_at"]),
    ...documentOf(row),
    variants,
  } as ProductRecord;
}

/** Without its variants. */
export function writeProduct(database: Database, shopId: Id, product: ProductRecord): void {
  const { id, handle, status, createdAt, updatedAt, variants: _, ...rest } = product;
  database.run(
    `INSERT INTO product (shop_id, id, handle, status, created_at, updated_at, doc) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (shop_id, id) DO UPDATE SET
       handle = excluded.handle, status = excluded.status, updated_at = excluded.updated_at, doc = excluded.doc`,
    shopId,
    id,
    handle,
    status,
    createdAt,
    updatedAt,
    JSON.stringify(rest),
  );
}

export function customerOfRow(row: Row): CustomerRecord {
  return {
    id: Number(row["id"]),
    createdAt: Number(row["created_at"]),
    updatedAt: Number(row["updated_at"]),
    tags: JSON.parse(String(row["tags"])) as string[],
  };
}

export function writeCustomer(database: Database, shopId: Id, customer: CustomerRecord): void {
  database.run(
    `INSERT INTO customer (shop_id, id, created_at, updated_at, tags) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET updated_at = excluded.updated_at, tags = excluded.tags`,
    shopId,
    customer.id,
    customer.createdAt,
    customer.updatedAt,
    JSON.stringify(customer.tags),
  );
}

export function orderOfRow(row: Row): OrderRecord {
  return {
    id: Number(row["id"]),
    name: String(row["name"]),
    customerId: numberOrNull(row["customer_id"]),
    processedAt: Number(row["processed_at"]),
    createdAt: Number(row["created_at"]),
    updatedAt: Number(row["updated_at"]),
    cancelledAt: numberOrNull(row["cancelled_at"]),
    isTest: row["is_test"] === 1,
    checkoutToken: textOrNull(row["checkout_token"]),
    cartToken: textOrNull(row["cart_token"]),
    ...documentOf(row),
  } as OrderRecord;
}

export function writeOrder(database: Database, shopId: Id, order: OrderRecord): void {
  const {
    id,
    name,
    customerId,
    processedAt,
    createdAt,
    updatedAt,
    cancelledAt,
    isTest,
    checkoutToken,
    cartToken,
    ...rest
  } = order;
  database.run(
    `INSERT INTO "order" (shop_id, id, name, customer_id, processed_at, created_at, updated_at, cancelled_at, is_test,
       checkout_token, cart_token, doc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (shop_id, id) DO UPDATE SET customer_id = excluded.customer_id, updated_at = excluded.updated_at,
       cancelled_at = excluded.cancelled_at, doc = excluded.doc`,
    shopId,
    id,
    name,
    customerId,
    processedAt,
    createdAt,
    updatedAt,
    cancelledAt,
    isTest ? 1 : 0,
    checkoutToken,
    cartToken,
    JSON.stringify(rest),
  );
  const refundIds = order.refunds.map((refund) => refund.id);
  if (cancelledAt !== null) refundIds.push(cancellationId(order));
  for (const refundId of refundIds) {
    database.run(
      "INSERT INTO refund (shop_id, id, order_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      shopId,
      refundId,
      id,
    );
  }
}

export function checkoutOfRow(row: Row): CheckoutRecord {
  return {
    id: Number(row["id"]),
    token: String(row["token"]),
    customerId: numberOrNull(row["customer_id"]),
    hasContact: row["has_contact"] === 1,
    wasIdle: row["was_idle"] === 1,
    startedAt: Number(row["created_at"]),
    updatedAt: Number(row["updated_at"]),
    completedAt: numberOrNull(row["completed_at"]),
    ...documentOf(row),
  } as CheckoutRecord;
}

export function writeCheckout(database: Database, shopId: Id, checkout: CheckoutRecord): void {
  const { id, token, customerId, hasContact, wasIdle, startedAt, updatedAt, completedAt, ...rest } = checkout;
  database.run(
    `INSERT INTO checkout (shop_id, id, token, customer_id, has_contact, was_idle, created_at, updated_at, completed_at, doc)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (shop_id, id) DO UPDATE SET customer_id = excluded.customer_id, has_contact = excluded.has_contact,
       was_idle = excluded.was_idle, updated_at = excluded.updated_at, completed_at = excluded.completed_at, doc = excluded.doc`,
    shopId,
    id,
    token,
    customerId,
    hasContact ? 1 : 0,
    wasIdle ? 1 : 0,
    startedAt,
    updatedAt,
    completedAt,
    JSON.stringify(rest),
  );
}

export function metafieldOfRow(row: Row): MetafieldRecord {
  return {
    id: Number(row["id"]),
    ownerGid: String(row["owner_gid"]),
    namespace: String(row["namespace"]),
    key: String(row["key"]),
    ...documentOf(row),
  } as MetafieldRecord;
}

export function writeMetafield(database: Database, shopId: Id, metafield: MetafieldRecord): void {
  const { id, ownerGid, namespace, key, ...rest } = metafield;
  database.run(
    `INSERT INTO metafield (shop_id, id, owner_gid, namespace, key, doc) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (shop_id, id) DO UPDATE SET doc = excluded.doc`,
    shopId,
    id,
    ownerGid,
    namespace,
    key,
    JSON.stringify(rest),
  );
}
