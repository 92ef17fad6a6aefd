import type { ImportRun, ObjectKind } from "~/adapters/db/inbox/imports.server";
import type { MembershipRow } from "~/adapters/db/recommendations/product-collections.server";
import type { ProductRow, VariantRow } from "~/adapters/db/recommendations/products.server";
import type { StagedFault, StagedRows } from "~/adapters/db/staging/staged-rows";
import { emptyRows } from "~/adapters/db/staging/staged-rows";
import type { AdminClient } from "~/adapters/shopify/connect/admin-client.server";
import type { BulkDocument } from "~/adapters/shopify/queries/admin-document";
import { gidName, gidTail } from "~/adapters/shopify/translate/fields";
import { BULK_CUSTOMERS, BULK_PRODUCTS, bulkCheckouts, bulkOrders } from "~/adapters/shopify/queries/bulk";
import { CHECKOUTS_COUNT, CUSTOMERS_COUNT, ORDERS_COUNT, PRODUCTS_COUNT } from "~/adapters/shopify/queries/counts";
import { orderFault } from "~/adapters/shopify/read/read-orders.server";
import {
  translateMembership,
  translateProduct,
  translateVariant,
} from "~/adapters/shopify/translate/translate-catalogue";
import { translateListedCheckout, translateListedLine } from "~/adapters/shopify/translate/translate-checkout";
import { translateCustomer } from "~/adapters/shopify/translate/translate-customer";
import {
  translateAgreement,
  translateLine,
  translateOrder,
  translateSale,
} from "~/adapters/shopify/translate/translate-order";

/** Days the recent import covers. */
const RECENT_DAYS = 30;

/** Since when the orders and checkouts of a recent import are. */
export function recentSince({ startedAt }: Pick<ImportRun, "startedAt">): Date {
  return new Date(startedAt.getTime() - RECENT_DAYS * 86_400_000);
}

/** The search filter of a part; null means everything. */
export function partFilter(run: ImportRun, objectKind: ObjectKind): string | null {
  switch (run.kind) {
    case "full":
      return null;
    case "backlog":
      return `updated_at:>='${(run.updatedSince ?? run.startedAt).toISOString()}'`;
    case "recent": {
      const from = recentSince(run).toISOString();
      return objectKind === "orders" ? `processed_at:>='${from}'` : `created_at:>='${from}'`;
    }
  }
}

/** `narrow` leaves out fields an app may be refused. */
export function partDocument(objectKind: ObjectKind, filter: string | null, narrow: boolean): BulkDocument {
  switch (objectKind) {
    case "orders":
      return bulkOrders({ filter, narrow });
    case "customers":
      return BULK_CUSTOMERS;
    case "products":
      return BULK_PRODUCTS;
    case "checkouts":
      return bulkCheckouts({ filter });
  }
}

/** How many root objects Shopify counts now; null when it will not say. */
export async function countPart(
  admin: AdminClient,
  objectKind: ObjectKind,
  filter: string | null,
  signal: AbortSignal,
): Promise<number | null> {
  const variables = { query: filter };
  switch (objectKind) {
    case "orders":
      return (await admin.query(ORDERS_COUNT, variables, { signal })).ordersCount?.count ?? null;
    case "customers":
      return (await admin.query(CUSTOMERS_COUNT, variables, { signal })).customersCount?.count ?? null;
    case "products":
      return (await admin.query(PRODUCTS_COUNT, variables, { signal })).productsCount?.count ?? null;
    case "checkouts":
      return (await admin.query(CHECKOUTS_COUNT, variables, { signal })).abandonedCheckoutsCount?.count ?? null;
  }
}

/** What the lines of a result file come to. */
export interface PartRows {
  readonly staged: StagedRows;
  readonly products: ProductRow[];
  readonly variants: VariantRow[];
  readonly memberships: MembershipRow[];
  /** Lines that are objects of their own, not children of others. */
  roots: number;
}

