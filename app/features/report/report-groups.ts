import { QUALITY_RECORD, type QualityGroup, type QualityTrait } from "~/domain/metrics/splits/customer-quality";
import {
  COHORT_PERIODS,
  cohortActivity,
  periodCohorts,
  type CohortPeriod,
} from "~/domain/metrics/cohorts/period-cohorts";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { Purchaser } from "~/domain/metrics/history/purchase-book";
import { purchaseCountBands, type PurchaseCountBand } from "~/domain/metrics/splits/purchase-counts";
import { RFM_GROUPS, rfmCells, rfmGroupTotals, rfmSubject, type RfmCuts, type RfmGroup } from "~/domain/groups/rfm";
import { survivalCurve, type SurvivalPoint, type Wait } from "~/domain/metrics/customers/survival";
import { valueDistribution, type ValueDistribution } from "~/domain/metrics/splits/value-distribution";
import { formatDecimal, formatFractionalDecimal, formatMean } from "~/domain/money";
import type { DayRange } from "~/domain/time/reporting-window";
import type { FirstPurchaseTimes } from "~/domain/metrics/customers/time-to-first-purchase";
import { secondPurchaseWaits } from "~/domain/metrics/customers/time-to-second-purchase";
import { GROUP_TEXTS } from "~/words/pages/groups";
import { wordsOf } from "~/words/words";

const say = wordsOf(GROUP_TEXTS);

/** The lists of a report that tell customers and orders apart. */
export interface ReportedGroups {
  /** First purchases of the whole history by week (from Monday), month and quarter; running periods are not complete. */
  readonly cohortsByWeek: readonly ReportedPeriodCohort[];
  readonly cohortsByMonth: readonly ReportedPeriodCohort[];
  readonly cohortsByQuarter: readonly ReportedPeriodCohort[];
  /** Groups by recency, frequency and money at the as-of; they add up to all customers. */
  readonly rfm: readonly ReportedGroup[];
  /** 90-day value of the customers acquired in the range, by what is known of their first purchase. */
  readonly customerQuality: readonly ReportedQuality[];
  /** Customers by how often they bought. */
  readonly purchasesPerCustomer: readonly PurchaseCountBand[];
  /** Share of the customers acquired in the range that came back by each day. */
  readonly secondPurchaseCurve: readonly SurvivalPoint[];
  /** Days from first visit to first purchase, as Shopify recorded them, of customers acquired in the range. */
  readonly daysToConversion: { readonly n: number; readonly median: number | null };
  /** Order values of the range. */
  readonly orderValues: readonly ReportedBin[];
  readonly orderValueQuantiles: ReportedQuantiles;
  /** Values to date of all customers. */
  readonly customerValues: readonly ReportedBin[];
  readonly customerValueQuantiles: ReportedQuantiles;
}

export interface ReportedPeriodCohort {
  readonly from: string;
  readonly to: string;
  readonly customers: number;
  readonly periods: readonly {
    readonly offset: number;
    readonly buyers: number;
    readonly retention: number;
    readonly orders: number;
    /** Cumulative kept value per customer of the cohort. */
    readonly value: string;
    readonly isComplete: boolean;
  }[];
}

export interface ReportedGroup {
  readonly group: RfmGroup;
  readonly rule: string;
  readonly customers: number;
  readonly share: number | null;
  readonly purchases: number;
  /** Value to date of the whole group, and per customer. */
  readonly value: string;
  readonly meanValue: string | null;
}

export interface ReportedQuality {
  readonly trait: QualityTrait;
  readonly key: string | null;
  readonly n: number;
  readonly value: string;
  readonly interval: readonly [low: string, high: string] | null;
}

/** Amounts with `from` <= amount < `to`. */
export interface ReportedBin {
  readonly from: string | null;
  readonly to: string | null;
  readonly count: number;
}

export interface ReportedQuantiles {
  readonly n: number;
  readonly mean: string | null;
  readonly p10: string | null;
  readonly p25: string | null;
  readonly p50: string | null;
  readonly p75: string | null;
  readonly p90: string | null;
  readonly isApproximate: boolean;
}

/** What the lists are made from. */
export interface GroupSources {
  /** Customers whose first purchase belongs to the segment; nobody where history is limited. */
  readonly purchasers: readonly Purchaser[];
  /** Of all customers of the shop; null where there are none. */
  readonly cuts: RfmCuts | null;
  readonly quality: readonly QualityGroup[];
  readonly orderValues: ValueDistribution;
  readonly firstPurchases: FirstPurchaseTimes;
}

const LAST_CURVE_DAY = 365;

