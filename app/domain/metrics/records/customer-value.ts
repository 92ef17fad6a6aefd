import { FORECAST_MONTHS, type ForecastMonths } from "~/domain/clv/forecast-months";
import type { Bounds } from "~/domain/clv/intervals/range";
import type { Reason } from "~/words/records/reasons";
import { dayOf } from "~/domain/time/shop-time";
import { meanMoney, shareOf, unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";
import type { ForecastTotals } from "~/domain/metrics/totals/forecast-totals";
import { TRAILING_DAYS, trailingRange } from "~/domain/metrics/totals/headline-customers";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";
import { VALUE_HORIZONS_DAYS, type MatureCustomers, type ValueHorizon } from "~/domain/metrics/totals/totals";
import { everyCustomer, forecast, horizonBasis } from "./bases";
import {
  byHorizon,
  GOAL_OF_YEAR,
  metric,
  money,
  ofCustomers,
  rate,
  withoutPath,
  type MetricRecord,
} from "./metric-record";

export type ObservedValueKey = `clv_observed_${ValueHorizon}`;
export type TrailingValueKey = `clv_observed_${ValueHorizon}_trailing`;
export type PredictedValueKey = `clv_predicted_${ForecastMonths}`;
export type TotalValueKey = `clv_total_${ForecastMonths}`;

const NOBODY = because("forecastNobody");

/** What customers bought and kept so far, and whether they have left. */
export const CUSTOMER_VALUE_RECORDS = {
  clv_to_date: metric({
    ...money,
    ...ofCustomers,
    better: "higher",
    section: "customerValue",
    compared: "nothing",
    goal: null,
    totals: (reader) => reader.lifetime(),
    formula: ({ keptValue, customers, keptValueSquares }) =>
      meanMoney(keptValue, customers, because("noCustomersEver"), keptValueSquares),
    basis: everyCustomer("keptValue"),
  }),
  churn_probability: metric({
    ...rate,
    ...ofCustomers,
    better: "lower",
    section: "forecast",
    isForecast: true,
    compared: "nothing",
    goal: null,
    totals: forecastOfShop,
    formula: (totals) =>
      totals.isReady
        ? shareOf(totals.lost, totals.customers, totals.customers, NOBODY)
        : unavailable("rate", totals.because),
    basis: forecast("hasLeft", 12),
  }),
};

/** What a customer bought and kept within the horizon of the first purchase. Refunds go back to the order they refund. */
function valuePerCustomer(
  { keptValue, customers, keptValueSquares }: MatureCustomers,
  becauseEmpty: Reason,
): MetricValue {
  return meanMoney(keptValue, customers, becauseEmpty, keptValueSquares);
}

export const OBSERVED_VALUE_RECORDS: Readonly<Record<ObservedValueKey, MetricRecord>> = byHorizon(
  VALUE_HORIZONS_DAYS,
  (horizon) => [
    `clv_observed_${horizon}`,
    metric({
      ...money,
      ...ofCustomers,
      better: "higher",
      section: "customerValue",
      goal: withoutPath(GOAL_OF_YEAR),
      totals: (reader, range) => reader.mature(range, horizon),
      formula: (mature) => valuePerCustomer(mature, because("noCustomersOldEnough", { days: horizon })),
      basis: horizonBasis("valueInTime", horizon, "range"),
    }),
  ],
);

export const TRAILING_VALUE_RECORDS: Readonly<Record<TrailingValueKey, MetricRecord>> = byHorizon(
  VALUE_HORIZONS_DAYS,
  (horizon) => [
    `clv_observed_${horizon}_trailing`,
    metric({
      ...money,
      ...ofCustomers,
      better: "higher",
      section: "customerValue",
      compared: "moment",
      goal: GOAL_OF_YEAR,
      totals: (reader, _range, { asOf, timeZone }) =>
        reader.mature(trailingRange(dayOf(asOf, timeZone), horizon), horizon),
      formula(mature) {
        const acquired = { from: horizon, to: horizon + TRAILING_DAYS };
        return valuePerCustomer(mature, because("noCustomersAcquired", acquired));
      },
      basis: horizonBasis("valueInTime", horizon, "trailing"),
    }),
  ],
);

const expected = { ...money, ...ofCustomers, intervalPercent: 80, isForecast: true, compared: "nothing" } as const;

export const PREDICTED_VALUE_RECORDS: Readonly<Record<PredictedValueKey, MetricRecord>> = byHorizon(
  FORECAST_MONTHS,
  (months) => [
    `clv_predicted_${months}`,
    metric({
      ...expected,
      better: "higher",
      section: "forecast",
      goal: null,
      totals: forecastOfShop,
      formula(totals) {
        if (!totals.isReady) return unavailable("money", totals.because);
        const mean = meanMoney(totals.value[months], totals.customers, NOBODY);
        return mean.value === null ? mean : { ...mean, interval: around(mean.value, totals.bounds[months]) };
      },
      basis: forecast("expectedValue", months),
    }),
  ],
);

export const TOTAL_VALUE_RECORDS: Readonly<Record<TotalValueKey, MetricRecord>> = byHorizon(
  FORECAST_MONTHS,
  (months) => [
    `clv_total_${months}`,
    metric({
      ...expected,
      better: "higher",
      section: "forecast",
      goal: null,
      totals: forecastOfShop,
      formula(totals) {
        if (!totals.isReady) return unavailable("money", totals.because);
        const { customers, valueToDate, value, bounds } = totals;
        const mean = meanMoney(valueToDate + value[months], customers, NOBODY);
        if (mean.value === null) return mean;
        const toDate = valueToDate / customers;
        const future = around(mean.value - toDate, bounds[months]);
        return { ...mean, interval: future && [toDate + future[0], toDate + future[1]] };
      },
      basis: forecast("totalValue", months),
    }),
  ],
);

/** Of fewer customers than it was formed for, where some are no more, a range may just miss their mean. */
function around(mean: number, bounds: Bounds | null): Bounds | null {
  return bounds && [Math.min(bounds[0], mean), Math.max(bounds[1], mean)];
}

function forecastOfShop(reader: TotalsReader): Promise<ForecastTotals> {
  return reader.forecast();
}
