import { gid } from "../../payloads/payloads";
import { checkoutOfRow } from "../../store/records/checkout";
import { customerOfRow } from "../../store/records/customer";
import { orderOfRow } from "../../store/records/order";
import { variantOfRow } from "../../store/records/product";
import { offsetMinutes, offsetText, utcText } from "../../time/time-text";
import type { Source } from "../connections";
import type { ApiContext } from "../context";
import { impliedScopes, oldestVisibleOrder } from "../context";
import { absent } from "../errors";
import { parseGid, plain } from "../fields";
import type { Fields, PlainSource } from "../fields";
import {
  CHECKOUT_FIELDS,
  CUSTOMER_FIELDS,
  ORDER_FIELDS,
  PRODUCT_FIELDS,
  VARIANT_FIELDS,
  countOf,
  listedCheckouts,
  pageOf,
  visibleOrders,
} from "../listings";
import type { Listing } from "../listings";
import {
  bulkOperationById,
  bulkOperationCancel,
  bulkOperationPage,
  bulkOperationRunQuery,
  newestBulkOperation,
} from "./bulk";
import { checkoutSource } from "./checkouts";
import { customerById, customerSource } from "./customers";
import { metafieldDefinitionCreate, metafieldDefinitions } from "./metafield-definitions";
import { metafieldConnection, metafieldOf, metafieldsDelete, metafieldsSet } from "./metafields";
import { orderSource } from "./orders/order-source";
import { refundById } from "./orders/refunds";
import { productById, productSource, variantById, variantSource } from "./products";
import { shopifyqlQuery } from "./shopifyql";
import { webPixel, webPixelCreate, webPixelDelete, webPixelUpdate } from "./web-pixels";

const everything = () => [];

/** The connections at the top of the schema, by field name; bulk operations start from the same ones. */
export const LISTINGS: Readonly<Record<string, Listing>> = {
  orders: {
    name: "orders",
    table: `"order"`,
    sortKeys: { PROCESSED_AT: "processed_at", CREATED_AT: "created_at", UPDATED_AT: "updated_at", ID: "id" },
    fields: ORDER_FIELDS,
    visible: visibleOrders,
    sourceOf: (_context, row) => orderSource(orderOfRow(row)),
  },
  customers: {
    name: "customers",
    table: "customer",
    sortKeys: { CREATED_AT: "created_at", UPDATED_AT: "updated_at", ID: "id" },
    fields: CUSTOMER_FIELDS,
    visible: everything,
    sourceOf: (_context, row) => customerSource(customerOfRow(row)),
  },
  products: {
    name: "products",
    table: "product",
    sortKeys: { CREATED_AT: "created_at", UPDATED_AT: "updated_at", ID: "id", TITLE: "doc ->> 'title'" },
    fields: PRODUCT_FIELDS,
    visible: everything,
    sourceOf({ shop }, row) {
      const record = shop.product(Number(row["id"]));
      if (record === undefined) throw new RangeError(`product ${String(row["id"])} is gone`);
      return productSource(record);
    },
  },
  productVariants: {
    name: "productVariants",
    table: "variant",
    sortKeys: { ID: "id" },
    fields: VARIANT_FIELDS,
    visible: everything,
    sourceOf: (_context, row) => variantSource(variantOfRow(row)),
  },
  abandonedCheckouts: {
    name: "abandonedCheckouts",
    table: "checkout",
    sortKeys: { ID: "id", CHECKOUT_ID: "id", CREATED_AT: "created_at" },
    fields: CHECKOUT_FIELDS,
    visible: listedCheckouts,
    sourceOf: (_context, row) => checkoutSource(checkoutOfRow(row)),
  },
};

function listing(name: string): Listing {
  const found = LISTINGS[name];
  if (found === undefined) throw new RangeError(`there is no listing ${name}`);
  return found;
}

const connection =
  (name: string): Fields<unknown>[string] =>
  (_root, args, context) =>
    pageOf(listing(name), context, args);
const counting =
  (name: string): Fields<unknown>[string] =>
  (_root, args, context) =>
    countOf(listing(name), context, args["query"], args["limit"]);

function visibleOrder(context: ApiContext, id: number): Source | null {
  const record = context.shop.order(id);
  return record === undefined || record.createdAt < oldestVisibleOrder(context) ? null : orderSource(record);
}

function nodeByGid(context: ApiContext, id: unknown): Source | null {
  const wanted = parseGid(id);
  if (wanted === undefined) return null;
  switch (wanted.type) {
    case "Order":
      return visibleOrder(context, wanted.id);
    case "Refund":
      return refundById(context, wanted.id);
    case "Customer":
      return customerById(context, wanted.id);
    case "Product":
      return productById(context, wanted.id);
    case "ProductVariant":
      return variantById(context, wanted.id);
    case "AbandonedCheckout": {
      const record = context.shop.checkout(wanted.id);
      return record === undefined ? null : checkoutSource(record);
    }
    case "BulkOperation":
      return bulkOperationById(context, id);
    case "Shop":
      return wanted.id === context.shop.id ? shopSource(context) : null;
    default:
      throw absent(`node(id: "${String(id)}")`);
  }
}

