import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { ChartPoint, NumberCard } from "~/features/page/cards/number-card";
import type { PageView } from "~/features/page/page-view";

/**
 * What the overview shows. Its address carries `range` (a preset or `custom`), `from` and `to` (ISO days, both
 * inclusive, read when `range` is `custom` or missing) and `compare`.
 */
export interface Overview extends PageView {
  /** Repeat rate, average order value, checkout abandonment, customer value. */
  readonly cards: readonly NumberCard[];
  /** Net sales, orders, new customers; conversion where it is measured. */
  readonly salesCards: readonly NumberCard[];
  readonly chart: OverviewChart;
  /** What a customer is expected to bring in a year; null while no forecast is good enough to be shown. */
  readonly expectedValue: MetricValue | null;
  /** What it is discounted at a year; 0 is not at all. */
  readonly annualDiscountPercent: number;
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
