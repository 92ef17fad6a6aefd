/** How lists met what was really bought: means over baskets or customers, each between 0 and 1. */
export interface Measures {
  readonly recall5: number;
  readonly recall10: number;
  readonly ndcg10: number;
  readonly mrr10: number;
  readonly hit10: number;
}

/** Places of a list that count. */
export const LIST_PLACES = 10;

/** What a hit at each place is worth in NDCG, the first place first. */
export const PLACE_GAINS: readonly number[] = Array.from(
  { length: LIST_PLACES },
  (_, place) => 1 / Math.log2(place + 2),
);
/** The most that so many targets can be worth, by their number. */
export const BEST_GAINS: readonly number[] = PLACE_GAINS.reduce((sums, gain) => [...sums, sums.at(-1)! + gain], [0]);

/**
 * Measures of one list (Jarvelin and Kekalainen 2002 for NDCG, with gains of 0 and 1). Recall is not capped by the
 * length of the list, so it is low for big baskets.
 *
 * @param targets - what was bought besides; not empty.
 */
export function measuresOf(list: readonly number[], targets: ReadonlySet<number>): Measures {
  let [hits5, hits10, gain, first] = [0, 0, 0, 0];
  for (let place = 0; place < Math.min(list.length, LIST_PLACES); place++) {
    if (!targets.has(list[place]!)) continue;
    hits10 += 1;
    if (place < 5) hits5 += 1;
    gain += PLACE_GAINS[place]!;
    if (first === 0) first = place + 1;
  }
  return {
    recall5: hits5 / targets.size,
    recall10: hits10 / targets.size,
    ndcg10: gain / BEST_GAINS[Math.min(targets.size, LIST_PLACES)]!,
    mrr10: first === 0 ? 0 : 1 / first,
    hit10: first === 0 ? 0 : 1,
  };
}

export const MEASURE_NAMES = ["recall5", "recall10", "ndcg10", "mrr10", "hit10"] as const;

/** Mean of each measure; null without a single one. */
export function meanOf(all: readonly Measures[]): Measures | null {
  if (all.length === 0) return null;
  const sums = { recall5: 0, recall10: 0, ndcg10: 0, mrr10: 0, hit10: 0 };
  for (const each of all) for (const name of MEASURE_NAMES) sums[name] += each[name];
  for (const name of MEASURE_NAMES) sums[name] /= all.length;
  return sums;
}
