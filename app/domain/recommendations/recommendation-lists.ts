import type { EpochMs } from "~/domain/time/shop-time";
import { type BasketLog, basketsWith, recentShares } from "./basket-log";
import {
  best,
  coPurchase,
  type CoPurchaseSettings,
  type Neighbour,
  RECENT_SALES_HALF_LIFE_DAYS,
  settingsFor,
} from "./co-purchase";
import { type PairEvidence, pairCounter } from "./pair-evidence";
import { similarProducts } from "./similar-products";

/** A product as the recommender sees it; its index in the catalogue is its identity here. */
export interface CatalogueProduct {
  /** Words that describe it: title, type, tags. */
  readonly description: string;
  /** Whether shoppers may be shown it: published and in stock. */
  readonly isEligible: boolean;
}

/** What put a product on a list. */
export type RecommendationSource = "bought_together" | "similar_product" | "recent_seller";

export interface Recommendation {
  readonly product: number;
  readonly source: RecommendationSource;
  /** Positive, comparable within one list; 0 for a recent seller that fills a free place. */
  readonly score: number;
  /** Plain counts of the pair; null unless bought together. */
  readonly evidence: PairEvidence | null;
}

/** Longer than any block shows, so that products which sell out meanwhile leave no gap. */
export const LIST_LENGTH = 12;
/** Partners looked at per product; more than a list holds, because some may not be shown. */
const CANDIDATES = 60;
const SIMILAR_SEEDS = 5;
/** With n baskets of its own a product's co-purchases weigh n / (n + TRUST_BASKETS), its likeness to others the rest. */
const TRUST_BASKETS = 10;
/** From here on likeness moves nothing and is left out. */
const ENOUGH_BASKETS = 100;

export interface RecommendationModel {
  readonly settings: CoPurchaseSettings;
  /** The list of one product, best first: never itself, never an ineligible product, at most `LIST_LENGTH`. */
  listFor(product: number): Recommendation[];
}

/**
 * Lists of products to show beside each product. What was bought together ranks first; products with little
 * history lean on products described alike and on what those are bought with; what recently sold fills the rest.
 *
 * @param catalogue - all products, parallel to the indexes used in `log`.
 */
export function recommendationModel(
  catalogue: readonly CatalogueProduct[],
  log: BasketLog,
  now: EpochMs,
  settings: CoPurchaseSettings = settingsFor(log),
): RecommendationModel {
  const { neighbours } = coPurchase(log, settings, now);
  // Counted on first use, so that a caller going through the catalogue can pause between products.
  const counted: Neighbour[][] = [];
  const partnersOf = (product: number) => (counted[product] ??= neighbours(product, CANDIDATES));
  const countPairs = pairCounter(log);
  const similar = similarProducts(catalogue.map((product) => product.description));
  const sellers = best(
    Array.from(recentShares(log, now, RECENT_SALES_HALF_LIFE_DAYS), (score, product) => ({ product, score })),
    LIST_LENGTH * 2,
    log,
  );

  /** Likeness: half the products described alike, half what the most alike of them are bought with. */
  function likeness(product: number): Neighbour[] {
    const alike = similar(product, CANDIDATES);
    const scores = new Map<number, number>();
    addScaled(scores, alike, 0.5);
    const partners = new Map<number, number>();
    for (const { product: other, score } of alike.slice(0, SIMILAR_SEEDS)) {
      addScaled(partners, partnersOf(other), score);
    }
    addScaled(scores, asNeighbours(partners), 0.5);
    return asNeighbours(scores);
  }

  function listFor(seed: number): Recommendation[] {
    const history = basketsWith(log, seed);
    const scores = new Map<number, number>();
    const trust = history < ENOUGH_BASKETS ? history / (history + TRUST_BASKETS) : 1;
    addScaled(scores, partnersOf(seed), trust);
    if (trust < 1) addScaled(scores, likeness(seed), 1 - trust);

    const isShowable = (product: number) => product !== seed && catalogue[product]!.isEligible;
    const ranked = best(
      asNeighbours(scores).filter(({ product }) => isShowable(product)),
      LIST_LENGTH,
      log,
    );
    const listed = new Set(ranked.map(({ product }) => product));
    const fill = sellers
      .filter(({ product }) => isShowable(product) && !listed.has(product))
      .slice(0, LIST_LENGTH - ranked.length);

    const evidence = countPairs(
      seed,
      ranked.map(({ product }) => product),
    );
    return [
      ...ranked.map(({ product, score }, rank): Recommendation => {
        const isTogether = evidence[rank]!.together > 0;
        return {
          product,
          score,
          source: isTogether ? "bought_together" : "similar_product",
          evidence: isTogether ? evidence[rank]! : null,
        };
      }),
      ...fill.map(({ product }): Recommendation => ({ product, score: 0, source: "recent_seller", evidence: null })),
    ];
  }

  return { settings, listFor };
}

/** Adds a list to running scores, its own scores scaled so that the best counts `weight`. */
function addScaled(scores: Map<number, number>, list: readonly Neighbour[], weight: number): void {
  const largest = list.reduce((max, { score }) => Math.max(max, score), 0);
  if (largest === 0 || weight === 0) return;
  for (const { product, score } of list) {
    scores.set(product, (scores.get(product) ?? 0) + (weight * score) / largest);
  }
}

function asNeighbours(scores: Map<number, number>): Neighbour[] {
  return Array.from(scores, ([product, score]) => ({ product, score }));
}
