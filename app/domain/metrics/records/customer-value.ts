import { FORECAST_MONTHS, type ForecastMonths } from "~/domain/clv/forecast-months";
import { dayOf } from "~/domain/time/shop-time";
import {
  customerValueToDate,
  observedCustomerValue,
  trailingCustomerValue,
  trailingRange,
} from "~/domain/metrics/formulas/customer-value";
import { churnProbability, expectedValue, totalValue } from "~/domain/metrics/formulas/expected-value";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";
import { VALUE_HORIZONS_DAYS, type ValueHorizon } from "~/domain/metrics/totals/totals";
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

/** What customers kept so far, and whether they have left. */
export const CUSTOMER_VALUE_RECORDS = {
  clv_to_date: metric({
    ...money,
    ...ofCustomers,
    better: "higher",
    section: "customerValue",
    compared: "nothing",
    goal: null,
    totals: (reader) => reader.lifetime(),
    formula: customerValueToDate,
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
    formula: churnProbability,
    basis: forecast("hasLeft", 12),
  }),
};

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
      formula: (mature) => observedCustomerValue(mature, horizon),
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
      formula: (mature) => trailingCustomerValue(mature, horizon),
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
      formula: (totals) => expectedValue(totals, months),
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
      formula: (totals) => totalValue(totals, months),
      basis: forecast("totalValue", months),
    }),
  ],
);

function forecastOfShop(reader: TotalsReader) {
  return reader.forecast();
}
