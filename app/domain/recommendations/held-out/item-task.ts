import { type BasketLog, basketsWith } from "../basket-log";
import { onPageOf, type Recommender } from "../recommender";
import { filledList, productOrder } from "./filled-list";
import type { HeldOut } from "./hold-out";
import { meanOf, type Measures, measuresOf } from "./measures";

/** Bounds of the groups of seeds by baskets they were in: 0, 1-2, 3-9, 10-29, 30-99, 100 and more. */
export const HISTORY_GROUPS = [0, 1, 3, 10, 30, 100];

export interface ItemMeasures extends Measures {
  /** Different products shown / products ever bought. */
  readonly coverage: number;
  /** NDCG of the seeds of each of `HISTORY_GROUPS`, over the baskets that hold one; null where there is none. */
  readonly byHistory: readonly (number | null)[];
  /** NDCG of each basket, to compare engines basket by basket. */
  readonly ofBaskets: Float64Array;
}

/**
 * Item page: each product of a basket in turn is the seed, the rest of the basket is to be found. Mean over the seeds
 * of a basket, then over baskets.
 *
 * @returns null when no held-out basket has two products.
 */
export function itemTask(engine: Recommender, { training, baskets }: HeldOut): ItemMeasures | null {
  const order = productOrder(training);
  const lists = new Map<number, number[]>();
  const listOf = (seed: number) => {
    const known = lists.get(seed);
    if (known) return known;
    const list = filledList(engine, onPageOf(seed), order);
    lists.set(seed, list);
    return list;
  };
  const groups = HISTORY_GROUPS.map((): Measures[] => []);
  const perBasket: Measures[] = [];
  for (const { products } of baskets) {
    if (products.length < 2) continue;
    const targets = new Set(products);
    const inGroups = HISTORY_GROUPS.map((): Measures[] => []);
    const perSeed = products.map((seed) => {
      targets.delete(seed);
      const measures = measuresOf(listOf(seed), targets);
      targets.add(seed);
      inGroups[HISTORY_GROUPS.findLastIndex((least) => basketsWith(training, seed) >= least)]!.push(measures);
      return measures;
    });
    inGroups.forEach((measures, group) => measures.length > 0 && groups[group]!.push(meanOf(measures)!));
    perBasket.push(meanOf(perSeed)!);
  }
  const mean = meanOf(perBasket);
  return (
    mean && {
      ...mean,
      coverage: coverageOf(lists.values(), training),
      byHistory: groups.map((measures) => meanOf(measures)?.ndcg10 ?? null),
      ofBaskets: Float64Array.from(perBasket, ({ ndcg10 }) => ndcg10),
    }
  );
}

/** Share of the products bought so far that stand on any of the lists. */
export function coverageOf(lists: Iterable<readonly number[]>, training: BasketLog): number {
  let bought = 0;
  for (let product = 0; product < training.productCount; product++) if (basketsWith(training, product) > 0) bought += 1;
  const shown = new Set<number>();
  for (const list of lists) for (const product of list) if (basketsWith(training, product) > 0) shown.add(product);
  return bought === 0 ? 0 : shown.size / bought;
}
