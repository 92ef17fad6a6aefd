import type { BasketLog } from "../basket-log";
import { bestScores, onPageOf, type Recommender } from "../recommender";
import { ScoreTable } from "../score-table";

/** A partner of a cart that holds a product. */
export interface CartPartner {
  readonly product: number;
  /** 1 to `LARGEST_CART_WEIGHT`; weights of all rows of a shop add up. */
  readonly weight: number;
}

/** Partners of a row: a theme adds rows up in Liquid, so they must be few. */
export const CART_PARTNERS = 30;
export const LARGEST_CART_WEIGHT = 1000;
/** Partners looked at, because some may not be shown. */
const CANDIDATES = 90;
/** Only a few best scores are larger than what counts as the largest, so that one odd pair leaves the others room. */
const LARGEST_SHARE = 0.99;

/**
 * Rows of whole numbers by which a theme ranks products for a cart without asking anybody: the sum of the weights over
 * the rows of the cart's products follows the engine's own sum.
 *
 * @param largest - the score that weighs most: one for all rows that are added up.
 */
export function cartRows(
  engine: Recommender,
  largest: number,
  isShowable: (product: number) => boolean = () => true,
): (product: number) => CartPartner[] {
  return (product) =>
    engine
      .scores(onPageOf(product), CANDIDATES)
      .filter((partner) => isShowable(partner.product))
      .slice(0, CART_PARTNERS)
      .map(({ product: partner, score }) => ({
        product: partner,
        weight: Math.min(LARGEST_CART_WEIGHT, Math.max(1, Math.round((score / largest) * LARGEST_CART_WEIGHT))),
      }));
}

/** The score that nearly all best partners stay below; 1 where there is none. */
export function largestScore(log: BasketLog, engine: Recommender): number {
  const tops = Float64Array.from(bestScores(log.productCount, engine), ({ score }) => score).sort();
  return tops[Math.min(tops.length - 1, Math.floor(tops.length * LARGEST_SHARE))] ?? 1;
}

/** An engine that knows no more than the rows a theme is given. */
export function rowsEngine(
  log: BasketLog,
  row: (product: number) => readonly CartPartner[],
  { name, settings }: Pick<Recommender, "name" | "settings">,
): Recommender {
  const table = new ScoreTable(log);
  const kept: (readonly CartPartner[])[] = [];
  return {
    name,
    settings,
    scores(context, limit) {
      for (const { product, weight } of context) {
        for (const partner of (kept[product] ??= row(product))) table.add(partner.product, weight * partner.weight);
      }
      for (const { product } of context) table.drop(product);
      return table.take(limit);
    },
  };
}
