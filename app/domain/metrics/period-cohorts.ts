import type { MinorUnits } from "../order";
import type { ShopDay } from "../shop-time";

export const COHORT_PERIODS = ["week", "month", "quarter"] as const;
export type CohortPeriod = (typeof COHORT_PERIODS)[number];

/** The customers who first bought in one week, month or quarter, and what they did since. */
export interface PeriodCohort {
  /** First day of the period. */
  readonly from: ShopDay;
  readonly to: ShopDay;
  readonly customers: number;
  /** From period 0, the period of acquisition, to the one that runs at the as-of. */
  readonly cells: readonly PeriodCohortCell[];
}

export interface PeriodCohortCell {
  /** Periods since the acquisition. */
  readonly offset: number;
  /** Customers of the cohort with a purchase in the period. */
  readonly buyers: number;
  readonly orders: number;
  /** Kept value, to date, of the purchases of this period. */
  readonly value: MinorUnits;
  /** The same of all periods up to this one. */
  readonly cumulativeValue: MinorUnits;
  /** False while the period is not over: its numbers will only rise. */
  readonly isComplete: boolean;
}
