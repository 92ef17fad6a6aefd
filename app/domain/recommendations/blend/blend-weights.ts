import { SIGNALS, type SignalName } from "./signals";

/** How much each signal counts, parallel to `SIGNALS`. */
export type Weights = readonly number[];

/** Seeds by the baskets they were in: those with `from` and more, up to the next group. */
export interface HistoryGroup {
  readonly from: number;
  /** Weights that held on the public logs; where a shop's own window says little, they stand. */
  readonly prior: Weights;
}

const weights = (given: Partial<Record<SignalName, number>>): Weights => SIGNALS.map((name) => given[name] ?? 0);

/** Best over three windows each of the public logs, all before the window their test scores come from. */
export const HISTORY_GROUPS: readonly HistoryGroup[] = [
  { from: 0, prior: weights({ alike: 1.4, recent: 0.4, allTime: 0.05 }) },
  {
    from: 1,
    prior: weights({ damped: 0.4, dampedHard: 0.2, customers: 0.2, alike: 1, alikePartners: 0.4, recent: 0.8 }),
  },
  {
    from: 3,
    prior: weights({ damped: 0.4, customers: 0.2, twoHops: 0.2, alike: 0.8, alikePartners: 0.2, recent: 0.4 }),
  },
  {
    from: 10,
    prior: weights({
      damped: 0.8,
      counts: 0.4,
      walk: 0.4,
      customers: 0.8,
      twoHops: 0.4,
      alike: 0.8,
      alikePartners: 0.4,
    }),
  },
  {
    from: 100,
    prior: weights({ damped: 0.2, walk: 1, allTime: 0.001 }),
  },
];

/** The weights of a shop: one of each group. */
export type BlendWeights = readonly Weights[];

export const PRIOR_WEIGHTS: BlendWeights = HISTORY_GROUPS.map(({ prior }) => prior);

/** Which group a seed with so many baskets belongs to. */
export function historyGroup(baskets: number): number {
  return HISTORY_GROUPS.findLastIndex(({ from }) => baskets >= from);
}
