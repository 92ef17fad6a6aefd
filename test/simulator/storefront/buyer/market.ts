import { presented } from "../../money/money";
import type { Minor } from "../../store/records/values";
import type { ProductRecord, VariantRecord } from "../../store/records/product";
import type { ShopStore } from "../../store/shop-store";

/** Shopify's own name for the cookie that remembers a buyer's country. */
export const COUNTRY_COOKIE = "localization";

/** What of a variant is money that buyers see. */
const SHOWN_MONEY: ReadonlySet<string> = new Set(["price", "compareAtPrice"]);

/**
 * The shop as buyers of a country see it: prices in the money of their market, at its rate. Commands go to the shop
 * itself, which counts in its own.
 */
export function inMarketOf(shop: ShopStore, country: string | null): ShopStore {
  const profile = shop.profile();
  const market = country === null ? undefined : profile.markets.find(({ countries }) => countries.includes(country));
  if (market === undefined) return shop;
  const { currencyCode, rate } = market;
  const shown = (amount: Minor) => presented(amount, profile.currencyCode, currencyCode, rate);
  const variantShown = (variant: VariantRecord): VariantRecord =>
    Object.fromEntries(
      Object.entries(variant).map(([key, value]: [string, unknown]) => [
        key,
        SHOWN_MONEY.has(key) && typeof value === "number" ? shown(value) : value,
      ]),
    ) as unknown as VariantRecord;
  const productShown = (product: ProductRecord): ProductRecord => ({
    ...product,
    variants: product.variants.map(variantShown),
  });
  const whereFound = <T, S>(found: T | undefined, show: (found: T) => S) =>
    found === undefined ? undefined : show(found);
  return {
    ...shop,
    profile: () => ({ ...shop.profile(), currencyCode }),
    products: (page) => shop.products(page).map(productShown),
    product: (id) => whereFound(shop.product(id), productShown),
    productByHandle: (handle) => whereFound(shop.productByHandle(handle), productShown),
    variant: (id) => whereFound(shop.variant(id), variantShown),
  };
}
