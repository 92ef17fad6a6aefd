import { checkoutAmounts } from "../../payloads/checkout-payloads";
import { presented } from "../../money/money";
import type { CheckoutRecord } from "../../store/records/checkout";
import type { ProductRecord } from "../../store/records/product";
import type { ShopStore } from "../../store/shop-store";
import type { Cart } from "../buyer/cart";
import { cartObject, collectionUrl, handleize, MetafieldsDrop, ProductDrop } from "./drops";

export interface PageRequest {
  readonly shop: ShopStore;
  readonly cart: Cart;
  /** Who is logged in. */
  readonly customerId: number | null;
  readonly template: string;
  readonly title: string;
  readonly path: string;
  readonly page: number;
  readonly locale: string;
  /** The theme's own. */
  readonly settings: object;
  /** One sentence above the page, for example why something could not be added. */
  readonly notice?: string;
}

/** The objects every template sees. */
export function pageGlobals({
  shop,
  cart,
  customerId,
  template,
  title,
  path,
  page,
  locale,
  settings,
  notice,
}: PageRequest) {
  const { name, currencyCode, installationId } = shop.profile();
  return {
    shop: {
      name,
      currency: currencyCode,
      money_format: "{{amount}}",
      domain: shop.domain,
      permanent_domain: shop.domain,
      metafields: new MetafieldsDrop(shop, `gid://shopify/Shop/${shop.id}`),
    },
    request: { path, page, page_type: template, design_mode: false, locale: { iso_code: locale } },
    template,
    page_title: title,
    // Without the query, as Shopify writes it.
    canonical_url: path,
    notice: notice ?? null,
    cart: cartObject(shop, cart),
    customer: customerId === null ? null : { id: customerId },
    settings,
    localization: { language: { iso_code: locale }, country: { currency: { iso_code: currencyCode } } },
    routes: {
      root_url: "/",
      all_products_collection_url: "/collections/all",
      collections_url: "/collections",
      cart_url: "/cart",
      cart_add_url: "/cart/add",
      search_url: "/search",
    },
    app: {
      metafields:
        installationId === null ? {} : new MetafieldsDrop(shop, `gid://shopify/AppInstallation/${installationId}`),
    },
    content_for_header: "",
  };
}

const PAGE_OF_IDS = 250;

/** Products shoppers can find; those "unlisted" have a page but stand in no list. */
function* listedProducts(shop: ShopStore): Generator<ProductRecord> {
  for (let after = 0; ;) {
    const products = shop.products({ after, limit: PAGE_OF_IDS });
    for (const product of products) if (product.status === "ACTIVE") yield product;
    const last = products.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

export interface CollectionObject {
  readonly title: string;
  readonly handle: string;
  readonly url: string;
  readonly products: readonly ProductDrop[];
  readonly products_count: number;
}

export function allProducts(shop: ShopStore): CollectionObject {
  const products = [...listedProducts(shop)].map((product) => new ProductDrop(shop, product));
  return { title: "All products", handle: "all", url: "/collections/all", products, products_count: products.length };
}

/** Collections exist by being named by products; two names with the same handle are one. */
export function collections(shop: ShopStore): CollectionObject[] {
  const byHandle = new Map<string, { title: string; products: ProductDrop[] }>();
  for (const product of listedProducts(shop)) {
    for (const title of product.collections) {
      const handle = handleize(title);
      const collection = byHandle.get(handle) ?? { title, products: [] };
      collection.products.push(new ProductDrop(shop, product));
      byHandle.set(handle, collection);
    }
  }
  return [...byHandle].map(([handle, { title, products }]) => ({
    title,
    handle,
    url: collectionUrl(title),
    products,
    products_count: products.length,
  }));
}

export interface SearchObject {
  readonly performed: boolean;
  readonly terms: string;
  readonly results: readonly ProductDrop[];
  readonly results_count: number;
}

/** Products whose title, type, vendor or tags hold every word; `id:1 OR id:2` finds products by number. */
export function search(shop: ShopStore, terms: string): SearchObject {
  const ids = [...terms.matchAll(/(?:^| OR )id:(\d+)(?= OR |$)/g)].map((match) => Number(match[1]));
  const words = terms.toLowerCase().split(/\s+/).filter(Boolean);
  const isFound = ({ id, title, productType, vendor, tags }: ProductRecord) => {
    if (ids.length > 0) return ids.includes(id);
    const text = [title, productType, vendor, ...tags].join(" ").toLowerCase();
    return words.length > 0 && words.every((word) => text.includes(word));
  };
  const results = [...listedProducts(shop)].filter(isFound).map((product) => new ProductDrop(shop, product));
  return { performed: words.length > 0, terms, results, results_count: results.length };
}

/** What the checkout pages show. */
export function checkoutObject(
  shop: ShopStore,
  checkout: CheckoutRecord,
  knownEmail: string | null,
  /** What the shop counts in, which the buyer may not see. */
  shopCurrency: string,
) {
  const shown = (amount: number) =>
    presented(amount, shopCurrency, checkout.presentmentCurrency, checkout.presentmentRate);
  const { total } = checkoutAmounts(checkout, shop.profile().taxesIncluded);
  const order = checkout.orderId === null ? undefined : shop.order(checkout.orderId);
  return {
    token: checkout.token,
    url: `/checkouts/${checkout.token}`,
    has_contact: checkout.hasContact,
    known_email: knownEmail,
    customer_id: checkout.customerId,
    customer_email: checkout.customerId === null ? null : customerEmail(checkout.customerId),
    order_name: order?.name ?? null,
    total_price: shown(total),
    line_items: checkout.lines.map(({ title, quantity, unitPrice }) => ({
      title,
      quantity,
      final_line_price: shown(unitPrice * quantity),
    })),
  };
}

/** The simulator keeps no addresses of people: a customer's number makes theirs. */
export function customerEmail(customerId: number): string {
  return `customer-${customerId}@example.com`;
}
