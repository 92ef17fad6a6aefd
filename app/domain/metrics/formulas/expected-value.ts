import type { ForecastMonths } from "~/domain/clv/forecast-months";
import type { ForecastTotals } from "~/domain/metrics/totals/forecast-totals";
import { meanMoney, shareOf, unavailable, type MetricValue } from "~/domain/metrics/confidence/metric-value";
import { because } from "~/domain/metrics/confidence/reason";

const NOBODY = because("forecastNobody");

/** What a customer is expected to buy and keep in the next months, with an 80% interval. */
export function expectedValue(totals: ForecastTotals, months: ForecastMonths): MetricValue {
  if (!totals.isReady) return unavailable("money", totals.because);
  const mean = meanMoney(totals.value[months], totals.customers, NOBODY);
  return mean.value === null ? mean : { ...mean, interval: around(mean.value, totals.bounds[months]) };
}

/** Value to date and expected value together, per customer. */
export function totalValue(totals: ForecastTotals, months: ForecastMonths): MetricValue {
  if (!totals.isReady) return unavailable("money", totals.because);
  const { customers, valueToDate, value, bounds } = totals;
  const mean = meanMoney(valueToDate + value[months], customers, NOBODY);
  if (mean.value === null) return mean;
  const toDate = valueToDate / customers;
  const future = around(mean.value - toDate, bounds[months]);
  return { ...mean, interval: future && [toDate + future[0], toDate + future[1]] };
}

/** Mean probability that a customer has left for good. */
export function churnProbability(totals: ForecastTotals): MetricValue {
  if (!totals.isReady) return unavailable("rate", totals.because);
  return shareOf(totals.lost, totals.customers, totals.customers, NOBODY);
}

/** Simulated bounds may just miss a mean that is expected, not simulated. */
function around(mean: number, bounds: readonly [number, number] | null): [number, number] | null {
  return bounds && [Math.min(bounds[0], mean), Math.max(bounds[1], mean)];
}
