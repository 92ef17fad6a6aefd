import { forecastOfBook, type BookForecast } from "~/domain/metrics/totals/forecast-totals";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import type { BookedPurchaser, PurchaseBook } from "~/domain/metrics/history/purchase-book";
import type { ForecastAmount, ForecastBasis } from "~/domain/metrics/records/basis";
import { BLANK_ROW, type ExplainedRow } from "./explained-row";
import { isReason } from "~/domain/metrics/confidence/reason";

/** What is expected of each of the customers; nobody while there is no forecast. */
export function forecastRows(
  { months, numerator, denominator }: ForecastBasis,
  book: PurchaseBook,
  purchasers: readonly BookedPurchaser[],
  context: MetricContext,
): ExplainedRow[] {
  const forecast = forecastOfBook(book, context);
  if (isReason(forecast)) return [];
  return purchasers.flatMap(({ customerId, numbered }): ExplainedRow[] => {
    const index = forecast.indexOf.get(customerId);
    if (index === undefined) return [];
    const amounts = amountsOf(forecast, index, months);
    return [
      {
        ...BLANK_ROW,
        key: customerId,
        customerId,
        at: numbered[0]?.at ?? context.asOf,
        quantity: numbered.length,
        value: forecast.valueToDate[index]!,
        numerator: amounts[numerator],
        denominator: denominator && amounts[denominator],
      },
    ];
  });
}

function amountsOf(
  { customers, valueToDate }: BookForecast,
  index: number,
  months: ForecastBasis["months"],
): Record<ForecastAmount, number> {
  const expectedValue = customers.value[months][index]!;
  return {
    one: 1,
    expectedValue,
    totalValue: valueToDate[index]! + expectedValue,
    hasLeft: Math.round((1 - customers.probabilityAlive[index]!) * 1e6) / 1e6,
  };
}
