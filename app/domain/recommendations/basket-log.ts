import { DAY_MS, type EpochMs } from "~/domain/time/shop-time";
import { growing } from "~/domain/numeric/growing-array";

/** One order as the recommender sees it: distinct products, by their index in the catalogue. */
export interface Basket {
  readonly at: EpochMs;
  /** Any number that tells customers apart; null when unidentified. */
  readonly customer: number | null;
  readonly products: readonly number[];
}

/**
 * Baskets packed into flat arrays, with the index from product to baskets beside it. A million orders take some
 * tens of megabytes, and counting pairs is a walk over two arrays.
 */
export interface BasketLog {
  readonly productCount: number;
  readonly basketCount: number;
  /** Products of basket `b` stand in `items` from `starts[b]` to `starts[b + 1]`. */
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
  readonly times: Float64Array;
  /** NaN when unidentified. */
  readonly customers: Float64Array;
  /** Baskets of product `p` stand in `baskets` from `productStarts[p]` to `productStarts[p + 1]`. */
  readonly productStarts: Uint32Array;
  readonly baskets: Uint32Array;
}

/** Collects baskets one by one, without keeping any of them as an object. */
export interface BasketLogBuilder {
  /**
   * Adds a basket; repeated products within it count once, and a basket without one is left out.
   *
   * @throws {RangeError} if a product index lies outside the catalogue.
   */
  add(basket: Basket): void;
  build(): BasketLog;
}

/** @param productCount - size of the catalogue; every product index is below it. */
export function basketLogBuilder(productCount: number): BasketLogBuilder {
  const ends = growing(Uint32Array);
  const items = growing(Uint32Array);
  const times = growing(Float64Array);
  const customers = growing(Float64Array);
  const counts = new Uint32Array(productCount);

  return {
    add({ at, customer, products }) {
      for (const product of products.length > 1 ? new Set(products) : products) {
        if (!(product >= 0 && product < productCount)) {
          throw new RangeError(`product index ${product} outside a catalogue of ${productCount}`);
        }
        items.push(product);
        counts[product]! += 1;
      }
      if (products.length === 0) return;
      ends.push(items.length);
      times.push(at);
      customers.push(customer ?? NaN);
    },
    build() {
      const basketCount = ends.length;
      const starts = new Uint32Array(basketCount + 1);
      starts.set(ends.take(), 1);
      return indexed({
        productCount,
        basketCount,
        starts,
        items: items.take(),
        times: times.take(),
        customers: customers.take(),
        counts,
      });
    },
  };
}

/** Packs baskets, in any order. */
export function basketLog(productCount: number, baskets: Iterable<Basket>): BasketLog {
  const builder = basketLogBuilder(productCount);
  for (const basket of baskets) builder.add(basket);
  return builder.build();
}

/** Adds the way from a product to its baskets. */
function indexed({
  counts,
  ...log
}: Omit<BasketLog, "productStarts" | "baskets"> & { readonly counts: Uint32Array }): BasketLog {
  const productStarts = new Uint32Array(log.productCount + 1);
  counts.forEach((count, product) => (productStarts[product + 1] = productStarts[product]! + count));
  const cursor = productStarts.slice();
  const baskets = new Uint32Array(log.items.length);
  for (let basket = 0; basket < log.basketCount; basket++) {
    for (let i = log.starts[basket]!; i < log.starts[basket + 1]!; i++) baskets[cursor[log.items[i]!]!++] = basket;
  }
  return { ...log, productStarts, baskets };
}

/** In how many baskets a product stands. */
export function basketsWith(log: BasketLog, product: number): number {
  return log.productStarts[product + 1]! - log.productStarts[product]!;
}

/** When the newest basket was bought; null when there is none. */
export function newestBasketAt(log: BasketLog): EpochMs | null {
  return log.basketCount === 0 ? null : log.times.reduce((newest, at) => Math.max(newest, at));
}

/** Weight of something that happened at `at`, halved with every `halfLifeDays`; 1 now, and never above 1. */
export function decayedWeight(at: EpochMs, now: EpochMs, halfLifeDays: number): number {
  return 2 ** (-Math.max(0, now - at) / DAY_MS / halfLifeDays);
}

/**
 * Each product's share of what sold lately: decayed basket counts, adding up to 1 (all zero when nothing sold).
 *
 * @returns one share per product, parallel to the catalogue.
 */
export function recentShares(log: BasketLog, now: EpochMs, halfLifeDays: number): Float64Array {
  const shares = new Float64Array(log.productCount);
  let total = 0;
  for (let basket = 0; basket < log.basketCount; basket++) {
    const weight = decayedWeight(log.times[basket]!, now, halfLifeDays);
    for (let i = log.starts[basket]!; i < log.starts[basket + 1]!; i++) shares[log.items[i]!]! += weight;
    total += weight * (log.starts[basket + 1]! - log.starts[basket]!);
  }
  if (total > 0) for (let product = 0; product < shares.length; product++) shares[product]! /= total;
  return shares;
}
