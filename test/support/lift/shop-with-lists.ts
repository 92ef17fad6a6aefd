import { type Random, randomNormal, randomPoisson, seededRandom } from "~/domain/numeric/random";
import { isHeldOut } from "~/domain/recommendations/lift/hold-out-draw";
import type { ProductDay } from "~/domain/recommendations/lift/product-days";
import { addDays } from "~/domain/time/shop-time";

/** What a simulated shop is like; its lists raise the chance of buying by a known part. */
export interface ShopWithLists {
  readonly products: number;
  readonly days: number;
  readonly sessionsADay: number;
  readonly shareHeldOut: number;
  /** By how much lists raise the chance of buying where every page seen has one. */
  readonly effect: number;
  /** Whether the effect differs between products, by a long-tailed draw of mean 1. */
  readonly isEffectUneven: boolean;
  /** Spread of the logarithm of a basket around its product's price. */
  readonly basketSpread: number;
}

export const ORDINARY_SHOP: ShopWithLists = {
  products: 80,
  days: 40,
  sessionsADay: 150,
  shareHeldOut: 0.1,
  effect: 0.2,
  isEffectUneven: false,
  basketSpread: 0.9,
};

/** Views grow scarce by this power of a product's rank. */
const POPULARITY_POWER = 0.9;
const CONVERSION = 0.03;
/** A shown list leads to one page more in so many sessions, from the product looked at first. */
const LEADS_ON = 0.08;
/** A sale every thirty days: more visits, and more of them buy. */
const SALE = { everyDays: 30, visits: 3, buying: 1.6 };

/**
 * Visits of a simulated shop, summed by product-day, and the true lift.
 *
 * Popularity follows a power law, products differ in price and in what they are wanted, baskets are heavy-tailed, days
 * are better and worse, and a sale falls on some. Sessions look at several products, and each of their lists has its
 * part in the effect, so that shown lists also sell for held-out products: the interference that a lift by product-day
 * cannot see. The true lift is what remains, counted from the chances of each session with its own list and without.
 */
export function visitShop(shop: ShopWithLists, seed: number): { productDays: ProductDay[]; trueLift: number } {
  const random = seededRandom(seed);
  const pick = pickByPower(shop.products, random);
  const each = (value: () => number) => Float64Array.from({ length: shop.products }, value);
  const prices = each(() => 3000 * Math.exp(0.8 * randomNormal(random)));
  const wanted = each(() => Math.exp(0.7 * randomNormal(random) - 0.245));
  const effects = each(() => shop.effect * (shop.isEffectUneven ? Math.exp(1.2 * randomNormal(random) - 0.72) : 1));
  const productDays: ProductDay[] = [];
  let [withList, withoutList] = [0, 0];

  for (let day = 0; day < shop.days; day++) {
    const date = addDays("2026-01-01", day);
    const heldOut = Array.from(prices, (_, product) =>
      isHeldOut(`seed ${seed}`, String(product), date, shop.shareHeldOut),
    );
    const sessions = new Float64Array(shop.products);
    const sales = new Float64Array(shop.products);
    const isSale = day % SALE.everyDays === SALE.everyDays - 1;
    const visits = Math.exp(0.25 * randomNormal(random)) * (isSale ? SALE.visits : 1);
    const mood = Math.exp(0.2 * randomNormal(random)) * (isSale ? SALE.buying : 1);

    const count = randomPoisson(shop.sessionsADay * visits, random);
    for (let session = 0; session < count; session++) {
      const seen = [pick()];
      for (let more = randomPoisson(1.2, random); more > 0; more--) addOnce(seen, pick());
      const chance = CONVERSION * wanted[seen[0]!]! * mood * (0.6 + 0.4 * seen.length);
      const effectOf = (product: number) => effects[product]! / seen.length;
      const shown = seen.reduce((sum, product) => sum + (heldOut[product] ? 0 : effectOf(product)), 0);
      const bought = prices[seen[Math.floor(random() * seen.length)]!]!;
      const isBuying = random() < chance * (1 + shown);
      const basket = bought * Math.exp(shop.basketSpread * randomNormal(random) - shop.basketSpread ** 2 / 2);

      const viewed = [...seen];
      if (!heldOut[seen[0]!] && random() < LEADS_ON) addOnce(viewed, pick());
      for (const product of viewed) {
        sessions[product]! += 1;
        if (isBuying) sales[product]! += basket;
        const own = seen.includes(product) ? effectOf(product) : 0;
        const others = shown - (heldOut[product] ? 0 : own);
        withList += chance * (1 + others + own);
        withoutList += chance * (1 + others);
      }
    }
    heldOut.forEach((isOut, product) =>
      productDays.push({
        productId: String(product),
        isHeldOut: isOut,
        sessions: sessions[product]!,
        netSales: Math.round(sales[product]!),
      }),
    );
  }
  return { productDays, trueLift: withList / withoutList - 1 };
}

function addOnce(list: number[], product: number): void {
  if (!list.includes(product)) list.push(product);
}

/** Draws products, the first most often. */
function pickByPower(products: number, random: Random): () => number {
  const upTo = new Float64Array(products);
  let total = 0;
  for (let product = 0; product < products; product++) upTo[product] = total += (product + 1) ** -POPULARITY_POWER;
  return () => {
    const at = random() * total;
    let [low, high] = [0, products - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
