import { HISTORY_DAYS, type ShopDate } from "../calendar";
import { CATALOGUE } from "./catalogue";
import { type CatalogueProduct, type Purpose, type Taste, TASTES } from "./product";
import { minorUnits, shelfPrice, type ShopProfile } from "../profiles";
import { chance, type Random, WeightedChoice } from "../random";

const FIRST_PRODUCT_ID = 8_012_345_600_000;
const FIRST_VARIANT_ID = 44_012_345_600_000;
const ID_STEP = 32;

// Shelves of sold-out products went empty about ten days before the last day.
const SOLD_OUT_SINCE = 1 - 10 / HISTORY_DAYS;

const PURPOSES: readonly Purpose[] = ["gear", "refill", "gift"];

export interface StockedVariant {
  readonly id: number;
  readonly title: string;
  /** Minor units of the shop currency. */
  readonly price: number;
}

export interface StockedProduct {
  readonly index: number;
  readonly id: number;
  readonly listing: CatalogueProduct;
  readonly variants: readonly StockedVariant[];
  readonly complements: readonly { readonly index: number; readonly probability: number }[];
  /** First and last index of the days it is sold. */
  readonly firstDay: number;
  readonly lastDay: number;
}

/** The catalogue with local ids and prices, and ways to draw from it. */
export interface Shelves {
  readonly products: readonly StockedProduct[];
  readonly giftCard: StockedProduct;
  product(index: number): StockedProduct;
  isOnSale(product: StockedProduct, day: ShopDate): boolean;
  /** A product that suits taste and purpose, in season; null when the taste knows none. */
  draw(random: Random, taste: Taste, purpose: Purpose, day: ShopDate): StockedProduct | null;
}

function seasonalInterest(listing: CatalogueProduct, dayOfYear: number): number {
  if (listing.season === "summer") return dayOfYear > 115 && dayOfYear < 255 ? 1 : 0.1;
  if (listing.season === "winter") return dayOfYear > 290 ? 1 : dayOfYear < 35 ? 0.3 : 0.03;
  return 1;
}

export function stockShelves(profile: ShopProfile): Shelves {
  const indexByKey = new Map(CATALOGUE.map(({ key }, index) => [key, index]));
  const indexOf = (key: string): number => {
    const index = indexByKey.get(key);
    if (index === undefined) throw new RangeError(`the catalogue has no product "${key}"`);
    return index;
  };
  let variantNumber = 0;
  const products = CATALOGUE.map((listing, index): StockedProduct => ({
    index,
    id: FIRST_PRODUCT_ID + index * ID_STEP,
    listing,
    variants: listing.variants.map(({ title, price }) => ({
      id: FIRST_VARIANT_ID + variantNumber++ * ID_STEP,
      title,
      price: listing.isGiftCard ? roundGift(profile, price) : shelfPrice(profile, price),
    })),
    complements: listing.goesWith.map(([key, probability]) => ({ index: indexOf(key), probability })),
    firstDay: Math.round(listing.soldFrom * HISTORY_DAYS),
    lastDay:
      listing.status === "DRAFT"
        ? -1
        : Math.round(Math.min(listing.soldUntil, listing.isSoldOut ? SOLD_OUT_SINCE : 1) * HISTORY_DAYS) - 1,
  }));
  const product = (index: number): StockedProduct => {
    const found = products[index];
    if (found === undefined) throw new RangeError(`there is no product ${index} on the shelves`);
    return found;
  };
  const isOnSale = ({ firstDay, lastDay }: StockedProduct, day: ShopDate) =>
    day.index >= firstDay && day.index <= lastDay;

  const drawers = new Map<string, { indexes: number[]; choice: WeightedChoice }>();
  for (const taste of TASTES) {
    for (const purpose of PURPOSES) {
      const fitting = products.filter(({ listing }) => listing.purpose === purpose && (listing.appeal[taste] ?? 0) > 0);
      if (fitting.length === 0) continue;
      drawers.set(`${taste} ${purpose}`, {
        indexes: fitting.map(({ index }) => index),
        choice: new WeightedChoice(fitting.map(({ listing }) => listing.appeal[taste] ?? 0)),
      });
    }
  }

  return {
    products,
    giftCard: product(indexOf("gift-card")),
    product,
    isOnSale,
    draw(random, taste, purpose, day) {
      const drawer = drawers.get(`${taste} ${purpose}`);
      if (drawer === undefined) return null;
      for (;;) {
        const candidate = product(drawer.indexes[drawer.choice.pick(random)] ?? 0);
        if (isOnSale(candidate, day) && chance(random, seasonalInterest(candidate.listing, day.dayOfYear))) {
          return candidate;
        }
      }
    },
  };
}

/** Gift cards carry round amounts in every currency. */
function roundGift(profile: ShopProfile, euro: number): number {
  const step = minorUnits(profile, profile.priceLevel > 50 ? 1000 : 5);
  return Math.max(1, Math.round(minorUnits(profile, euro * profile.priceLevel) / step)) * step;
}