export function reportedGroups(
  { purchasers, cuts, quality, orderValues, firstPurchases }: GroupSources,
  range: DayRange,
  context: MetricContext,
): ReportedGroups {
  const { currencyCode } = context;
  const subjects = purchasers.map(rfmSubject);
  const customerValues = valueDistribution(subjects.map(({ keptValue }) => keptValue));
  const cohorts = Object.fromEntries(
    COHORT_PERIODS.map((period) => [period, reportedCohorts(purchasers, period, context)]),
  ) as Record<CohortPeriod, ReportedPeriodCohort[]>;
  const purchaseCounts = new Map<number, number>();
  for (const { purchases } of subjects) purchaseCounts.set(purchases, (purchaseCounts.get(purchases) ?? 0) + 1);
  return {
    cohortsByWeek: cohorts.week,
    cohortsByMonth: cohorts.month,
    cohortsByQuarter: cohorts.quarter,
    rfm: cuts ? reportedRfm(rfmCells(subjects, cuts), currencyCode) : [],
    customerQuality: quality.map((group) => reportedQuality(group, context)).sort(byTraitAndKey),
    purchasesPerCustomer: purchaseCountBands(
      [...purchaseCounts].map(([purchases, customers]) => ({ purchases, customers })),
    ),
    secondPurchaseCurve: curveOf(secondPurchaseWaits(purchasers, range, context.asOf)),
    daysToConversion: { n: firstPurchases.visited, median: firstPurchases.visitedMedian },
    orderValues: reportedBins(orderValues, currencyCode),
    orderValueQuantiles: reportedQuantiles(orderValues, currencyCode),
    customerValues: reportedBins(customerValues, currencyCode),
    customerValueQuantiles: reportedQuantiles(customerValues, currencyCode),
  };
}

function curveOf(waits: readonly Wait[]): SurvivalPoint[] {
  return waits.length === 0 ? [] : survivalCurve(waits, LAST_CURVE_DAY);
}

function reportedCohorts(
  purchasers: readonly Purchaser[],
  period: CohortPeriod,
  { asOf, timeZone, currencyCode }: MetricContext,
): ReportedPeriodCohort[] {
  return periodCohorts(cohortActivity(purchasers, period), period, asOf, timeZone).map(
    ({ from, to, customers, cells }) => ({
      from,
      to,
      customers,
      periods: cells.map(({ offset, buyers, orders, cumulativeValue, isComplete }) => ({
        offset,
        buyers,
        retention: buyers / customers,
        orders,
        value: formatMean(cumulativeValue, customers, currencyCode),
        isComplete,
      })),
    }),
  );
}

function reportedRfm(cells: Parameters<typeof rfmGroupTotals>[0], currencyCode: string): ReportedGroup[] {
  const totals = rfmGroupTotals(cells);
  const all = cells.reduce((sum, { customers }) => sum + customers, 0);
  return RFM_GROUPS.map((group) => {
    const { customers, purchases, keptValue } = totals[group];
    return {
      group,
      rule: say(`rule.${group}`),
      customers,
      share: all === 0 ? null : customers / all,
      purchases,
      value: formatDecimal(keptValue, currencyCode),
      meanValue: customers === 0 ? null : formatMean(keptValue, customers, currencyCode),
    };
  });
}

function reportedQuality(group: QualityGroup, context: MetricContext): ReportedQuality {
  const { currencyCode } = context;
  const { trait, key, customers, keptValue } = group;
  const { interval } = QUALITY_RECORD.formula(group, context);
  return {
    trait,
    key,
    n: customers,
    value: formatMean(keptValue, customers, currencyCode),
    interval: interval && [
      formatFractionalDecimal(interval[0], currencyCode),
      formatFractionalDecimal(interval[1], currencyCode),
    ],
  };
}

function byTraitAndKey(a: ReportedQuality, b: ReportedQuality): number {
  return a.trait.localeCompare(b.trait, "en") || b.n - a.n || (a.key ?? "").localeCompare(b.key ?? "", "en");
}

function reportedBins({ bins }: ValueDistribution, currencyCode: string): ReportedBin[] {
  const edge = (amount: number | null) => (amount === null ? null : formatDecimal(amount, currencyCode));
  return bins.map(({ from, to, count }) => ({ from: edge(from), to: edge(to), count }));
}

function reportedQuantiles(
  { n, mean, quantiles, isApproximate }: ValueDistribution,
  currencyCode: string,
): ReportedQuantiles {
  const amount = (value: number | undefined | null) =>
    value === undefined || value === null ? null : formatFractionalDecimal(value, currencyCode);
  return {
    n,
    mean: amount(mean),
    p10: amount(quantiles?.p10),
    p25: amount(quantiles?.p25),
    p50: amount(quantiles?.p50),
    p75: amount(quantiles?.p75),
    p90: amount(quantiles?.p90),
    isApproximate,
  };
}
