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
    label: "Value to date",
    definition: "Net revenue per customer from all purchases so far; it grows as the shop ages.",
    better: "higher",
    section: "customerValue",
    compared: "nothing",
    goal: null,
    totals: (reader) => reader.lifetime(),
    formula: customerValueToDate,
    basis: everyCustomer("keptValue", "kept value of all purchases so far"),
  }),
  churn_probability: metric({
    ...rate,
    ...ofCustomers,
    label: "Probability of having left",
    definition:
      "How likely it is that a customer has left for good, averaged over all customers; a model estimate, because customers never cancel.",
    better: "lower",
    section: "forecast",
    isForecast: true,
    compared: "nothing",
    goal: null,
    totals: forecastOfShop,
    formula: churnProbability,
    basis: forecast("hasLeft", 12, "probabilities of having left"),
  }),
};

export const OBSERVED_VALUE_RECORDS: Readonly<Record<ObservedValueKey, MetricRecord>> = byHorizon(
  VALUE_HORIZONS_DAYS,
  (horizon) => [
    `clv_observed_${horizon}`,
    metric({
      ...money,
      ...ofCustomers,
      label: `${horizon}-day customer value`,
      definition: `What new customers of the range kept within ${horizon} days of their first purchase, over those at least ${horizon} days old.`,
      better: "higher",
      section: "customerValue",
      goal: withoutPath(GOAL_OF_YEAR),
      totals: (reader, range) => reader.mature(range, horizon),
      formula: (mature) => observedCustomerValue(mature, horizon),
      basis: horizonBasis("valueInTime", horizon, "range", [
        `kept value of their purchases within ${horizon} days of the first`,
        `new customers of the range at least ${horizon} days old`,
      ]),
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
      label: `${horizon}-day customer value`,
      definition: `What customers kept within ${horizon} days of their first purchase, over those acquired in the 365 days that ended ${horizon} days ago.`,
      better: "higher",
      section: "customerValue",
      compared: "moment",
      goal: GOAL_OF_YEAR,
      totals: (reader, _range, { asOf, timeZone }) =>
        reader.mature(trailingRange(dayOf(asOf, timeZone), horizon), horizon),
      formula: (mature) => trailingCustomerValue(mature, horizon),
      basis: horizonBasis("valueInTime", horizon, "trailing", [
        `kept value of their purchases within ${horizon} days of the first`,
        `customers who first bought in the 365 days that ended ${horizon} days ago`,
      ]),
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
      label: `Expected next ${months} months`,
      definition: `What a customer is expected to buy and keep in the next ${months} months, averaged over all customers, with an 80% interval.`,
      better: "higher",
      section: "forecast",
      goal: null,
      totals: forecastOfShop,
      formula: (totals) => expectedValue(totals, months),
      basis: forecast("expectedValue", months, `expected value of the next ${months} months`),
    }),
  ],
);

export const TOTAL_VALUE_RECORDS: Readonly<Record<TotalValueKey, MetricRecord>> = byHorizon(
  FORECAST_MONTHS,
  (months) => [
    `clv_total_${months}`,
    metric({
      ...expected,
      label: `Value to date + expected, ${months} months`,
      definition: `What a customer kept so far and is expected to in the next ${months} months, averaged over all customers, with an 80% interval.`,
      better: "higher",
      section: "forecast",
      goal: null,
      totals: forecastOfShop,
      formula: (totals) => totalValue(totals, months),
      basis: forecast("totalValue", months, `value to date and of the next ${months} months`),
    }),
  ],
);

function forecastOfShop(reader: TotalsReader) {
  return reader.forecast();
}
