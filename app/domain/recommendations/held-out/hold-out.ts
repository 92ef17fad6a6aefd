import { DAY_MS, type EpochMs } from "~/domain/time/shop-time";
import { basketLogBuilder, type BasketLog, newestBasketAt } from "../basket-log";
import { growing } from "~/domain/numeric/growing-array";
import { fnv1a } from "../fnv1a";

/** A basket the engines have not seen. */
export interface HeldOutBasket {
  readonly at: EpochMs;
  readonly customer: number | null;
  readonly products: readonly number[];
  /** The product to be guessed from the others of the cart; null in a basket of one. */
  readonly hidden: number | null;
}

/** What is known at a moment, and what came after it. */
export interface HeldOut {
  readonly training: BasketLog;
  /** The moment: ages are measured from it. */
  readonly now: EpochMs;
  readonly baskets: readonly HeldOutBasket[];
}

/** What baskets and products are called outside; decides which product of a cart is hidden, and nothing else. */
export interface Names {
  readonly basket: (basket: number) => string;
  readonly product: (product: number) => string;
}

const PLAIN_NAMES: Names = { basket: String, product: String };

/**
 * Holds out the last days of a log.
 *
 * @param windowsBack - 0 for the last window of that many days, 1 for the one before it, with nothing after it.
 */
export function holdOutWindow(log: BasketLog, windowDays: number, windowsBack: number, names = PLAIN_NAMES): HeldOut {
  const windowMs = windowDays * DAY_MS;
  const end = windowsEnd(log) - windowsBack * windowMs;
  const now = end - windowMs;
  return holdOut(log, now, (basket) => partByTime(log.times[basket]!, now, end), names);
}

/** The end of the day of the newest basket: the last window ends here. */
export function windowsEnd(log: BasketLog): EpochMs {
  return (Math.floor((newestBasketAt(log) ?? 0) / DAY_MS) + 1) * DAY_MS;
}

function partByTime(at: EpochMs, now: EpochMs, end: EpochMs): Part {
  if (at < now) return "known";
  return at < end ? "held_out" : "unused";
}

/** Baskets of two products and more bought at `from` or later, by their index: what lists can be tried on. */
export function basketsOfSeveral(log: BasketLog, from: EpochMs): Uint32Array {
  const several = growing(Uint32Array);
  for (let basket = 0; basket < log.basketCount; basket++) {
    const size = log.starts[basket + 1]! - log.starts[basket]!;
    if (size > 1 && log.times[basket]! >= from) several.push(basket);
  }
  return several.take();
}

/**
 * Holds out what was bought at `now` or later, of which a sample is kept: a large shop's last weeks would not fit into
 * memory basket by basket.
 *
 * @param several - the `basketsOfSeveral` from `now`.
 * @param most - size of the sample, taken evenly.
 */
export function holdOutSample(log: BasketLog, now: EpochMs, several: Uint32Array, most: number): HeldOut {
  const step = Math.max(1, several.length / most);
  const count = Math.min(several.length, most);
  const sample = new Set(Array.from({ length: count }, (_, i) => several[Math.floor(i * step)]!));
  return holdOut(log, now, (basket) => {
    if (log.times[basket]! < now) return "known";
    return sample.has(basket) ? "held_out" : "unused";
  });
}

export type Part = "known" | "held_out" | "unused";

export function holdOut(log: BasketLog, now: EpochMs, partOf: (basket: number) => Part, names = PLAIN_NAMES): HeldOut {
  const known = basketLogBuilder(log.productCount);
  const baskets: HeldOutBasket[] = [];
  for (let basket = 0; basket < log.basketCount; basket++) {
    const part = partOf(basket);
    if (part === "unused") continue;
    const products = Array.from(log.items.subarray(log.starts[basket], log.starts[basket + 1]));
    const customer = Number.isNaN(log.customers[basket]) ? null : log.customers[basket]!;
    const at = log.times[basket]!;
    if (part === "known") known.add({ at, customer, products });
    else baskets.push({ at, customer, products, hidden: hiddenOf(basket, products, names) });
  }
  return { training: known.build(), now, baskets };
}

/** The product with the smallest hash of both names: the same whoever measures. */
function hiddenOf(basket: number, products: readonly number[], names: Names): number | null {
  if (products.length < 2) return null;
  const order = names.basket(basket);
  let hidden: number | null = null;
  let smallest = Infinity;
  for (const product of products) {
    const hash = fnv1a(`${order}|${names.product(product)}`);
    if (hash < smallest || (hash === smallest && product < hidden!)) [hidden, smallest] = [product, hash];
  }
  return hidden;
}
