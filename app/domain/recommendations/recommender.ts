/** A product with its score for what a shopper has before them. */
export interface Neighbour {
  readonly product: number;
  /** Positive; comparable within one list only. */
  readonly score: number;
}

/** A product a shopper looks at, has in the cart or bought before, and how much it counts. */
export interface ContextProduct {
  readonly product: number;
  readonly weight: number;
}

/** What an engine was told, to be printed and kept beside what it made. */
export type RecommenderSettings = Readonly<Record<string, number | string | null>>;

/**
 * Ranks products for a context. An engine is one file with a function that makes one of these from a log of baskets;
 * `engines.ts` lists them all.
 */
export interface Recommender {
  readonly name: string;
  readonly settings: RecommenderSettings;
  /**
   * Products that go with a context, best first: one product on an item page, several for a cart, all purchases of a
   * customer. Products of the context are never among them.
   *
   * @param limit - longest list wanted.
   */
  scores(context: readonly ContextProduct[], limit: number): Neighbour[];
}

/** The context of an item page. */
export function onPageOf(product: number): ContextProduct[] {
  return [{ product, weight: 1 }];
}

/** Products by which the usual size of an engine's scores is told. */
const SAMPLED_PRODUCTS = 2000;

/** The best score of the products of a sample, evenly over the catalogue; of those that have a partner. */
export function bestScores(productCount: number, engine: Recommender): { product: number; score: number }[] {
  const step = Math.max(1, productCount / SAMPLED_PRODUCTS);
  return Array.from({ length: Math.min(productCount, SAMPLED_PRODUCTS) }, (_, i) => Math.floor(i * step)).flatMap(
    (product) => engine.scores(onPageOf(product), 1).map(({ score }) => ({ product, score })),
  );
}
