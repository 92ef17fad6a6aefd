import type { EpochMs } from "~/domain/time/shop-time";
import { type BasketLog, basketsWith, recentShares } from "../basket-log";
import {
  CART_SETTINGS,
  dampedPairs,
  type DampedSettings,
  RECENT_SALES_HALF_LIFE_DAYS,
  settingsFor,
} from "../engines/damped-pairs";
import { isWorthShowing, type PairEvidence, pairCounter } from "../pair-evidence";
import { type Neighbour, onPageOf } from "../recommender";
import { best, ScoreTable } from "../score-table";
import { similarProducts } from "../similar-products";

/** A product as the recommender sees it; its index in the catalogue is its identity here. */
export interface CatalogueProduct {
  /** Words that describe it: title, type, tags. */
  readonly description: string;
  /** What kind of product it is; null or left out when nobody said. */
  readonly category?: string | null;
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
/** Partners of a set that is offered with one button. */
export const SET_PARTNERS = 3;
/** Partners of a cart row: a theme adds them up in Liquid, so they must be few. */
export const CART_PARTNERS = 30;
export const LARGEST_CART_WEIGHT = 1000;
/** Partners looked at per product; more than a list holds, because some may not be shown. */
const CANDIDATES = 60;
const SIMILAR_SEEDS = 5;
/** With n baskets of its own a product's co-purchases weigh n / (n + TRUST_BASKETS), its likeness to others the rest. */
const TRUST_BASKETS = 10;
/** From here on likeness moves nothing and is left out. */
const ENOUGH_BASKETS = 100;

/** A partner of a cart that holds a product. */
export interface CartPartner {
  readonly product: number;
  /** 1 to `LARGEST_CART_WEIGHT`; weights of all rows of a shop add up. */
  readonly weight: number;
}

/** All lists of a shop: never the product itself, never an ineligible product, best first. */
export interface RecommendationModel {
  readonly settings: object;
  /** What goes well with a product, at most `limit`, by default `LIST_LENGTH`. */
  listFor(product: number, limit?: number): Recommendation[];
  /** What could be bought instead of it, at most `limit`, by default `LIST_LENGTH`. */
  similarTo(product: number, limit?: number): Recommendation[];
  /** What is bought with it often enough to be offered as one set, at most `SET_PARTNERS`. */
  boughtTogether(product: number): Recommendation[];
  /**
   * What a cart that holds the product wants, at most `limit`, by default `CART_PARTNERS`. Products of a cart are ranked by the sum of
   * their weights over the rows of all its products.
   */
  cartRow(product: number, limit?: number): CartPartner[];
  /** What sells now, at most `limit`, by default `LIST_LENGTH`. */
  popular(limit?: number): Recommendation[];
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
  settings: DampedSettings = settingsFor(log),
): RecommendationModel {
  const onPage = dampedPairs(log, settings, now);
  const inCart = dampedPairs(log, CART_SETTINGS, now);
  const table = new ScoreTable(log);
  // Counted on first use, so that a caller going through the catalogue can pause between products.
  const counted: Neighbour[][] = [];
  const partnersOf = (product: number) => (counted[product] ??= onPage.scores(onPageOf(product), CANDIDATES));
  const countPairs = pairCounter(log);
  const similar = similarProducts(catalogue.map((product) => product.description));
  const sellers = best(
    Array.from(recentShares(log, now, RECENT_SALES_HALF_LIFE_DAYS), (score, product) => ({ product, score })),
    CANDIDATES,
    log,
  );

  /** Likeness: half the products described alike, half what the most alike of them are bought with. */
  function likeness(product: number): Neighbour[] {
    const alike = similar(product, CANDIDATES);
    for (const { product: other, score } of alike.slice(0, SIMILAR_SEEDS)) table.addScaled(partnersOf(other), score);
    const partners = table.take(log.productCount);
    table.addScaled(alike, 0.5);
    table.addScaled(partners, 0.5);
    return table.take(log.productCount);
  }

  const isShowable = (seed: number) => (product: number) => product !== seed && catalogue[product]!.isEligible;

  function ranked(seed: number): Neighbour[] {
    const history = basketsWith(log, seed);
    const trust = history < ENOUGH_BASKETS ? history / (history + TRUST_BASKETS) : 1;
    const alike = trust < 1 ? likeness(seed) : [];
    table.addScaled(partnersOf(seed), trust);
    table.addScaled(alike, 1 - trust);
    return table.take(log.productCount).filter(({ product }) => isShowable(seed)(product));
  }

  function withReasons(seed: number, list: readonly Neighbour[]): Recommendation[] {
    const evidence = countPairs(
      seed,
      list.map(({ product }) => product),
    );
    return list.map(({ product, score }, rank): Recommendation => {
      const isTogether = evidence[rank]!.together > 0;
      return {
        product,
        score,
        source: isTogether ? "bought_together" : "similar_product",
        evidence: isTogether ? evidence[rank]! : null,
      };
    });
  }

  return {
    settings,
    listFor(seed, limit = LIST_LENGTH) {
      const list = withReasons(seed, ranked(seed).slice(0, limit));
      const listed = new Set(list.map(({ product }) => product));
      const fill = sellers.filter(({ product }) => isShowable(seed)(product) && !listed.has(product));
      return [...list, ...fill.slice(0, limit - list.length).map(asRecentSeller)];
    },
    similarTo(seed, limit = LIST_LENGTH) {
      return withReasons(
        seed,
        similar(seed, CANDIDATES).filter(({ product }) => isShowable(seed)(product) && isSameKind(seed, product)),
      )
        .filter(({ evidence }) => evidence === null || !isComplement(evidence))
        .slice(0, limit)
        .map((entry) => ({ ...entry, source: "similar_product", evidence: null }));
    },
    boughtTogether(seed) {
      return withReasons(seed, ranked(seed).slice(0, LIST_LENGTH))
        .filter(({ evidence }) => evidence !== null && isWorthShowing(evidence))
        .slice(0, SET_PARTNERS);
    },
    cartRow(seed, limit = CART_PARTNERS) {
      return inCart
        .scores(onPageOf(seed), CANDIDATES)
        .filter(({ product }) => isShowable(seed)(product))
        .slice(0, limit)
        .map(({ product, score }) => ({ product, weight: cartWeight(score) }));
    },
    popular: (limit = LIST_LENGTH) =>
      sellers
        .filter(({ product }) => catalogue[product]!.isEligible)
        .slice(0, limit)
        .map(asRecentSeller),
  };

  /** Both may be of a kind nobody named. */
  function isSameKind(product: number, other: number): boolean {
    const [kind, otherKind] = [catalogue[product]!.category ?? null, catalogue[other]!.category ?? null];
    return kind === null || otherKind === null || kind === otherKind;
  }
}

/** Bought in one basket more often than chance: the two go together instead of replacing each other. */
function isComplement(evidence: PairEvidence): boolean {
  return isWorthShowing(evidence) && evidence.lift > 1;
}

function cartWeight(score: number): number {
  return Math.min(LARGEST_CART_WEIGHT, Math.max(1, Math.round(score * LARGEST_CART_WEIGHT)));
}

function asRecentSeller({ product }: Neighbour): Recommendation {
  return { product, source: "recent_seller", score: 0, evidence: null };
}
