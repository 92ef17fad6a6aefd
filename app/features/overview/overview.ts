import type { MetricValue } from "~/domain/metrics/metric-value";
import type { PageView } from "../page-view/page-view";
import type { ShopDay } from "~/domain/shop-time";

/**
 * What the overview shows. Its address carries `range` (a preset or `custom`), `from` and `to` (ISO days, both
 * inclusive, read when `range` is `custom` or missing) and `compare`.
 */
export interface Overview extends PageView {
  /** Repeat rate, average order value, checkout abandonment, customer value. */
  readonly cards: readonly OverviewCard[];
  /** Net sales, orders, new customers. */
  readonly secondRow: readonly OverviewCard[];
  readonly chart: OverviewChart;
  /** What a customer is expected to bring in a year; null while no forecast is good enough to be shown. */
  readonly expectedValue: MetricValue | null;
}

export type ChangeKind = "up" | "down" | "same" | "unknown";

export interface OverviewCard {
  /** A metric key such as `repeat_rate`. */
  readonly key: string;
  readonly label: string;
  readonly value: MetricValue;
  readonly previous: MetricValue | null;
  /** `amount` is a difference for rates and days, a fraction of the previous value for money and counts. */
  readonly change: { readonly kind: ChangeKind; readonly amount: number | null };
  /** Values along the range, oldest first, for the small trend. */
  readonly trend: readonly (number | null)[];
  /** The definition in one sentence. */
  readonly definition: string;
}

export interface OverviewChart {
  readonly key: string;
  readonly label: string;
  readonly unit: MetricValue["unit"];
  readonly points: readonly ChartPoint[];
  /** Parallel to `points`; empty when nothing is compared. */
  readonly comparison: readonly ChartPoint[];
  /** True when the last point's period is still running. */
  readonly isLastIncomplete: boolean;
}

export interface ChartPoint {
  /** First day of the period the point stands for. */
  readonly day: ShopDay;
  readonly value: number | null;
}
