import type { EpochMs } from "~/domain/time/shop-time";

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

/**
 * Packs baskets.
 *
 * @param productCount - size of the catalogue; every product index is below it.
 * @param baskets - in any order; repeated products within a basket count once; empty baskets are dropped.
 * @throws {RangeError} if a product index lies outside the catalogue.
 */
export function basketLog(productCount: number, baskets: Iterable<Basket>): BasketLog {
  const starts: number[] = [0];
  const items: number[] = [];
  const times: number[] = [];
  const customers: number[] = [];
  const counts = new Uint32Array(productCount);
  for (const basket of baskets) {
    for (const product of new Set(basket.products)) {
      if (!(product >= 0 && product < productCount)) {
        throw new RangeError(`product index ${product} outside a catalogue of ${productCount}`);
      }
      items.push(product);
      counts[product]! += 1;
    }
    if (items.length === starts[starts.length - 1]) continue;
    starts.push(items.length);
    times.push(basket.at);
    customers.push(basket.customer ?? NaN);
  }

  const productStarts = new Uint32Array(productCount + 1);
  for (let product = 0; product < productCount; product++) {
    productStarts[product + 1] = productStarts[product]! + counts[product]!;
  }
  const cursor = productStarts.slice();
  const basketsOfProducts = new Uint32Array(items.length);
  for (let basket = 0; basket < times.length; basket++) {
    for (let i = starts[basket]!; i < starts[basket + 1]!; i++) {
      basketsOfProducts[cursor[items[i]!]!++] = basket;
    }
  }
  return {
    productCount,
    basketCount: times.length,
    starts: Uint32Array.from(starts),
    items: Uint32Array.from(items),
    times: Float64Array.from(times),
    customers: Float64Array.from(customers),
    productStarts,
    baskets: basketsOfProducts,
  };
}

/** In how many baskets a product stands. */
export function basketsWith(log: BasketLog, product: number): number {
  return log.productStarts[product + 1]! - log.productStarts[product]!;
}

/** When the newest basket was bought; null when there is none. */
export function newestBasketAt(log: BasketLog): EpochMs | null {
  return log.basketCount === 0 ? null : log.times.reduce((newest, at) => Math.max(newest, at));
}

const DAY_MS = 86_400_000;

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
