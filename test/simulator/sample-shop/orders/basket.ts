import type { ShopDate } from "../calendar";
import type { Purpose, Taste } from "../catalogue/product";
import { NO_FAVOURITE } from "../open-customers";
import { between, chance, type Random, weighted } from "../random";
import type { Shelves, StockedProduct } from "../catalogue/shelves";

const MOST_LINES = 9;
const ONE_MORE = 0.38;
const BUYS_FAVOURITE_AGAIN = 0.55;

export interface BasketLine {
  readonly product: StockedProduct;
  readonly variantIndex: number;
  readonly quantity: number;
}

export interface Shopper {
  readonly taste: Taste;
  readonly isFirstOrder: boolean;
  /** Index of the product they refill, or `NO_FAVOURITE`. */
  readonly favourite: number;
  /** Buys by the case. */
  readonly isTrade: boolean;
}

const firstPurpose = weighted<Purpose>([
  ["gear", 42],
  ["refill", 47],
  ["gift", 11],
]);
const laterPurpose = weighted<Purpose>([
  ["gear", 17],
  ["refill", 74],
  ["gift", 9],
]);
const extraPurpose = weighted<Purpose>([
  ["gear", 30],
  ["refill", 62],
  ["gift", 8],
]);
const giverPurpose = weighted<Purpose>([
  ["gear", 38],
  ["refill", 8],
  ["gift", 54],
]);
const bagSize = weighted<number>([
  [0, 58],
  [1, 19],
  [2, 23],
]);
const tradeBagSize = weighted<number>([
  [1, 20],
  [2, 80],
]);
const refillQuantity = weighted<number>([
  [1, 70],
  [2, 21],
  [3, 6],
  [4, 3],
]);

/** What a shopper puts in the cart: one thing they came for, what goes with it, and sometimes a little more. */
export function fillBasket(random: Random, shelves: Shelves, shopper: Shopper, day: ShopDate): BasketLine[] {
  const lines: BasketLine[] = [];
  const put = (product: StockedProduct) => {
    if (lines.length < MOST_LINES && lines.every((line) => line.product !== product)) {
      lines.push(portion(random, product, shopper.isTrade));
    }
  };

  const wanted = findWanted(random, shelves, shopper, day);
  put(wanted);
  for (const { index, probability } of wanted.complements) {
    const complement = shelves.product(index);
    if (chance(random, probability) && shelves.isOnSale(complement, day)) put(complement);
  }
  while (lines.length < MOST_LINES && chance(random, ONE_MORE)) {
    const extra = shelves.draw(random, shopper.taste, extraPurpose(random), day);
    if (extra !== null) put(extra);
  }
  return lines;
}

function findWanted(random: Random, shelves: Shelves, shopper: Shopper, day: ShopDate): StockedProduct {
  const purpose = purposeOf(random, shopper);
  if (purpose === "refill" && shopper.favourite !== NO_FAVOURITE && chance(random, BUYS_FAVOURITE_AGAIN)) {
    const favourite = shelves.product(shopper.favourite);
    if (shelves.isOnSale(favourite, day)) return favourite;
  }
  const found = shelves.draw(random, shopper.taste, purpose, day) ?? shelves.draw(random, shopper.taste, "gift", day);
  if (found === null) throw new RangeError(`nothing on the shelves suits the taste "${shopper.taste}"`);
  return found;
}

function purposeOf(random: Random, shopper: Shopper): Purpose {
  if (shopper.isTrade) return "refill";
  if (shopper.taste === "gifts") return giverPurpose(random);
  return shopper.isFirstOrder ? firstPurpose(random) : laterPurpose(random);
}

/** How much of a product, and in which size. */
export function portion(random: Random, product: StockedProduct, isTrade: boolean): BasketLine {
  const { listing, variants } = product;
  const variantIndex = variants.length > 1 ? (isTrade ? tradeBagSize(random) : bagSize(random)) : 0;
  if (isTrade) return { product, variantIndex, quantity: between(random, 3, 16) };
  const quantity = listing.purpose === "refill" ? refillQuantity(random) : chance(random, 0.06) ? 2 : 1;
  return { product, variantIndex, quantity };
}
