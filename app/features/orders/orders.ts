import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { Section } from "~/domain/metrics/records/metric-record";
import type { AovDriver } from "~/domain/metrics/splits/aov-drivers";
import type { ValueDistribution } from "~/domain/metrics/splits/value-distribution";
import type { OverviewChart } from "~/features/overview/overview";
import type { NumberCard } from "~/features/page/cards/number-card";
import type { PageView } from "~/features/page/page-view";
import type { TrendPeriod } from "~/ui/charts/trend-chart";

/** The sections of the page beneath its first row, in their order. */
export const SECTIONS_BENEATH = ["averages", "leakage", "netSalesParts"] as const satisfies readonly Section[];

export interface OrdersView extends PageView {
  /** aov, aov_median, orders, units_per_order. */
  readonly cards: readonly NumberCard[];
  /** The metrics of `SECTIONS_BENEATH`. */
  readonly cardsBeneath: readonly NumberCard[];
  /** AOV by day, or by longer periods where days would be too many, with the comparison. */
  readonly chart: OverviewChart & {
    readonly period: TrendPeriod;
  };
  readonly distribution: ValueDistribution;
  /** Each list adds up to all placed orders of the range. */
  readonly splits: {
    readonly buyer: readonly SplitRow[];
    readonly channel: readonly SplitRow[];
    readonly country: readonly SplitRow[];
    readonly discount: readonly SplitRow[];
    /** Monday first. */
    readonly weekday: readonly SplitRow[];
    /** Hour of the shop's clock, 0 to 23. */
    readonly hour: readonly SplitRow[];
    /** Units in the order. */
    readonly units: readonly SplitRow[];
  };
  /** Why AOV moved: the parts add up to `aov - before`. Null without a comparison or without orders on one side. */
  readonly drivers: {
    readonly before: number;
    readonly now: number;
    readonly parts: readonly AovDriver[];
  } | null;
}

export interface SplitRow {
  /** What stands in the data; null for unknown. */
  readonly key: string | null;
  readonly label: string;
  readonly orders: number;
  /** Of all placed orders. */
  readonly share: number;
  readonly orderValue: number;
  readonly aov: MetricValue;
}
