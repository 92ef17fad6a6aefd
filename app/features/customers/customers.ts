import type { UnusualCustomer } from "~/adapters/db/forecast/customer-forecasts.server";
import type { ForecastMonths } from "~/domain/clv/forecast-months";
import type { ForecastPart } from "~/domain/clv/shop-forecast";
import type { RfmCuts, RfmGroup, RfmScores, RfmSubject } from "~/domain/groups/rfm";
import type {
  CohortMember,
  CohortPeriod,
  CohortsTogether,
  PeriodCohort,
} from "~/domain/metrics/cohorts/period-cohorts";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { SurvivalPoint } from "~/domain/metrics/customers/survival";
import type { PurchaseCountBand } from "~/domain/metrics/splits/purchase-counts";
import type { ValueDistribution } from "~/domain/metrics/splits/value-distribution";
import type { RepurchaseHorizon, ValueHorizon } from "~/domain/metrics/totals/totals";
import type { ShopifyId } from "~/domain/orders/order";
import type { DayRange } from "~/domain/time/reporting-window";
import type { ShopDay } from "~/domain/time/shop-time";
import type { ForecastView } from "~/features/forecast/forecast";
import type { NumberCard } from "~/features/page/cards/number-card";
import type { PageView, Paged } from "~/features/page/page-view";

/** Customers, first tab. */
export interface RepeatView extends PageView {
  /** repeat_rate, repeat_rate_in_window, repeat_rate_lifetime, repeat_rate_trailing_365. */
  readonly cards: readonly NumberCard[];
  /** New customers of the range who came back within each horizon; only those old enough count. */
  readonly repurchase: readonly { readonly horizonDays: RepurchaseHorizon; readonly rate: MetricValue }[];
  /** How many customers bought once, twice and so on, ever; they add up to all customers. */
  readonly purchasesPerCustomer: readonly PurchaseCountBand[];
  readonly timeToFirstPurchase: MetricValue;
  /** Days from first visit to first order, as Shopify recorded it. */
  readonly daysToConversion: MetricValue;
  readonly secondPurchase: {
    /** Median, or the quarter while fewer than half came back (`isQuarter`). */
    readonly time: MetricValue;
    readonly isQuarter: boolean;
    /** "Half of those who come back do so by day ...": over second purchases that were seen; null without any. */
    readonly halfOfReturnersDays: number | null;
    readonly returners: number;
    /** Days 0, 1, 2 ... since the first purchase. */
    readonly curve: readonly SurvivalPoint[];
  };
  /** First products whose customers came back, most customers first, over customers acquired in the range. */
  readonly firstProducts: readonly FirstProductRow[];
}

export interface FirstProductRow {
  readonly productId: ShopifyId;
  readonly title: string;
  /** Of those acquired with it, how many bought again so far. */
  readonly repeated: MetricValue;
}

/** Customers, second tab. The address also carries `period` (week, month, quarter), `cohort`, `offset` and `page`. */
export interface CohortsView extends PageView {
  readonly period: CohortPeriod;
  /** Oldest first, the latest that a page holds. Cells of one row follow the cohort's own periods, from 0. */
  readonly cohorts: readonly PeriodCohort[];
  /** Older cohorts that are not shown. */
  readonly hidden: number;
  /** All shown cohorts together: per period, over the cohorts whose cell is complete. */
  readonly together: readonly CohortsTogether[];
  /** The customers behind the cell the address names by `cohort` and `offset`, most valuable first. */
  readonly members: CohortMembers | null;
  /** Why there are none, such as limited history. */
  readonly unavailableBecause: string | null;
}

export interface CohortMembers extends Paged<CohortMember> {
  /** First day of the cohort. */
  readonly cohort: ShopDay;
  /** Periods since then. */
  readonly offset: number;
}

/** Customers, third tab. The address also carries `ahead` (6, 12 or 24 months) and `anyway`. */
export interface ValueView extends PageView {
  readonly forecast: ForecastView;
  /** Customers its models did not learn from, those who brought most; more are counted in its summary. */
  readonly unusual: readonly UnusualCustomer[];
  /** How many months ahead its tables look. */
  readonly ahead: ForecastMonths;
  /** What customers are expected to bring by the product they first bought; of the whole shop. */
  readonly expectedByProduct: readonly ExpectedProduct[];
  readonly horizons: readonly {
    readonly horizonDays: ValueHorizon;
    /** Over customers acquired in the range. */
    readonly acquired: MetricValue;
    /** Over customers acquired in the 365 days that ended a horizon ago. */
    readonly trailing: MetricValue;
  }[];
  readonly toDate: MetricValue;
  /** Value to date of each customer. */
  readonly distribution: ValueDistribution;
  readonly orderValueTop10: MetricValue;
  readonly orderValueTop1: MetricValue;
  /** 90-day value by what is known of the first purchase. */
  readonly quality: {
    /** Days on which the customers were acquired. */
    readonly acquired: DayRange;
    /** True when the range holds too few customers that are 90 days old, and the last such year stands in. */
    readonly isTrailing: boolean;
    readonly bySource: readonly QualityRow[];
    readonly byFirstProduct: readonly QualityRow[];
    readonly byDiscount: readonly QualityRow[];
    readonly byCountry: readonly QualityRow[];
  };
}

/** The key is the product's id. */
export interface ExpectedProduct extends ForecastPart<ShopifyId> {
  readonly title: string;
}

export interface QualityRow {
  /** What stands in the data; null for unknown. */
  readonly key: string | null;
  readonly label: string;
  /** clv_observed_90 with its n and interval. */
  readonly value: MetricValue;
}

/** Customers, fourth tab. The address also carries `group` (a `RfmGroup`) and `page`. */
export interface GroupsView extends PageView {
  /** All groups in order, empty ones included; they add up to all customers. */
  readonly groups: readonly GroupRow[];
  /** 5 x 5: recency by frequency, best recency and frequency last. */
  readonly grid: readonly GridCell[];
  /** Null when nobody has bought. */
  readonly cuts: RfmCuts | null;
  /** Customers of the group the address names, most valuable first. */
  readonly members: (Paged<GroupMember> & { readonly group: RfmGroup }) | null;
  readonly unavailableBecause: string | null;
}

export interface GroupRow {
  readonly group: RfmGroup;
  readonly customers: number;
  readonly share: number;
  /** Value to date of all its customers. */
  readonly keptValue: number;
  readonly meanValue: MetricValue;
  readonly meanPurchases: number | null;
}

export interface GridCell {
  readonly recency: number;
  readonly frequency: number;
  readonly customers: number;
  readonly keptValue: number;
}

export type GroupMember = RfmSubject & RfmScores;
