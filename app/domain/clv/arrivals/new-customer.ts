import { DAYS_PER_MONTH } from "~/domain/clv/forecast-months";
import { once } from "~/domain/once";
import { expectedSpend } from "~/domain/clv/models/gamma-gamma";
import { seasonRatio, YEAR_DAYS } from "~/domain/clv/models/season";
import { basesOf, type ForecastRecipe, type ShopModels } from "~/domain/clv/shop-models";

/** What a customer who is yet to come brings, in the money of the log. */
export interface NewCustomer {
  /** On the day of the first purchase. */
  readonly firstValue: number;
  /** On later days, until so many months after the first. */
  readonly laterValue: (months: number) => number;
}

/** Of fewer customers who came lately the first values swing too much: all who ever came are taken. */
const LEAST_RECENT = 30;

/**
 * What the next customer brings: first the mean first purchase of the last year's new customers, then what the models
 * expect of one of whom nothing is known yet, times how those of the last year did beside it. That ratio is drawn
 * towards 1 by its uncertainty ({@link seasonRatio}).
 */
export function newCustomerOf(models: ShopModels, recipe: ForecastRecipe): NewCustomer {
  const { log, at } = models.snapshot;
  const fit = models.countFit(recipe.model);
  const forecaster = fit.model.forecaster(fit.parameters);
  const spends = basesOf(recipe).flatMap((basis) => models.spendFit(basis) ?? []);
  const spend = spends.reduce((sum, spendFit) => sum + expectedSpend(spendFit, 0, 0) / spends.length, 0);
  const expectedAfter = once(
    (days: number) => spend * forecaster.expectedPurchases({ frequency: 0, recency: 0, tenure: 0 }, days / 7),
  );

  const rows = Array.from(at.customers.keys());
  const recent = rows.filter((row) => at.tenureDays[row]! < YEAR_DAYS);
  const firstOf = (row: number) => log.values[log.starts[at.customers[row]!]!]!;
  const from = recent.length >= LEAST_RECENT ? recent : rows;
  const firstValue = from.reduce((sum, row) => sum + firstOf(row), 0) / from.length;

  const came = Float64Array.from(recent, (row) => {
    const start = log.starts[at.customers[row]!]!;
    return log.values.subarray(start + 1, start + 1 + at.frequency[row]!).reduce((sum, value) => sum + value, 0);
  });
  const expected = Float64Array.from(recent, (row) => expectedAfter(at.tenureDays[row]!));
  const ratio = seasonRatio(came, expected);
  return { firstValue, laterValue: (months) => ratio * expectedAfter(months * DAYS_PER_MONTH) };
}

/**
 * What new customers bring in each month, those of the same and of earlier months together.
 *
 * @param arrivals - new customers by month; they come at any time of it alike.
 */
export function valueOfArrivals(arrivals: readonly number[], { firstValue, laterValue }: NewCustomer): number[] {
  // Later value of one by the end of the month so many after that of the first purchase: Simpson's rule over its days.
  const later = arrivals.map(
    (_, month) => (laterValue(month) + 4 * laterValue(month + 0.5) + laterValue(month + 1)) / 6,
  );
  return arrivals.map((count, month) =>
    arrivals
      .slice(0, month + 1)
      .reduce(
        (sum, came, first) => sum + came * (later[month - first]! - (later[month - first - 1] ?? 0)),
        count * firstValue,
      ),
  );
}
