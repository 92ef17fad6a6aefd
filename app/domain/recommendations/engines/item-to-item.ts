import type { BasketLog } from "../basket-log";
import type { Neighbour, Recommender } from "../recommender";
import { ScoreTable } from "../score-table";
import { keptPartners } from "./kept-partners";

/** Partners of a product that can count in a list; those beyond weigh next to nothing. */
export const PARTNERS_PER_PRODUCT = 200;

/** The partners of one product, best first, at most `limit`. */
export type PartnersOf = (product: number, limit: number) => Neighbour[];

/** An engine that knows partners of single products: for several it adds up their lists, which it keeps. */
export function itemToItem(
  log: BasketLog,
  { name, settings }: Pick<Recommender, "name" | "settings">,
  partnersOf: PartnersOf,
): Recommender {
  const kept = keptPartners(partnersOf, PARTNERS_PER_PRODUCT);
  const sums = new ScoreTable(log);
  return {
    name,
    settings,
    scores(context, limit) {
      if (context.length === 1) return partnersOf(context[0]!.product, Math.min(limit, PARTNERS_PER_PRODUCT));
      for (const { product, weight } of context) {
        const { products, scores } = kept(product);
        for (let at = 0; at < products.length; at++) sums.add(products[at]!, weight * scores[at]!);
      }
      for (const { product } of context) sums.drop(product);
      return sums.take(limit);
    },
  };
}
