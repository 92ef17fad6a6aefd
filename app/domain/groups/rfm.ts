import type { ShopifyId } from "~/domain/orders/order";
import type { MinorUnits } from "~/domain/money";
import type { EpochMs } from "~/domain/time/shop-time";

/** Groups of customers by recency, frequency and money; every customer is in exactly one. */
export const RFM_GROUPS = ["best", "loyal", "promising", "about_to_lapse", "lapsed", "one_time"] as const;
export type RfmGroup = (typeof RFM_GROUPS)[number];

/** Where the scores begin: score k + 1 is given above the k-th cut. */
export interface RfmCuts {
  /** Moments of the last purchase. */
  readonly recency: readonly EpochMs[];
  /** Purchases; a score begins above its cut. */
  readonly frequency: readonly number[];
  readonly money: readonly MinorUnits[];
  /** True when quintiles of purchases collapse and 1, 2, 3, 4-5, 6+ stand in. */
  readonly isFrequencyFixed: boolean;
}

/** What a customer is scored by. */
export interface RfmSubject {
  readonly customerId: ShopifyId;
  readonly firstPurchaseAt: EpochMs;
  readonly lastPurchaseAt: EpochMs;
  readonly purchases: number;
  /** Value to date. */
  readonly keptValue: MinorUnits;
}

/** 1 to 5 each, 5 for the latest, most frequent and most valuable. */
export interface RfmScores {
  readonly recency: number;
  readonly frequency: number;
  readonly money: number;
}

type ScoreRange = readonly [lowest: number, highest: number];

/** One group and the scores it takes; the first group that fits takes the customer. */
export interface RfmGroupRule {
  readonly group: RfmGroup;
  readonly recency: ScoreRange;
  readonly frequency: ScoreRange;
  readonly money: ScoreRange;
  /** Whether it takes customers with a single purchase and nobody else. */
  readonly isOnePurchase: boolean;
}

const ANY: ScoreRange = [1, 5];

const RFM_GROUP_RULES: readonly RfmGroupRule[] = [
  {
    group: "one_time",
    recency: ANY,
    frequency: ANY,
    money: ANY,
    isOnePurchase: true,
  },
  {
    group: "best",
    recency: [4, 5],
    frequency: [4, 5],
    money: [4, 5],
    isOnePurchase: false,
  },
  {
    group: "loyal",
    recency: [3, 5],
    frequency: [3, 5],
    money: ANY,
    isOnePurchase: false,
  },
  {
    group: "promising",
    recency: [3, 5],
    frequency: [1, 2],
    money: ANY,
    isOnePurchase: false,
  },
  {
    group: "about_to_lapse",
    recency: [2, 2],
    frequency: ANY,
    money: ANY,
    isOnePurchase: false,
  },
  {
    group: "lapsed",
    recency: [1, 1],
    frequency: ANY,
    money: ANY,
    isOnePurchase: false,
  },
];

const FIXED_FREQUENCY_CUTS = [1, 2, 3, 5];
const SCORES = [1, 2, 3, 4, 5] as const;

/** A customer with all purchases, and of them those that are numbered, oldest first. */
interface RankedPurchaser {
  readonly customerId: ShopifyId;
  readonly purchases: readonly { readonly keptValue: MinorUnits }[];
  readonly numbered: readonly { readonly at: EpochMs }[];
}

export function rfmSubject({ customerId, purchases, numbered }: RankedPurchaser): RfmSubject {
  return {
    customerId,
    firstPurchaseAt: numbered[0]?.at ?? 0,
    lastPurchaseAt: numbered.at(-1)?.at ?? 0,
    purchases: numbered.length,
    keptValue: purchases.reduce((sum, { keptValue }) => sum + keptValue, 0),
  };
}

/** {@link RfmSubject} of many customers, in parallel columns. */
export interface RfmColumns {
  readonly lastPurchaseAt: Float64Array;
  readonly purchases: Int32Array;
  readonly keptValue: Float64Array;
}

/** The cuts of a shop's customers; null when there are none. */
export function rfmCuts(subjects: readonly RfmSubject[]): RfmCuts | null {
  return rfmCutsOf({
    lastPurchaseAt: Float64Array.from(subjects, (subject) => subject.lastPurchaseAt),
    purchases: Int32Array.from(subjects, ({ purchases }) => purchases),
    keptValue: Float64Array.from(subjects, ({ keptValue }) => keptValue),
  });
}

function rfmCutsOf(columns: RfmColumns): RfmCuts | null {
  if (columns.purchases.length === 0) return null;
  const frequencies = columns.purchases.toSorted();
  return cutsFrom(
    quintileCuts(columns.lastPurchaseAt.toSorted()),
    quintileCuts(frequencies),
    quintileCuts(columns.keptValue.toSorted()),
    frequencies.at(-1) ?? 0,
  );
}

/** Index in {@link RFM_GROUPS} of each of a shop's customers. */
export function rfmGroupsOf(columns: RfmColumns): Int32Array {
  const groupOf = new Int32Array(columns.purchases.length);
  const cuts = rfmCutsOf(columns);
  if (cuts === null) return groupOf;
  const groups = SCORES.flatMap((recency) =>
    SCORES.flatMap((frequency) =>
      SCORES.flatMap((money) =>
        [false, true].map((isOne) => RFM_GROUPS.indexOf(rfmGroup({ recency, frequency, money }, isOne))),
      ),
    ),
  );
  for (let customer = 0; customer < groupOf.length; customer++) {
    const purchases = columns.purchases[customer]!;
    const recency = scoreAmong(columns.lastPurchaseAt[customer]!, cuts.recency);
    const frequency = scoreAmong(purchases, cuts.frequency);
    const money = scoreAmong(columns.keptValue[customer]!, cuts.money);
    const cell = ((recency - 1) * SCORES.length + frequency - 1) * SCORES.length + money - 1;
    groupOf[customer] = groups[2 * cell + (purchases === 1 ? 1 : 0)]!;
  }
  return groupOf;
}

