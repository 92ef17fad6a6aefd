import type { Estimate, Outlook } from "~/domain/clv/arrivals/outlook";
import { expectedSum, unavailable, type MetricUnit, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { ForecastTotals } from "~/domain/metrics/totals/forecast-totals";
import { count, metric, money, ofCustomers } from "./metric-record";

type ReadyOutlook = Extract<Outlook, { readonly isReady: true }>;

/** Of the whole shop: nobody knows of which part a customer will be who is still to come. */
const ofOutlook = {
  ...ofCustomers,
  knowsSegments: false,
  intervalPercent: 80,
  isForecast: true,
  compared: "nothing",
  better: "higher",
  section: "forecast",
  goal: null,
} as const;

/** What the next twelve months bring: customers there are, customers who are still to come, and both together. */
export const OUTLOOK_RECORDS = {
  expected_value_12: metric({
    ...money,
    ...ofOutlook,
    totals: (reader) => reader.forecast(),
    formula: (totals) => estimated("money", totals, ({ together }) => together),
    basis: { facts: "forecast", reading: "values", months: 12, numerator: "expectedValue", denominator: "one" },
  }),
  expected_value_existing_12: metric({
    ...money,
    ...ofOutlook,
    totals: (reader) => reader.forecast(),
    formula: (totals) =>
      totals.isReady
        ? expectedSum("money", totals.existing.expected, totals.existing.interval, totals.allCustomers)
        : unavailable("money", totals.because),
    basis: { facts: "forecast", reading: "sum", months: 12, numerator: "expectedValue", denominator: null },
  }),
  expected_value_new_12: metric({
    ...money,
    ...ofOutlook,
    totals: (reader) => reader.forecast(),
    formula: (totals) => estimated("money", totals, ({ arriving }) => arriving),
    basis: { facts: "forecast", reading: "values", months: 12, numerator: "one", denominator: "one" },
  }),
  expected_new_customers_12: metric({
    ...count,
    ...ofOutlook,
    totals: (reader) => reader.forecast(),
    formula: (totals) => estimated("count", totals, ({ newCustomers }) => newCustomers),
    basis: { facts: "forecast", reading: "values", months: 12, numerator: "one", denominator: "one" },
  }),
};

export type OutlookKey = keyof typeof OUTLOOK_RECORDS;

function estimated(unit: MetricUnit, totals: ForecastTotals, of: (outlook: ReadyOutlook) => Estimate): MetricValue {
  if (!totals.isReady) return unavailable(unit, totals.because);
  if (!totals.outlook.isReady) return unavailable(unit, totals.outlook.because);
  const { expected, interval } = of(totals.outlook);
  return expectedSum(unit, expected, interval, totals.allCustomers);
}
