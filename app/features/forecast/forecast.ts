import type { RiskChoice } from "~/domain/clv/churn-risk";
import type { ForecastShortage } from "~/domain/clv/log/forecast-readiness";
import type { ForecastSummary } from "~/domain/clv/shop-forecast";
import type { ListedForecast } from "~/adapters/db/forecast/customer-forecasts.server";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { PredictedValueKey, TotalValueKey } from "~/domain/metrics/records/customer-value";
import type { OutlookKey } from "~/domain/metrics/records/outlook";
import type { EpochMs } from "~/domain/time/shop-time";
import type { PageView, Paged } from "~/features/page/page-view";

/** Where the forecast of a shop stands. */
export type ForecastView =
  /** The shop has enough, and nothing is being done. */
  | { readonly state: "none" }
  | { readonly state: "calculating"; readonly since: EpochMs }
  /** Too little history; `shortage` is null when the app may read only 60 days of it. */
  | { readonly state: "insufficient"; readonly because: string; readonly shortage: ForecastShortage | null }
  | { readonly state: "failed"; readonly because: string; readonly at: EpochMs }
  | ReadyForecastView;

export interface ReadyForecastView {
  readonly state: "ready";
  /** Of the run. */
  readonly version: number;
  readonly asOf: EpochMs;
  /** Whether a newer one is being calculated. */
  readonly isCalculating: boolean;
  /** Whether orders came or a day passed since, so that calculating again would tell something new. */
  readonly isOutdated: boolean;
  /** A later calculation that did not succeed. */
  readonly failure: { readonly because: string; readonly at: EpochMs } | null;
  /** A poor forecast is shown only when asked for. */
  readonly isPoor: boolean;
  readonly summary: ForecastSummary;
  readonly metrics: Readonly<Record<PredictedValueKey | TotalValueKey | OutlookKey | "churn_probability", MetricValue>>;
}

/**
 * Customers, fifth tab: those who have probably left or were away longer than the win-back day. The address also carries
 * `risk`, `bought`, `sort` and `page`.
 */
export interface ChurnRiskView extends PageView {
  readonly forecast: ForecastView;
  /** Null while there is no forecast. */
  readonly risk: ChurnRisk | null;
}

export interface ChurnRisk extends Paged<ListedForecast>, RiskChoice {
  readonly lapsePointDays: number;
  /** Sum of the expected losses of all of them. */
  readonly loss: number;
}
