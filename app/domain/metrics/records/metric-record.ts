import type { DayRange } from "~/domain/time/reporting-window";
import type { Basis } from "./basis";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { MetricUnit, MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";

/**
 * Everything there is to know of one metric but its words, which stand under its key in `words/en/records`; lists,
 * pages, files and goals are derived from it.
 */
export interface MetricRecord<Totals = unknown> {
  readonly unit: MetricUnit;
  /** What its numerator and denominator count. */
  readonly numerator: "money" | "count";
  readonly denominator: "money" | "count";
  /** What its `n` counts. */
  readonly observed: Observed;
  /** Which way a change is good news; `neither` where more of it may be meant or not. */
  readonly better: "higher" | "lower" | "neither";
  readonly section: Section;
  /** Whether it is unknown where the app may read only the last 60 days of orders. */
  readonly needsFirstPurchase: boolean;
  /** Whether it is of a part of the shop when one is asked for. */
  readonly knowsSegments: boolean;
  /** How often of 100 times its interval holds. */
  readonly intervalPercent: 80 | 90 | 95;
  /** Whether a model expects it, rather than something being counted. */
  readonly isForecast: boolean;
  /** What it is compared with. */
  readonly compared: ComparedLook;
  /** At what age a day of it stops changing by what happens later; 0 where it never changes so. */
  readonly settledAtDays: number;
  /** Fewest observations a screen shows it for; a report always gives it. */
  readonly shownFrom: number;
  /** How a goal looks at it; null where none can be set. */
  readonly goal: GoalLook | null;
  /** The totals it needs, and no others. */
  totals(reader: TotalsReader, range: DayRange, context: MetricContext): Promise<Totals>;
  formula(totals: Totals, context: MetricContext): MetricValue;
  /** The facts behind it. */
  readonly basis: Basis;
}

/**
 * What a metric is compared with: itself over an earlier range, itself as it stood when that range ended (what looks
 * back from the as-of, whatever the range), or nothing, as it knows no past.
 */
export type ComparedLook = "range" | "moment" | "nothing";

/** A median of fewer is one of its observations, or nearly so. */
export const MEDIAN_SHOWN_FROM = 5;
/** The best tenth or hundredth of customers is nobody's pattern below so many. */
export const TOP_SHOWN_FROM = 10;

/** The things a metric observes. */
export type Observed = "order" | "customer" | "checkout" | "session" | "search" | "view" | "cart";

/** Where a metric belongs; a page may have a section of that name. */
export type Section =
  | "orders"
  | "averages"
  | "leakage"
  | "netSalesParts"
  | "money"
  | "repeat"
  | "customers"
  | "customerValue"
  | "forecast"
  | "checkouts"
  | "conversion"
  | "carts"
  | "recommendations";

export interface GoalLook {
  /** Full days it looks at, up to yesterday. */
  readonly days: number;
  /** Whether its weekly values look at days of their own, or share most of them. */
  readonly windows: "apart" | "overlapping";
  /** Whether its values of earlier weeks are known. */
  readonly hasPath: boolean;
}

export const GOAL_OF_QUARTER: GoalLook = { days: 90, windows: "apart", hasPath: true };
/** Of sums, and of what customers do in the days looked at: a week of it is no measure of a quarter. */
export const GOAL_OF_WHOLE_QUARTER: GoalLook = { days: 90, windows: "overlapping", hasPath: true };
export const GOAL_OF_YEAR: GoalLook = { days: 365, windows: "overlapping", hasPath: true };
/** Of metrics that compare two periods or know no past. */
export const withoutPath = (goal: GoalLook): GoalLook => ({ ...goal, hasPath: false });

/** A record whose formula is held to the totals it asks for. */
export function metric<Totals>(record: MetricRecord<Totals>): MetricRecord<Totals> {
  return record;
}

export const money = { unit: "money", numerator: "money", denominator: "count" } as const;
export const count = { unit: "count", numerator: "count", denominator: "count" } as const;
export const rate = { unit: "rate", numerator: "count", denominator: "count" } as const;
export const shareOfMoney = { unit: "rate", numerator: "money", denominator: "money" } as const;
export const ratio = { unit: "ratio", numerator: "count", denominator: "count" } as const;
export const days = { unit: "days", numerator: "count", denominator: "count" } as const;

/** What is counted, of orders whoever placed them: known with limited history too. */
export const ofOrders = {
  observed: "order",
  needsFirstPurchase: false,
  knowsSegments: true,
  intervalPercent: 95,
  isForecast: false,
  compared: "range",
  settledAtDays: 0,
  shownFrom: 0,
} as const;
/** What is counted of customers by their first purchase. */
export const ofCustomers = { ...ofOrders, observed: "customer", needsFirstPurchase: true } as const;
/** What is counted of the customers of a range, who are known with limited history too. */
export const ofBuyers = { ...ofCustomers, needsFirstPurchase: false } as const;
export const ofCheckouts = { ...ofOrders, observed: "checkout", knowsSegments: false, settledAtDays: 7 } as const;
/** What is measured in the storefront of consenting shoppers. */
export const ofSessions = { ...ofOrders, observed: "session", knowsSegments: false } as const;

/** One record for each horizon. */
export function byHorizon<Horizon extends number, Key extends string, Totals>(
  horizons: readonly Horizon[],
  describe: (horizon: Horizon) => readonly [Key, MetricRecord<Totals>],
): Readonly<Record<Key, MetricRecord<Totals>>> {
  return Object.fromEntries(horizons.map(describe)) as Record<Key, MetricRecord<Totals>>;
}

/** The sales of the range, which most metrics are read from. */
export const salesOfRange = (reader: TotalsReader, range: DayRange) => reader.sales(range);
