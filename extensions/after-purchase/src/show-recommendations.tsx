/** @jsxImportSource preact */
import { render } from "preact";
import { Recommendations, type Speech } from "./recommendations";
import { type BoughtProduct, languageCode, LISTS_OF_PRODUCTS, recommendedProducts } from "./recommended-products";

/** What the Thank you page and the order status page have in common. */
export interface PurchasePage {
  readonly lines: {
    readonly value: readonly { readonly merchandise: { readonly product: { readonly id: string } } }[];
  };
  readonly settings: { readonly value: { readonly products?: unknown } };
  readonly localization: {
    readonly country: { readonly value: { readonly isoCode: string } | undefined };
    readonly language: { readonly value: { readonly isoCode: string } };
  };
  readonly i18n: {
    translate(key: string, values?: Record<string, string>): unknown;
    formatCurrency: Speech["formatCurrency"];
  };
  readonly analytics: { publish(name: string, payload: Record<string, string>): Promise<boolean> };
  query(query: string, options: { variables: Record<string, unknown> }): Promise<{ data?: unknown; errors?: unknown }>;
}

const PRODUCTS_SHOWN = 4;
const MOST_PRODUCTS_SHOWN = 6;
/** The Storefront API takes so many ids at once. */
const MOST_IDS = 250;

/**
 * Shows what goes well with the purchase. The block appears once it knows what to show, and stays away when there is
 * nothing, or the Storefront API gives no answer: the page never waits and never jumps twice.
 */
export async function showRecommendations(page: PurchasePage, place: "thank_you" | "order_status"): Promise<void> {
  const ids = [...new Set(page.lines.value.map(({ merchandise }) => merchandise.product.id))];
  const bought = await boughtProducts(page, ids.slice(0, MOST_IDS));
  const products = recommendedProducts(bought, new Set(ids), productsToShow(page.settings.value.products));
  if (products.length === 0) return;
  const speech: Speech = {
    translate: (key, values) => String(page.i18n.translate(key, values)),
    formatCurrency: (amount, options) => page.i18n.formatCurrency(amount, options),
  };
  render(<Recommendations products={products} place={place} speech={speech} />, document.body);
  // Told to the web pixel, which sends it only where the shopper agreed to analytics.
  await page.analytics.publish("comeback:rec_viewed", { place, list: "together" }).catch(() => false);
}

async function boughtProducts(page: PurchasePage, ids: readonly string[]): Promise<readonly (BoughtProduct | null)[]> {
  if (ids.length === 0) return [];
  const variables = {
    ids,
    country: page.localization.country.value?.isoCode,
    language: languageCode(page.localization.language.value.isoCode),
  };
  try {
    const { data } = await page.query(LISTS_OF_PRODUCTS, { variables });
    return (data as { nodes?: (BoughtProduct | null)[] } | undefined)?.nodes ?? [];
  } catch {
    // A shopper who has just paid is told nothing of it.
    return [];
  }
}

function productsToShow(setting: unknown): number {
  const wanted = Number(setting);
  return Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, MOST_PRODUCTS_SHOWN) : PRODUCTS_SHOWN;
}
