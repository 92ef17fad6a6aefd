import type { ViewedProduct } from "~/adapters/db/measurement/visit-lists.server";
import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import { rateOf, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";

const NO_VIEWS = because("noKnownViews");

export interface RarelyAdded extends ViewedProduct {
  readonly added: MetricValue;
}

/**
 * Products that enough sessions viewed and that, beyond chance, were put into the cart less often than products are on
 * the whole. In the order given.
 */
export function rarelyAdded(products: readonly ViewedProduct[]): RarelyAdded[] {
  const sum = (of: (product: ViewedProduct) => number) => products.reduce((total, each) => total + of(each), 0);
  const usual = sum(({ adding }) => adding) / sum(({ sessions }) => sessions);
  return products.flatMap((product) => {
    // Who puts a product into the cart without a view of its page is no more than a viewer.
    const added = rateOf(Math.min(product.adding, product.sessions), product.sessions, NO_VIEWS);
    const isRare = product.sessions >= FEW_DATA && added.interval !== null && added.interval[1] < usual;
    return isRare ? [{ ...product, added }] : [];
  });
}

export interface SoldOutProduct extends ViewedProduct {
  readonly soldOut: MetricValue;
}

/** Products that were viewed while nothing of them could be bought, most such views first. */
export function viewedWhileSoldOut(products: readonly ViewedProduct[]): SoldOutProduct[] {
  return products
    .filter(({ soldOutViews }) => soldOutViews > 0)
    .map((product) => ({ ...product, soldOut: rateOf(product.soldOutViews, product.knownViews, NO_VIEWS) }))
    .sort((a, b) => b.soldOutViews - a.soldOutViews);
}
