import { decimalText, presented } from "../money/money";
import type { Attribute, EpochMs, Id, Minor } from "../store/records/values";
import type { CustomerRecord } from "../store/records/customer";
import type { OrderRecord } from "../store/records/order";
import type { ProductRecord } from "../store/records/product";
import type { ShopRecord } from "../store/records/shop";
import { localText } from "../time/time-text";

/** The REST-shaped bodies of webhooks: numeric ids, money as text, moments in the shop's zone. */
export type Payload = Readonly<Record<string, unknown>>;

export function gid(type: string, id: Id): string {
  return `gid://shopify/${type}/${id}`;
}

type Presentment = Pick<OrderRecord, "presentmentCurrency" | "presentmentRate">;

export interface Writing {
  readonly money: (amount: Minor) => string;
  readonly moneySet: (amount: Minor) => Payload;
  readonly time: (at: EpochMs | null) => string | null;
}

/** How amounts and moments are written; `buyer` says what money the buyer saw, where that was another. */
export function writing(shop: ShopRecord, currency: string, buyer?: Presentment): Writing {
  const money = (amount: Minor) => decimalText(amount, currency);
  const { presentmentCurrency: shownCurrency, presentmentRate: rate } = buyer ?? {
    presentmentCurrency: currency,
    presentmentRate: 1,
  };
  return {
    money,
    moneySet: (amount) => ({
      shop_money: { amount: money(amount), currency_code: currency },
      presentment_money: {
        amount: decimalText(presented(amount, currency, shownCurrency, rate), shownCurrency),
        currency_code: shownCurrency,
      },
    }),
    time: (at) => (at === null ? null : localText(at, shop.ianaTimezone)),
  };
}

export function shopPayload(shop: ShopRecord): Payload {
  const { time } = writing(shop, shop.currencyCode);
  return {
    id: shop.id,
    name: shop.name,
    domain: shop.domain,
    myshopify_domain: shop.domain,
    currency: shop.currencyCode,
    iana_timezone: shop.ianaTimezone,
    taxes_included: shop.taxesIncluded,
    plan_name: shop.isFrozen ? "frozen" : "basic",
    created_at: time(shop.createdAt),
    updated_at: time(shop.updatedAt),
  };
}

export const noteAttributes = (attributes: readonly Attribute[]) =>
  attributes.map(({ key, value }) => ({ name: key, value }));

export const taxLines = ({ money, moneySet }: Writing, tax: Minor): Payload[] =>
  tax === 0 ? [] : [{ title: "Tax", price: money(tax), price_set: moneySet(tax) }];

export function customerPayload(shop: ShopRecord, customer: CustomerRecord): Payload {
  const { time } = writing(shop, shop.currencyCode);
  return {
    id: customer.id,
    admin_graphql_api_id: gid("Customer", customer.id),
    email: `customer-${customer.id}@example.com`,
    created_at: time(customer.createdAt),
    updated_at: time(customer.updatedAt),
    state: "disabled",
    currency: shop.currencyCode,
  };
}

export function productPayload(shop: ShopRecord, product: ProductRecord): Payload {
  const { money, time } = writing(shop, shop.currencyCode);
  return {
    id: product.id,
    admin_graphql_api_id: gid("Product", product.id),
    title: product.title,
    handle: product.handle,
    body_html: null,
    vendor: product.vendor,
    product_type: product.productType,
    status: product.status.toLowerCase(),
    tags: product.tags.join(", "),
    created_at: time(product.createdAt),
    updated_at: time(product.updatedAt),
    published_at: product.status === "ACTIVE" ? time(product.createdAt) : null,
    published_scope: "web",
    // Shopify truncates the list of a product with many variants.
    variants: product.variants.slice(0, 100).map((variant) => variantPayload(money, variant)),
    options: [],
    images: [],
  };
}

export function variantPayload(money: (amount: Minor) => string, variant: ProductRecord["variants"][number]): Payload {
  return {
    id: variant.id,
    admin_graphql_api_id: gid("ProductVariant", variant.id),
    product_id: variant.productId,
    title: variant.title,
    price: money(variant.price),
    compare_at_price: variant.compareAtPrice === null ? null : money(variant.compareAtPrice),
    sku: variant.sku,
    position: variant.position,
    inventory_item_id: variant.id,
    inventory_quantity: variant.inventory ?? 0,
    inventory_policy: "deny",
    inventory_management: variant.inventory === null ? null : "shopify",
  };
}
