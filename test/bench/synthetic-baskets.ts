import type { Basket } from "~/domain/recommendations/basket-log";
import type { CatalogueProduct } from "~/domain/recommendations/lists/catalogue-product";
import { seededRandom } from "~/domain/numeric/random";
import { NOW } from "./synthetic-shop";

const DAY_MS = 86_400_000;

/** Two to six products each; some sell far more than others, and products near one another go together. */
export function* syntheticBaskets(count: number, products: number): Generator<Basket> {
  const random = seededRandom(7);
  for (let basket = 0; basket < count; basket++) {
    const seed = Math.floor(products * random() ** 3);
    const size = 2 + Math.floor(random() ** 2 * 5);
    const held = Array.from({ length: size }, (_, place) =>
      // One in four products of a basket has nothing to do with the others.
      place === 0
        ? seed
        : random() < 0.25
          ? Math.floor(products * random() ** 3)
          : (seed + Math.floor(60 * random() ** 2)) % products,
    );
    yield {
      at: NOW - Math.floor(random() * 365 * DAY_MS),
      customer: Math.floor((random() * count) / 2),
      products: held,
    };
  }
}

export function syntheticCatalogue(products: number): CatalogueProduct[] {
  return Array.from({ length: products }, (_, product) => ({
    description: `Product ${product} of kind ${product % 60} by maker ${product % 35}`,
    isEligible: product % 20 !== 0,
  }));
}
