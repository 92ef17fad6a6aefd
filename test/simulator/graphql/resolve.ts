import type { Args, Page, Source } from "./connections";
import type { ApiContext } from "./context";
import { absent, accessDenied, protectedDataDenied } from "./errors";
import type { Fields } from "./fields";
import { BULK_OPERATION } from "./resolvers/bulk";
import { ABANDONED_CHECKOUT, ABANDONED_CHECKOUT_LINE } from "./resolvers/checkouts";
import { CUSTOMER } from "./resolvers/customers";
import { METAFIELD } from "./resolvers/metafields";
import { AGREEMENT, SALE } from "./resolvers/orders/agreements";
import { LINE_ITEM } from "./resolvers/orders/line-items";
import { ORDER } from "./resolvers/orders/orders";
import { REFUND } from "./resolvers/orders/refunds";
import { PRODUCT, VARIANT } from "./resolvers/products";
import { APP_INSTALLATION, MUTATION, QUERY_ROOT, SHOP } from "./resolvers/roots";

const TABLES: Readonly<Record<string, Fields<never>>> = {
  QueryRoot: QUERY_ROOT,
  Mutation: MUTATION,
  Shop: SHOP,
  AppInstallation: APP_INSTALLATION,
  Order: ORDER,
  LineItem: LINE_ITEM,
  Refund: REFUND,
  OrderAgreement: AGREEMENT,
  OrderEditAgreement: AGREEMENT,
  RefundAgreement: AGREEMENT,
  ReturnAgreement: AGREEMENT,
  ProductSale: SALE,
  GiftCardSale: SALE,
  ShippingLineSale: SALE,
  TipSale: SALE,
  AdjustmentSale: SALE,
  DutySale: SALE,
  FeeSale: SALE,
  AdditionalFeeSale: SALE,
  UnknownSale: SALE,
  Customer: CUSTOMER,
  Product: PRODUCT,
  ProductVariant: VARIANT,
  AbandonedCheckout: ABANDONED_CHECKOUT,
  AbandonedCheckoutLineItem: ABANDONED_CHECKOUT_LINE,
  Metafield: METAFIELD,
  BulkOperation: BULK_OPERATION,
};

/** The scope that a type's objects need, whichever way they are reached. */
const SCOPE_OF_TYPE: Readonly<Record<string, string>> = {
  Order: "read_orders",
  OrderConnection: "read_orders",
  Refund: "read_orders",
  AbandonedCheckout: "read_orders",
  AbandonedCheckoutConnection: "read_orders",
  Customer: "read_customers",
  CustomerConnection: "read_customers",
  Product: "read_products",
  ProductConnection: "read_products",
  ProductVariant: "read_products",
  ProductVariantConnection: "read_products",
};

const SCOPE_OF_FIELD: Readonly<Record<string, string>> = {
  ordersCount: "read_orders",
  abandonedCheckoutsCount: "read_orders",
  customersCount: "read_customers",
  productsCount: "read_products",
  metafieldDefinitions: "read_products",
  shopifyqlQuery: "read_reports",
  webPixel: "read_pixels",
};

/** Customer data of level 1 and what hangs on it. */
const PROTECTED = new Set(["Order", "Refund", "Customer", "AbandonedCheckout"]);

function requireAccess(context: ApiContext, field: string, typeName: string): void {
  const scope = SCOPE_OF_TYPE[typeName] ?? SCOPE_OF_FIELD[field];
  if (scope !== undefined && !context.scopes.has(scope)) throw accessDenied(field, scope);
  if (context.profile.hasProtectedDataAccess) return;
  const protectedType = typeName.replace(/Connection$/, "");
  if (PROTECTED.has(protectedType)) throw protectedDataDenied(protectedType);
}

const isPage = (source: unknown): source is Page =>
  typeof source === "object" && source !== null && "__connection" in source;

function pageField(page: Page, field: string): unknown {
  if (field === "nodes") return page.items;
  if (field === "edges") return page.items.map((node, index) => ({ node, cursor: page.cursorOf(index) }));
  return {
    hasNextPage: page.hasNextPage,
    hasPreviousPage: page.hasPreviousPage,
    startCursor: page.items.length === 0 ? null : page.cursorOf(0),
    endCursor: page.items.length === 0 ? null : page.cursorOf(page.items.length - 1),
  };
}

/**
 * One field of one object, the same for queries and bulk operations. What the simulator cannot answer is an error
 * that names the field, never a silent null.
 *
 * @param returnType - the name of the field's type, without list and non-null marks.
 */
export function resolveField(
  context: ApiContext,
  typeName: string,
  field: string,
  returnType: string,
  source: unknown,
  args: Args,
): unknown {
  if (isPage(source)) return pageField(source, field);
  requireAccess(context, field, returnType);
  const resolver = TABLES[typeName]?.[field];
  const value =
    resolver === undefined ? ownProperty(typeName, field, source) : resolver(source as never, args, context);
  // A node can be of any type; only the one found says which scope it takes.
  if (field === "node" || field === "nodes") {
    for (const node of [value].flat() as (Source | null)[]) {
      if (node !== null) requireAccess(context, field, node.__typename);
    }
  }
  return value;
}

function ownProperty(typeName: string, field: string, source: unknown): unknown {
  if (typeof source === "object" && source !== null && Object.hasOwn(source, field)) {
    return (source as Readonly<Record<string, unknown>>)[field];
  }
  throw absent(`${typeName}.${field}`);
}
