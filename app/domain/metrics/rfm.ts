import type { EpochMs } from "../shop-time";
import type { MinorUnits } from "../order";

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
