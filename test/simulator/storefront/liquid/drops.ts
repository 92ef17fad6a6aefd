import { Drop } from "liquidjs";
import type { MetafieldRecord } from "../../store/records/metafield";
import type { ProductRecord } from "../../store/records/product";
import type { ShopStore } from "../../store/shop-store";
import type { Cart } from "../buyer/cart";
import { productUrl, VariantDrop } from "./variant-drop";

// The objects a theme sees. Money is in minor units; the `money` filter writes it.

export interface ImageObject {
  readonly src: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

const IMAGE_SIZE = 1200;

export class ProductDrop extends Drop {
  readonly #shop: ShopStore;
  readonly #product: ProductRecord;
  readonly #selected: number | null;
  readonly variants: readonly VariantDrop[];
  constructor(shop: ShopStore, product: ProductRecord, selectedVariant: number | null = null) {
    super();
    this.#shop = shop;
    this.#product = product;
    this.#selected = selectedVariant;
    this.variants = product.variants.map((variant) => new VariantDrop(product, variant));
  }
  get id() {
    return this.#product.id;
  }
  get title() {
    return this.#product.title;
  }
  get handle() {
    return this.#product.handle;
  }
  get url() {
    return productUrl(this.#product);
  }
  get vendor() {
    return this.#product.vendor;
  }
  get type() {
    return this.#product.productType;
  }
  get tags() {
    return this.#product.tags;
  }
  get price() {
    return Math.min(...this.#product.variants.map(({ price }) => price));
  }
  get price_min() {
    return this.price;
  }
  get price_max() {
    return Math.max(...this.#product.variants.map(({ price }) => price));
  }
  get price_varies() {
    return this.price_min !== this.price_max;
  }
  /** The lowest of its variants'; whether it belongs to the variant of the lowest price is not said. */
  get compare_at_price() {
    const given = this.#product.variants.flatMap(({ compareAtPrice }) => compareAtPrice ?? []);
    return given.length === 0 ? null : Math.min(...given);
  }
  get "gift_card?"() {
    return this.#product.isGiftCard;
  }
  get requires_selling_plan() {
    return this.#product.requiresSellingPlan ?? false;
  }
  get selling_plan_groups() {
    const { sellingPlans = [] } = this.#product;
    return sellingPlans.length === 0 ? [] : [{ name: "Subscription", selling_plans: sellingPlans }];
  }
  get available() {
    return this.variants.some(({ available }) => available);
  }
  get has_only_default_variant() {
    return this.variants.length === 1 && this.variants[0]?.title === "Default Title";
  }
  get first_available_variant() {
    return this.variants.find(({ available }) => available) ?? null;
  }
  get selected_variant() {
    return this.variants.find(({ id }) => id === this.#selected) ?? null;
  }
  get selected_or_first_available_variant() {
    return this.selected_variant ?? this.first_available_variant ?? this.variants[0];
  }
  get featured_image(): ImageObject {
    const src = `/cdn/products/${this.#product.id}.svg`;
    return { src, alt: this.#product.title, width: IMAGE_SIZE, height: IMAGE_SIZE };
  }
  get images() {
    return [this.featured_image];
  }
  get collections() {
    return this.#product.collections.map((title) => ({ title, handle: handleize(title), url: collectionUrl(title) }));
  }
  get metafields() {
    return new MetafieldsDrop(this.#shop, `gid://shopify/Product/${this.#product.id}`);
  }
}

/**
 * `product.metafields.namespace.key.value`; `["$app"]` is the app's own namespace, whatever its number is, and `app` too
 * in most shops.
 */
export class MetafieldsDrop extends Drop {
  readonly #shop: ShopStore;
  readonly #ownerGid: string;
  constructor(shop: ShopStore, ownerGid: string) {
    super();
    this.#shop = shop;
    this.#ownerGid = ownerGid;
  }
  override liquidMethodMissing(namespace: string): Record<string, MetafieldObject> {
    const isOwn = (metafield: MetafieldRecord) => /^app--\d+$/.test(metafield.namespace);
    const isStrict = this.#shop.profile().resolvesOnlyDollarApp;
    const isWanted = (metafield: MetafieldRecord) => {
      if (namespace === "$app") return isOwn(metafield);
      if (isStrict && (namespace === "app" || isOwn(metafield))) return false;
      return namespace === "app" ? isOwn(metafield) : metafield.namespace === namespace;
    };
    const fields = this.#shop.metafields(this.#ownerGid).filter(isWanted);
    return Object.fromEntries(fields.map((field) => [field.key, metafieldObject(this.#shop, field)]));
  }
}

interface MetafieldObject {
  readonly type: string;
  readonly value: unknown;
}

function metafieldObject(shop: ShopStore, { type, value }: MetafieldRecord): MetafieldObject {
  return {
    type,
    get value() {
      if (type === "list.product_reference") return publishedProducts(shop, JSON.parse(value));
      return type === "json" || type === "boolean" || /^(list\.)?number_/.test(type) ? JSON.parse(value) : value;
    },
  };
}

/** Only products that are for sale in this shop: Shopify leaves the others out of the list. */
function publishedProducts(shop: ShopStore, gids: unknown): ProductDrop[] {
  if (!Array.isArray(gids)) return [];
  return gids.flatMap((gid) => {
    const product = shop.product(Number(String(gid).split("/").at(-1)));
    return product?.status === "ACTIVE" ? [new ProductDrop(shop, product)] : [];
  });
}

export function handleize(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'"]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
}

export function collectionUrl(title: string): string {
  return `/collections/${encodeURIComponent(handleize(title))}`;
}

/** The cart as a theme sees it: lines whose variant is gone, or not for sale any more, are left out. */
export function cartObject(shop: ShopStore, cart: Cart) {
  const items = cart.lines.flatMap((line, index) => {
    const variant = shop.variant(line.variantId);
    const product = variant && shop.product(variant.productId);
    if (variant === undefined || product === undefined || product.status === "DRAFT" || product.status === "ARCHIVED") {
      return [];
    }
    const productDrop = new ProductDrop(shop, product, variant.id);
    return [
      {
        key: `${variant.id}:${index}`,
        index,
        id: variant.id,
        product_id: product.id,
        variant_id: variant.id,
        product: productDrop,
        variant: new VariantDrop(product, variant),
        title: product.title,
        url: `${productUrl(product)}?variant=${variant.id}`,
        image: productDrop.featured_image,
        quantity: line.quantity,
        price: variant.price,
        final_price: variant.price,
        line_price: variant.price * line.quantity,
        final_line_price: variant.price * line.quantity,
        properties: Object.entries(line.properties),
      },
    ];
  });
  return {
    items,
    token: cart.token,
    item_count: items.reduce((count, { quantity }) => count + quantity, 0),
    total_price: items.reduce((total, { line_price }) => total + line_price, 0),
    currency: { iso_code: shop.profile().currencyCode },
  };
}
