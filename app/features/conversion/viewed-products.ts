import type { ViewedProductTotals } from "~/adapters/db/totals/measured-lists.server";
import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import { rateOf, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";

const NO_VIEWS = because("noKnownViews");

export interface RarelyAdded extends ViewedProductTotals {
  readonly added: MetricValue;
  /** Sessions more that would have put it into the cart at the usual rate. */
  readonly missed: number;
}

/**
 * Products that enough sessions viewed and that, beyond chance, were put into the cart less often than `usual`, the rate of
 * all products given. Those that miss most come first.
 */
export function rarelyAdded(products: readonly ViewedProductTotals[]): {
  readonly usual: MetricValue;
  readonly rows: RarelyAdded[];
} {
  const sum = (of: (product: ViewedProductTotals) => number) => products.reduce((total, each) => total + of(each), 0);
  const usual = rateOf(
    sum(addingViewers),
    sum(({ sessions }) => sessions),
    NO_VIEWS,
  );
  const rows = products.flatMap((product) => {
    const added = rateOf(addingViewers(product), product.sessions, NO_VIEWS);
    const isRare =
      usual.value !== null &&
      product.sessions >= FEW_DATA &&
      added.interval !== null &&
      added.interval[1] < usual.value;
    return isRare ? [{ ...product, added, missed: product.sessions * usual.value - addingViewers(product) }] : [];
  });
  return { usual, rows: rows.sort((a, b) => b.missed - a.missed) };
}

/** Sessions that put it into the cart; those that did so without a look at its page are no more than all that looked. */
const addingViewers = ({ adding, sessions }: ViewedProductTotals) => Math.min(adding, sessions);

export interface SoldOutProduct extends ViewedProductTotals {
  readonly soldOut: MetricValue;
}

/** Products that were viewed while nothing of them could be bought, most such views first. */
export function viewedWhileSoldOut(products: readonly ViewedProductTotals[]): SoldOutProduct[] {
  return products
    .filter(({ soldOutViews }) => soldOutViews > 0)
    .map((product) => ({ ...product, soldOut: rateOf(product.soldOutViews, product.knownViews, NO_VIEWS) }))
    .sort((a, b) => b.soldOutViews - a.soldOutViews);
}