export const emptyPartRows = (): PartRows => ({
  staged: emptyRows(),
  products: [],
  variants: [],
  memberships: [],
  roots: 0,
});

/**
 * Adds one line of a result file. Children name their parent but may stand anywhere, so they are joined to it only in
 * the database.
 *
 * @throws {Error} saying what is wrong with the line.
 */
export function addLine(rows: PartRows, objectKind: ObjectKind, line: Buffer, currencyCode: string): void {
  const value: unknown = JSON.parse(line.toString("utf8"));
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError("not an object");
  const parent = "__parentId" in value ? value.__parentId : undefined;
  if (parent === undefined) {
    addRoot(rows, objectKind, value);
    rows.roots += 1;
  } else {
    if (typeof parent !== "string") throw new TypeError("__parentId: not a Shopify id");
    addChild(rows, objectKind, value, parent, currencyCode);
  }
}

const PARENT = /"__parentId"\s*:\s*"([^"]*)"/;
const ORDER = /"(gid:\/\/shopify\/Order\/\d+)"/;

/**
 * The fault of an order that an unusable line of its file makes: of the order or agreement the line names, though it be
 * no JSON, else of the line itself. Null for a line that begins no order of Shopify's.
 */
export function faultOfOrderLine(line: Buffer, lineNumber: number, reason: string): StagedFault | null {
  const text = line.toString("utf8");
  const value = objectIn(text);
  const isRoot = value !== null && !("__parentId" in value);
  if (isRoot) {
    const name = "id" in value && typeof value.id === "string" ? gidName(value.id) : null;
    return name?.startsWith("Order/") ? orderFault(name.slice("Order/".length), reason, value) : null;
  }
  const named = PARENT.exec(text)?.[1] ?? (value === null ? ORDER.exec(text)?.[1] : undefined);
  const subject = (named && gidName(named)) ?? `line ${lineNumber}`;
  return { subject, reason, name: null, updatedAt: null };
}

function objectIn(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && !Array.isArray(value) ? value : null;
  } catch {
    // Not even JSON; what it names may still be found in the text.
    return null;
  }
}

function addRoot(rows: PartRows, objectKind: ObjectKind, value: object): void {
  switch (objectKind) {
    case "orders":
      rows.staged.orders.push(translateOrder(value));
      break;
    case "customers":
      rows.staged.customers.push(translateCustomer(value));
      break;
    case "products":
      rows.products.push(translateProduct(value));
      break;
    case "checkouts":
      rows.staged.checkouts.push(translateListedCheckout(value));
      break;
  }
}

function addChild(rows: PartRows, objectKind: ObjectKind, value: object, parent: string, currencyCode: string): void {
  const parentName = gidName(parent);
  const parentId = gidTail(parent);
  if (parentName === null || parentId === null) throw new TypeError("__parentId: not a Shopify id");
  if (objectKind === "products" && parentName.startsWith("Product/")) {
    const isVariant = "id" in value && typeof value.id === "string" && value.id.includes("/ProductVariant/");
    if (isVariant) rows.variants.push(translateVariant(value, parentId, currencyCode));
    else rows.memberships.push(translateMembership(value, parentId));
  } else if (objectKind === "orders" && /^(Order|\w+Agreement)\//.test(parentName)) {
    const isOfOrder = parentName.startsWith("Order/");
    const isLine = "id" in value && typeof value.id === "string" && value.id.includes("/LineItem/");
    if (!isOfOrder) rows.staged.sales.push(translateSale(value, parentName));
    else if (isLine) rows.staged.lines.push(translateLine(value, parentId));
    else rows.staged.agreements.push(translateAgreement(value, parentId));
  } else if (objectKind === "checkouts") {
    const giftCard = translateListedLine(value, parentId);
    if (giftCard !== null) rows.staged.giftCards.push(giftCard);
  } else {
    throw new TypeError(`${objectKind} have no rows beneath a ${parentName.slice(0, parentName.indexOf("/"))}`);
  }
}
