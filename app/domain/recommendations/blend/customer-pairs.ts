import type { EpochMs } from "~/domain/time/shop-time";
import { basketsWith, type BasketLog, decayedWeight } from "../basket-log";
import { basketsOfCustomers, MOST_PRODUCTS } from "../customer-baskets";
import type { PartnersOf } from "../engines/item-to-item";
import { growing } from "~/domain/numeric/growing-array";
import { ScoreTable } from "../score-table";

const HALF_LIFE_DAYS = 180;
const SIZE_DAMPING = 0.75;
const POPULARITY_DAMPING = 0.2;

/**
 * Products the same customers bought, in whatever order: who bought this also bought that. A customer of k products
 * weighs (k - 1)^-.75, a pair by the age of its older purchase, a partner less the more it sells.
 */
export function customerPairs(log: BasketLog, now: EpochMs): PartnersOf {
  const { starts, items, ages, customersOf } = histories(log, now);
  const table = new ScoreTable(log);
  return (seed, limit) => {
    for (let at = customersOf.starts[seed]!; at < customersOf.starts[seed + 1]!; at++) {
      const place = customersOf.places[at]!;
      const customer = customersOf.customers[at]!;
      const size = starts[customer + 1]! - starts[customer]!;
      const weight = (size - 1) ** -SIZE_DAMPING;
      const own = ages[place]!;
      for (let i = starts[customer]!; i < starts[customer + 1]!; i++) {
        table.add(items[i]!, weight * Math.min(own, ages[i]!));
      }
    }
    table.drop(seed);
    table.rescale((sum, other) => (sum > 0 ? sum * basketsWith(log, other) ** -POPULARITY_DAMPING : 0));
    return table.take(limit);
  };
}

/** Each customer's different products with the decayed weight of the latest purchase, and the way back. */
function histories(log: BasketLog, now: EpochMs) {
  const starts = growing(Uint32Array);
  const items = growing(Uint32Array);
  const ages = growing(Float32Array);
  starts.push(0);
  for (const baskets of basketsOfCustomers(log)) {
    const latest = new Map<number, number>();
    for (const basket of baskets) {
      const weight = decayedWeight(log.times[basket]!, now, HALF_LIFE_DAYS);
      for (let i = log.starts[basket]!; i < log.starts[basket + 1]!; i++) {
        latest.set(log.items[i]!, Math.max(weight, latest.get(log.items[i]!) ?? 0));
      }
    }
    if (latest.size < 2 || latest.size > MOST_PRODUCTS) continue;
    for (const [product, weight] of latest) {
      items.push(product);
      ages.push(weight);
    }
    starts.push(items.length);
  }
  const packed = { starts: starts.take(), items: items.take(), ages: ages.take() };
  return { ...packed, customersOf: byProduct(log.productCount, packed.starts, packed.items) };
}

function byProduct(productCount: number, starts: Uint32Array, items: Uint32Array) {
  const productStarts = new Uint32Array(productCount + 1);
  for (const product of items) productStarts[product + 1]! += 1;
  for (let product = 0; product < productCount; product++) productStarts[product + 1]! += productStarts[product]!;
  const cursor = productStarts.slice();
  const customers = new Uint32Array(items.length);
  const places = new Uint32Array(items.length);
  for (let customer = 0; customer + 1 < starts.length; customer++) {
    for (let place = starts[customer]!; place < starts[customer + 1]!; place++) {
      const at = cursor[items[place]!]!++;
      customers[at] = customer;
      places[at] = place;
    }
  }
  return { starts: productStarts, customers, places };
}
