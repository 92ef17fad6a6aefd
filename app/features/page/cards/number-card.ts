import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { Verdict } from "~/domain/metrics/confidence/verdict";
import type { ShopDay } from "~/domain/time/shop-time";

/** One number as a page shows it: with what is said of its change and its small trend. */
export interface NumberCard {
  readonly key: MetricKey;
  readonly label: string;
  readonly value: MetricValue;
  readonly previous: MetricValue | null;
  /** Null when there is nothing to compare. */
  readonly verdict: Verdict | null;
  /** Values along the range, oldest first, for the small trend. */
  readonly trend: readonly (number | null)[];
  /** The definition in one sentence. */
  readonly definition: string;
}

export interface ChartPoint {
  /** First day of the period the point stands for. */
  readonly day: ShopDay;
  readonly value: number | null;
}
