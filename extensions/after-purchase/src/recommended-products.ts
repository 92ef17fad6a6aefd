/** A product of the store, as the Storefront API tells it. */
export interface OfferedProduct {
  readonly id: string;
  readonly title: string;
  /** Null when the online store does not sell it. */
  readonly onlineStoreUrl: string | null;
  readonly availableForSale: boolean;
  readonly isGiftCard: boolean;
  readonly featuredImage: { readonly url: string; readonly altText: string | null } | null;
  readonly priceRange: { readonly minVariantPrice: Money; readonly maxVariantPrice: Money };
  readonly selectedOrFirstAvailableVariant: OfferedVariant | null;
}

export interface OfferedVariant {
  readonly price: Money;
  readonly compareAtPrice: Money | null;
  readonly unitPrice: Money | null;
  readonly unitPriceMeasurement: { readonly referenceUnit: string | null; readonly referenceValue: number } | null;
}

export interface Money {
  readonly amount: string;
  readonly currencyCode: string;
}

/** A bought product and its list "goes well with"; null where the product is gone. */
export interface BoughtProduct {
  readonly metafield: { readonly references: { readonly nodes: readonly Partial<OfferedProduct>[] } | null } | null;
}

/** The lists of the bought products, in the shopper's country and language. */
export const LISTS_OF_PRODUCTS = `query ListsOfProducts($ids: [ID!]!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
  nodes(ids: $ids) {
    ... on Product {
      metafield(namespace: "$app", key: "recommendations") {
        references(first: 12) {
          nodes {
            ... on Product {
              id
              title
              onlineStoreUrl
              availableForSale
              isGiftCard
              featuredImage { url(transform: { maxWidth: 160, maxHeight: 160 }) altText }
              priceRange {
                minVariantPrice { amount currencyCode }
                maxVariantPrice { amount currencyCode }
              }
              selectedOrFirstAvailableVariant {
                price { amount currencyCode }
                compareAtPrice { amount currencyCode }
                unitPrice { amount currencyCode }
                unitPriceMeasurement { referenceUnit referenceValue }
              }
            }
          }
        }
      }
    }
  }
}`;

/**
 * Joins the lists of all bought products: each vote counts by its place on its list. What was bought is left out, and
 * what nobody can buy now.
 */
export function recommendedProducts(
  bought: readonly (BoughtProduct | null)[],
  boughtIds: ReadonlySet<string>,
  limit: number,
): OfferedProduct[] {
  const votes = new Map<string, { product: OfferedProduct; score: number }>();
  for (const each of bought) {
    each?.metafield?.references?.nodes.filter(isOffered).forEach((product, at) => {
      if (boughtIds.has(product.id)) return;
      const score = (votes.get(product.id)?.score ?? 0) + 1 / (at + 1);
      votes.set(product.id, { product, score });
    });
  }
  return [...votes.values()]
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ product }) => product);
}

/** A reference may be to something else than a product: then it holds nothing. */
function isOffered(product: Partial<OfferedProduct>): product is OfferedProduct {
  return (
    Boolean(
      product.id && product.onlineStoreUrl && product.availableForSale && product.selectedOrFirstAvailableVariant,
    ) &&
    product.isGiftCard === false &&
    Number(product.priceRange?.minVariantPrice.amount) > 0
  );
}

const REGIONAL = new Set(["PT_BR", "PT_PT", "ZH_CN", "ZH_TW"]);

/** The Storefront API's name of a language: it knows regions of few. */
export function languageCode(isoCode: string): string {
  const code = isoCode.toUpperCase().replace("-", "_");
  return REGIONAL.has(code) ? code : code.split("_")[0]!;
}
