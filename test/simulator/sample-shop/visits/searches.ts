import type { Shelves, StockedProduct } from "../catalogue/shelves";
import { between, type Random } from "../random";

const QUERIES = [
  ...["espresso", "filter", "grinder", "decaf", "kettle", "tea", "kenya", "gift", "scale", "mug"],
  ...["oat milk", "matcha whisk", "capsules"],
];

const fits = ({ listing: { title, type, tags } }: StockedProduct, query: string): boolean =>
  [title, type, ...tags].some((text) => text.toLowerCase().includes(query));

/** What somebody types who only looks around. */
export const someQuery = (random: Random): string => QUERIES[between(random, 0, QUERIES.length - 1)] ?? "";

/** What somebody types who finds this product. */
export const queryFor = (product: StockedProduct): string =>
  QUERIES.find((query) => fits(product, query)) ?? product.listing.type.toLowerCase();

export const resultsOf = ({ products }: Shelves, query: string): number =>
  products.filter((product) => fits(product, query)).length;
