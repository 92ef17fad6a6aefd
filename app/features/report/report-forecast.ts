import type { ExpectedMeans } from "~/domain/clv/expected-means";
import type { ForecastPart, ForecastSummary } from "~/domain/clv/shop-forecast";
import { FORECAST_MONTHS } from "~/domain/clv/forecast-months";
import type { RfmGroup } from "~/domain/groups/rfm";
import { formatFractionalDecimal } from "~/domain/money";
import { dayFromNumber, type EpochMs, type ShopDay, type ShopMonth } from "~/domain/time/shop-time";
import { isReason } from "~/domain/metrics/confidence/reason";
import { sayReason, type Reason } from "~/words/records/reasons";

/** The lists of a report that say what is expected of whom; empty while there is no forecast, and of a part of the shop. */
export interface ReportedForecasts {
  readonly forecast: ReportedForecast;
  /** Expected in 12 months, by group of recency, frequency and money. */
  readonly forecastByGroup: readonly ReportedForecastPart<RfmGroup>[];
  /** Expected in 12 months, by month of the first purchase. */
  readonly forecastByCohort: readonly ReportedForecastPart<ShopMonth>[];
  /** Of the whole shop, customers who are still to come included; empty where nobody can say. */
  readonly outlook: readonly ReportedOutlookMonth[];
}

export interface ReportedForecast {
  readonly asOf: string | null;
  readonly customers: number;
  readonly grade: "good" | "fair" | "poor" | null;
  readonly countModel: string | null;
  readonly valueModel: string | null;
  readonly months: readonly ({ readonly months: number } & ReportedMeans)[];
  readonly unavailableBecause: string | null;
  /** What expected value is discounted at a year; 0 is not at all. */
  readonly annualDiscountPercent: number;
}

/** What one of the next twelve months is expected to hold. */
export interface ReportedOutlookMonth {
  readonly from: ShopDay;
  readonly newCustomers: number;
  readonly existingValue: string;
  readonly newValue: string;
}

/** Per customer. */
interface ReportedMeans {
  readonly purchases: number;
  readonly purchasesInterval: readonly [low: number, high: number] | null;
  readonly value: string;
  readonly valueInterval: readonly [low: string, high: string] | null;
}

export interface ReportedForecastPart<Key extends string> extends ReportedMeans {
  readonly key: Key;
  readonly customers: number;
  /** The window of the next purchase of the middle customer, if active still. */
  readonly nextFrom: ShopDay | null;
  readonly nextTo: ShopDay | null;
}

export function reportedForecasts(
  shown: { readonly summary: ForecastSummary; readonly asOf: EpochMs } | Reason,
  currencyCode: string,
): ReportedForecasts {
  if (isReason(shown)) {
    const nothing = {
      asOf: null,
      customers: 0,
      grade: null,
      countModel: null,
      valueModel: null,
      months: [],
      annualDiscountPercent: 0,
    };
    return {
      forecast: { ...nothing, unavailableBecause: sayReason(shown) },
      forecastByGroup: [],
      forecastByCohort: [],
      outlook: [],
    };
  }
  const { summary, asOf } = shown;
  const part = <Key extends string>({ key, customers, nextFromDay, nextToDay, months }: ForecastPart<Key>) => ({
    key,
    customers,
    ...reportedMeans(months[12], currencyCode),
    nextFrom: nextFromDay === null ? null : dayFromNumber(nextFromDay),
    nextTo: nextToDay === null ? null : dayFromNumber(nextToDay),
  });
  return {
    forecast: {
      asOf: new Date(asOf).toISOString(),
      customers: summary.customers,
      grade: summary.grade?.grade ?? null,
      countModel: summary.chosen.counts,
      valueModel: summary.chosen.value,
      months: FORECAST_MONTHS.map((months) => ({ months, ...reportedMeans(summary.months[months], currencyCode) })),
      unavailableBecause: null,
      annualDiscountPercent: summary.annualDiscountPercent,
    },
    forecastByGroup: summary.groups.map(part),
    forecastByCohort: summary.cohorts.map(part),
    outlook: (summary.outlook.isReady ? summary.outlook.months : []).map((month) => ({
      from: dayFromNumber(month.fromDay),
      newCustomers: month.newCustomers,
      existingValue: formatFractionalDecimal(month.existing, currencyCode),
      newValue: formatFractionalDecimal(month.arriving, currencyCode),
    })),
  };
}

function reportedMeans(
  { purchases, purchasesInterval, value, valueInterval }: ExpectedMeans,
  currencyCode: string,
): ReportedMeans {
  const money = (amount: number) => formatFractionalDecimal(amount, currencyCode);
  return {
    purchases,
    purchasesInterval,
    value: money(value),
    valueInterval: valueInterval && [money(valueInterval[0]), money(valueInterval[1])],
  };
}
