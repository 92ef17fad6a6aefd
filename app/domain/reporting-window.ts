import type { EpochMs, ShopDay } from "./shop-time";

/** A half-open range of shop days: from local midnight of `from` to local midnight after `to`. */
export interface DayRange {
  readonly from: ShopDay;
  /** Inclusive last day. */
  readonly to: ShopDay;
}

export type Comparison = "none" | "previous_period" | "previous_year";

/** What a page or report looks at. */
export interface ReportingWindow {
  readonly range: DayRange;
  readonly timeZone: string;
  readonly asOf: EpochMs;
}