function shopSource({ profile, clock }: ApiContext): PlainSource {
  const minutes = offsetMinutes(clock(), profile.ianaTimezone);
  const url = `https://${profile.domain}`;
  return plain("Shop", {
    id: gid("Shop", profile.id),
    name: profile.name,
    email: `owner@${profile.domain}`,
    contactEmail: `owner@${profile.domain}`,
    myshopifyDomain: profile.domain,
    primaryDomain: plain("Domain", { id: gid("Domain", profile.id), host: profile.domain, url, sslEnabled: true }),
    url,
    currencyCode: profile.currencyCode,
    enabledPresentmentCurrencies: [
      ...new Set([profile.currencyCode, ...profile.markets.map(({ currencyCode }) => currencyCode)]),
    ],
    ianaTimezone: profile.ianaTimezone,
    timezoneOffsetMinutes: minutes,
    timezoneOffset: offsetText(minutes).replace(":", ""),
    taxesIncluded: profile.taxesIncluded,
    taxShipping: false,
    setupRequired: false,
    createdAt: utcText(profile.createdAt),
    updatedAt: utcText(profile.updatedAt),
    plan: plain("ShopPlan", {
      displayName: "Basic",
      publicDisplayName: "Basic",
      partnerDevelopment: false,
      shopifyPlus: false,
    }),
  });
}

export const SHOP: Fields<PlainSource> = {
  metafield: (_shop, args, context) => metafieldOf(context, gid("Shop", context.shop.id), args),
  metafields: (_shop, args, context) => metafieldConnection(context, gid("Shop", context.shop.id), args),
};

const installationGid = ({ profile }: ApiContext) => gid("AppInstallation", profile.installationId ?? 0);

export const APP_INSTALLATION: Fields<PlainSource> = {
  metafield: (_installation, args, context) => metafieldOf(context, installationGid(context), args),
  metafields: (_installation, args, context) => metafieldConnection(context, installationGid(context), args),
};

function appInstallation(context: ApiContext): PlainSource {
  const { app, scopes, profile } = context;
  return plain("AppInstallation", {
    id: installationGid(context),
    // Shopify lists what was granted; a granted write includes the reading.
    accessScopes: [...impliedScopes([...scopes])]
      .sort()
      .map((handle) => plain("AccessScope", { handle, description: handle })),
    app: plain("App", {
      id: gid("App", app.appId),
      apiKey: app.apiKey,
      title: app.title,
      handle: app.title.toLowerCase(),
      embedded: true,
    }),
    launchUrl: `https://admin.shopify.com/store/${profile.domain.split(".")[0]}/apps/${app.apiKey}`,
    uninstallUrl: null,
    activeSubscriptions: [],
  });
}

export const QUERY_ROOT: Fields<unknown> = {
  shop: (_root, _args, context) => shopSource(context),
  node: (_root, { id }, context) => nodeByGid(context, id),
  nodes: (_root, { ids }, context) => (ids as readonly unknown[]).map((id) => nodeByGid(context, id)),
  order: (_root, { id }, context) => visibleOrder(context, parseGid(id)?.id ?? 0),
  orders: connection("orders"),
  ordersCount: counting("orders"),
  customer: (_root, { id }, context) => customerById(context, parseGid(id)?.id ?? 0),
  customers: connection("customers"),
  customersCount: counting("customers"),
  product: (_root, { id }, context) => productById(context, parseGid(id)?.id ?? 0),
  products: connection("products"),
  productsCount: counting("products"),
  productVariant: (_root, { id }, context) => variantById(context, parseGid(id)?.id ?? 0),
  productVariants: connection("productVariants"),
  abandonedCheckouts: connection("abandonedCheckouts"),
  abandonedCheckoutsCount: counting("abandonedCheckouts"),
  currentAppInstallation: (_root, _args, context) => appInstallation(context),
  metafieldDefinitions: (_root, args, context) => metafieldDefinitions(context, args),
  bulkOperation: (_root, { id }, context) => bulkOperationById(context, id),
  bulkOperations: (_root, args, context) => bulkOperationPage(context, args),
  currentBulkOperation: (_root, _args, context) => newestBulkOperation(context),
  shopifyqlQuery: (_root, { query }, context) => shopifyqlQuery(context, String(query)),
  webPixel: (_root, args, context) => webPixel(context, args),
};

export const MUTATION: Fields<unknown> = {
  bulkOperationRunQuery: (_root, args, context) => bulkOperationRunQuery(context, args),
  bulkOperationCancel: (_root, args, context) => bulkOperationCancel(context, args),
  metafieldDefinitionCreate: (_root, args, context) => metafieldDefinitionCreate(context, args),
  metafieldsSet: (_root, args, context) => metafieldsSet(context, args),
  metafieldsDelete: (_root, args, context) => metafieldsDelete(context, args),
  webPixelCreate: (_root, args, context) => webPixelCreate(context, args),
  webPixelUpdate: (_root, args, context) => webPixelUpdate(context, args),
  webPixelDelete: (_root, args, context) => webPixelDelete(context, args),
};
