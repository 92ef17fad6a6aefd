import type { BasketLog } from "../basket-log";
import { basketsOfCustomers, MOST_PRODUCTS } from "../customer-baskets";

/** Numbers of two hashes side by side, 53 bits together; sums of either wrap around. */
interface Hashes {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

/**
 * One number per product for all that its pairs are counted by: its baskets, with their products, time and customer, and
 * what else the customers behind them bought. It is another number as soon as any of that is, but for chance (2^-53),
 * whatever order the baskets come in. A customer of more than `MOST_PRODUCTS` counts in baskets alone, as in the pairs.
 *
 * @returns marks parallel to the catalogue, whole and below 2^53; 0 for a product in no basket.
 */
export function productMarks(log: BasketLog): Float64Array {
  const own = hashesOf(log);
  const histories = historiesOf(log, own);
  const low = new Uint32Array(log.productCount);
  const high = new Uint32Array(log.productCount);
  for (let basket = 0; basket < log.basketCount; basket++) {
    const lowMark = mixed(own.low[basket]!, histories.low[basket]!);
    const highMark = mixed(own.high[basket]!, histories.high[basket]!);
    for (let i = log.starts[basket]!; i < log.starts[basket + 1]!; i++) {
      low[log.items[i]!]! += lowMark;
      high[log.items[i]!]! += highMark;
    }
  }
  return Float64Array.from(low, (mark, product) => (high[product]! >>> 11) * 2 ** 32 + mark);
}

/** Where more of the products were touched, ranking all costs little more. */
const MOST_TOUCHED = 0.5;

/**
 * Those of some products whose marks differ; null when these are more than half of them, so that all are better ranked.
 *
 * @param before - marks of an earlier log, parallel to `after`.
 */
export function touchedProducts(
  products: readonly number[],
  before: ArrayLike<number>,
  after: ArrayLike<number>,
): number[] | null {
  const touched = products.filter((product) => after[product] !== before[product]);
  return touched.length > MOST_TOUCHED * products.length ? null : touched;
}

/** Of each basket by itself; that of its products does not depend on their order. */
function hashesOf(log: BasketLog): Hashes {
  const hash = (basket: number, start: number) => {
    let products = 0;
    for (let i = log.starts[basket]!; i < log.starts[basket + 1]!; i++) products += mixed(start, log.items[i]!);
    return mixed(withNumber(withNumber(start, log.times[basket]!), log.customers[basket]!), products);
  };
  return {
    low: Uint32Array.from(log.times.keys(), (basket) => hash(basket, 0x9747b28c)),
    high: Uint32Array.from(log.times.keys(), (basket) => hash(basket, 0x1b873593)),
  };
}

/** Of each basket, all baskets of its customer; 0 where nobody is known, and where nobody's pairs are counted. */
function historiesOf(log: BasketLog, own: Hashes): Hashes {
  const low = new Uint32Array(log.basketCount);
  const high = new Uint32Array(log.basketCount);
  for (const baskets of basketsOfCustomers(log)) {
    if (isTrader(log, baskets)) continue;
    let [lowSum, highSum] = [0, 0];
    for (const basket of baskets) {
      lowSum += own.low[basket]!;
      highSum += own.high[basket]!;
    }
    for (const basket of baskets) [low[basket], high[basket]] = [lowSum, highSum];
  }
  return { low, high };
}

function isTrader(log: BasketLog, baskets: Uint32Array): boolean {
  const lines = baskets.reduce((sum, basket) => sum + log.starts[basket + 1]! - log.starts[basket]!, 0);
  if (lines <= MOST_PRODUCTS) return false;
  const products = new Set<number>();
  for (const basket of baskets) {
    for (let i = log.starts[basket]!; i < log.starts[basket + 1]!; i++) products.add(log.items[i]!);
  }
  return products.size > MOST_PRODUCTS;
}

/** All bits of a number that may be larger than 32 of them; nobody's number is as good as 0. */
function withNumber(hash: number, value: number): number {
  return mixed(mixed(hash, value), value / 2 ** 32);
}

/** MurmurHash3's mixer over both (Appleby 2011): numbers that differ in one bit lie apart. */
function mixed(hash: number, value: number): number {
  let mix = Math.imul(hash, 5) + 0xe6546b64 + (hash >>> 15);
  mix = Math.imul(mix ^ value, 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return mix ^ (mix >>> 16);
}
