import type { EpochMs } from "~/domain/time/shop-time";
import type { BasketLog } from "../basket-log";
import { blendPartners } from "../blend/item-blend";
import { signalsOf } from "../blend/signals";
import { cartEngines } from "../cart/cart-engines";
import { CART_PARTNERS, type CartPartner, cartRows, largestScore } from "../cart/cart-rows";
import { isWorthShowing, type PairEvidence, pairCounter } from "../pair-evidence";
import type { Neighbour } from "../recommender";
import { similarProducts } from "../similar-products";
import type { CatalogueProduct } from "./catalogue-product";
import { DEFAULT_SETTINGS, type ShopSettings } from "./shop-settings";

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
/** Products looked at for one list; more than a list holds, because some may not be shown. */
const CANDIDATES = 60;
/** The index of none: what sells is the same for all. */
const NO_PRODUCT = -1;
/** Of the products most alike, so many are asked what they are bought with. */
const ALIKE_ASKED = 5;

/** What one catalogue's cart rows have in common, so that they can be added up. */
export interface CartScale {
  /** The score that weighs most in a row. */
  readonly largest: number;
  /** The usual size of the scores of each engine that is added up; none where there is one. */
  readonly sizes: readonly number[];
}

/** Lists of some products only, whose rows are to be added up with those that stand. */
export interface SomeLists {
  /** The only ones whose `cartRow` may be asked for. */
  readonly products: readonly number[];
  readonly cartScale: CartScale;
}

/** All lists of a shop: never the product itself, never an ineligible product, best first. */
export interface RecommendationModel {
  /** What goes well with a product, at most `limit`, by default `LIST_LENGTH`. */
  listFor(product: number, limit?: number): Recommendation[];
  /** What could be bought instead of it, at most `limit`, by default `LIST_LENGTH`. */
  similarTo(product: number, limit?: number): Recommendation[];
  /**
   * What a cart that holds the product wants, at most `limit`, by default `CART_PARTNERS`. Products of a cart are ranked
   * by the sum of their weights over the rows of all its products.
   */
  cartRow(product: number, limit?: number): CartPartner[];
  /** How large the weights of cart rows are; reckoned for the first that is asked for. */
  cartScale(): CartScale;
  /** What sells now, at most `limit`, by default `LIST_LENGTH`. */
  popular(limit?: number): Recommendation[];
}

/**
 * Lists of products to show beside each product: of what goes well with it by the shop's blend of signals, of what could
 * stand in for it, and of what a cart that holds it wants. Lists are counted when they are asked for.
 *
 * @param catalogue - all products, parallel to the indexes used in `log`.
 * @param some - given where lists of a few products are wanted, which takes less time; they are the same lists.
 */
export function recommendationModel(
  catalogue: readonly CatalogueProduct[],
  log: BasketLog,
  now: EpochMs,
  settings: ShopSettings = DEFAULT_SETTINGS,
  some: SomeLists | null = null,
): RecommendationModel {
  const similar = similarProducts(catalogue.map((product) => product.description));
  const signals = signalsOf(log, similar, settings.item.damped, now);
  const partnersOf = blendPartners(log, signals, settings.item);
  const isEligible = (product: number) => catalogue[product]!.isEligible;
  // Made for the first row that is asked for: a ridge takes its time.
  let cart: ReturnType<typeof makeCart> | null = null;
  const makeCart = () => {
    const carts = some && { products: some.products, sizes: some.cartScale.sizes };
    const engine = cartEngines(log, now, carts)(settings.cart);
    const largest = some?.cartScale.largest ?? largestScore(log, engine);
    return { rowOf: cartRows(engine, largest, isEligible), scale: { largest, sizes: engine.sizes } };
  };
  const countPairs = pairCounter(log);
  const isShowable = (seed: number) => (product: number) => product !== seed && isEligible(product);
  const ranked = (seed: number) =>
    partnersOf(seed, log.productCount).filter(({ product }) => isShowable(seed)(product));

  function evidenceOf(seed: number, list: readonly Neighbour[]): PairEvidence[] {
    return countPairs(
      seed,
      list.map(({ product }) => product),
    );
  }

  function withReasons(seed: number, list: readonly Neighbour[]): Recommendation[] {
    const evidence = evidenceOf(seed, list);
    const alike = new Set(likeProducts(seed).map(({ product }) => product));
    return list.map(({ product, score }, rank): Recommendation => {
      if (evidence[rank]!.together > 0) {
        return { product, score, source: "bought_together", evidence: evidence[rank]! };
      }
      return { product, score, source: alike.has(product) ? "similar_product" : "recent_seller", evidence: null };
    });
  }

  /** What is described alike, and what that is bought with. */
  function likeProducts(seed: number): Neighbour[] {
    const alike = similar(seed, CANDIDATES);
    return [...alike, ...alike.slice(0, ALIKE_ASKED).flatMap(({ product }) => signals.damped(product, CANDIDATES))];
  }

  return {
    listFor: (seed, limit = LIST_LENGTH) => withReasons(seed, ranked(seed).slice(0, limit)),
    similarTo(seed, limit = LIST_LENGTH) {
      const alike = similar(seed, CANDIDATES).filter(
        ({ product }) => isShowable(seed)(product) && isSameKind(seed, product),
      );
      const evidence = evidenceOf(seed, alike);
      return alike
        .filter((_, rank) => !isComplement(evidence[rank]!))
        .slice(0, limit)
        .map((entry) => ({ ...entry, source: "similar_product", evidence: null }));
    },
    cartRow: (seed, limit = CART_PARTNERS) => (cart ??= makeCart()).rowOf(seed).slice(0, limit),
    cartScale: () => (cart ??= makeCart()).scale,
    popular: (limit = LIST_LENGTH) =>
      signals
        .recent(NO_PRODUCT, CANDIDATES)
        .filter(({ product }) => isEligible(product))
        .slice(0, limit)
        .map(({ product }) => ({ product, source: "recent_seller", score: 0, evidence: null })),
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
