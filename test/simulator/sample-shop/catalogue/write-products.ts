import { JsonLinesFile } from "../folder/json-lines";
import { decimal } from "../folder/money";
import { shelfPrice, type ShopProfile } from "../profiles";
import { between, chance, type Random } from "../random";
import { keyOf } from "./product";
import type { Shelves } from "./shelves";

const REDUCED_SHARE = 0.08;

/** Writes what the shop sells, and gives how many products that is. */
export function writeProducts(random: Random, shelves: Shelves, profile: ShopProfile, path: string): number {
  const file = new JsonLinesFile(path);
  for (const { id, listing, variants } of shelves.products) {
    const isReduced = !listing.isGiftCard && chance(random, REDUCED_SHARE);
    file.write({
      id,
      title: listing.title,
      handle: listing.key,
      productType: listing.type,
      vendor: listing.vendor,
      collections: listing.collections,
      tags: listing.tags,
      status: listing.status,
      ...(listing.isGiftCard && { giftCard: true }),
      variants: variants.map((variant) => ({
        id: variant.id,
        title: variant.title,
        price: decimal(variant.price, profile.currencyDigits),
        ...(isReduced && { compareAtPrice: decimal(priceBefore(profile, variant.price), profile.currencyDigits) }),
        sku: `${listing.key.slice(0, 12)}-${keyOf(variant.title).slice(0, 6)}`.toUpperCase(),
        ...pricedByWeight(variant.title, listing.title),
        ...(!listing.isGiftCard && {
          inventory: listing.isSoldOut ? 0 : between(random, 8, 240),
          unitCost: decimal(Math.round(variant.price * (0.42 + 0.2 * random.next())), profile.currencyDigits),
        }),
      })),
    });
  }
  file.close();
  return file.lines;
}

/** What is sold by weight names its price for a kilogram: the weight stands in the first title that ends with one. */
function pricedByWeight(...titles: readonly string[]) {
  const [, amount, unit] = titles.map((title) => /(?:^|\s)(\d+) (g|kg)$/.exec(title)).find((found) => found) ?? [];
  if (amount === undefined) return {};
  const quantityValue = Number(amount) / (unit === "g" ? 1000 : 1);
  return { unitPriceMeasurement: { quantityValue, quantityUnit: "kg", referenceValue: 1, referenceUnit: "kg" } };
}

/** What a reduced article cost: about a quarter more, on the same price points. */
function priceBefore(profile: ShopProfile, price: number): number {
  const perEuro = 10 ** profile.currencyDigits * profile.priceLevel;
  return shelfPrice(profile, (price * 1.25) / perEuro);
}