/**
 * The cuts from quintiles: frequency takes fixed ones where its quintiles leave a score that nobody gets.
 *
 * @param most - purchases of the most frequent customer.
 */
export function cutsFrom(
  recency: readonly EpochMs[],
  frequency: readonly number[],
  money: readonly MinorUnits[],
  most: number,
): RfmCuts {
  const isFrequencyFixed = [...frequency, most].some((cut, index, all) => cut === all[index - 1]);
  return { recency, frequency: isFrequencyFixed ? FIXED_FREQUENCY_CUTS : frequency, money, isFrequencyFixed };
}

/**
 * Score k + 1 goes to customers with at least k fifths of the shop's customers strictly below them, so that ties share
 * the lower score. That is the case above the value at rank ceil(k n / 5).
 */
function quintileCuts(ascending: ArrayLike<number>): number[] {
  return [1, 2, 3, 4].map((fifths) => ascending[Math.ceil((fifths * ascending.length) / 5) - 1] ?? 0);
}

export function rfmScores({ lastPurchaseAt, purchases, keptValue }: RfmSubject, cuts: RfmCuts): RfmScores {
  return {
    recency: scoreAmong(lastPurchaseAt, cuts.recency),
    frequency: scoreAmong(purchases, cuts.frequency),
    money: scoreAmong(keptValue, cuts.money),
  };
}

function scoreAmong(value: number, cuts: readonly number[]): number {
  let score = 1;
  for (const cut of cuts) if (value > cut) score += 1;
  return score;
}

/** The group of a customer: that of the first rule that fits. */
export function rfmGroup(scores: RfmScores, hasOnePurchase: boolean): RfmGroup {
  const isWithin = (score: number, [lowest, highest]: ScoreRange) => score >= lowest && score <= highest;
  const rule = RFM_GROUP_RULES.find(
    ({ isOnePurchase, recency, frequency, money }) =>
      isOnePurchase === hasOnePurchase &&
      isWithin(scores.recency, recency) &&
      isWithin(scores.frequency, frequency) &&
      isWithin(scores.money, money),
  );
  if (!rule) throw new RangeError(`no group takes the scores ${JSON.stringify(scores)}`);
  return rule.group;
}

/** Customers of the same scores, and whether they bought once. */
export interface RfmCell extends RfmScores {
  readonly hasOnePurchase: boolean;
  readonly customers: number;
  readonly purchases: number;
  readonly keptValue: MinorUnits;
  /** Sum of squared values to date, for the interval of the mean. */
  readonly keptValueSquares: number;
}

export function rfmCells(subjects: readonly RfmSubject[], cuts: RfmCuts): RfmCell[] {
  const cells = new Map<string, { -readonly [Key in keyof RfmCell]: RfmCell[Key] }>();
  for (const subject of subjects) {
    const scores = rfmScores(subject, cuts);
    const hasOnePurchase = subject.purchases === 1;
    const key = `${scores.recency} ${scores.frequency} ${scores.money} ${hasOnePurchase}`;
    const empty = { ...scores, hasOnePurchase, customers: 0, purchases: 0, keptValue: 0, keptValueSquares: 0 };
    const cell = cells.get(key) ?? empty;
    cells.set(key, cell);
    cell.customers += 1;
    cell.purchases += subject.purchases;
    cell.keptValue += subject.keptValue;
    cell.keptValueSquares += subject.keptValue * subject.keptValue;
  }
  return [...cells.values()];
}

export type RfmGroupTotals = Pick<RfmCell, "customers" | "purchases" | "keptValue" | "keptValueSquares">;

/** Every group, empty ones included; they add up to all customers. */
export function rfmGroupTotals(cells: readonly RfmCell[]): Record<RfmGroup, RfmGroupTotals> {
  const sums = (own: readonly RfmCell[]): RfmGroupTotals => ({
    customers: own.reduce((sum, { customers }) => sum + customers, 0),
    purchases: own.reduce((sum, { purchases }) => sum + purchases, 0),
    keptValue: own.reduce((sum, { keptValue }) => sum + keptValue, 0),
    keptValueSquares: own.reduce((sum, { keptValueSquares }) => sum + keptValueSquares, 0),
  });
  const entries = RFM_GROUPS.map((group) => [
    group,
    sums(cells.filter((cell) => rfmGroup(cell, cell.hasOnePurchase) === group)),
  ]);
  return Object.fromEntries(entries) as Record<RfmGroup, RfmGroupTotals>;
}

/** All scores a group takes. */
export function scoresOfGroup(group: RfmGroup): (RfmScores & { readonly hasOnePurchase: boolean })[] {
  return SCORES.flatMap((recency) =>
    SCORES.flatMap((frequency) =>
      SCORES.flatMap((money) => [true, false].map((hasOnePurchase) => ({ recency, frequency, money, hasOnePurchase }))),
    ),
  ).filter(({ hasOnePurchase, ...scores }) => rfmGroup(scores, hasOnePurchase) === group);
}
