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
