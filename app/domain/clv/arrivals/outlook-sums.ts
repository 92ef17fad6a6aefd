import { DAYS_PER_MONTH } from "~/domain/clv/forecast-months";
import type { PurchaseLog } from "~/domain/clv/log/purchase-log";
import type { ForecastRecipe, ShopModels } from "~/domain/clv/shop-models";
import { arrivalsByMonth } from "./arrivals-by-month";
import { ARRIVAL_FORECASTS, type ArrivalForecastName } from "./choose-arrivals";
import { newCustomerOf, valueOfArrivals } from "./new-customer";

/** What some months hold: all there is to say of them. */
export interface OutlookSums {
  /** Customers who buy first in them. */
  readonly newCustomers: number;
  /** What those who had bought before spend. */
  readonly existing: number;
  /** What the new customers spend. */
  readonly arriving: number;
}

/** What came in the `days` after the end of a day. */
export function outlookCame({ starts, days: bought, values }: PurchaseLog, lastDay: number, days: number): OutlookSums {
  const sums = { newCustomers: 0, existing: 0, arriving: 0 };
  for (let customer = 0; customer < starts.length - 1; customer++) {
    const first = bought[starts[customer]!]!;
    if (first > lastDay + days) continue;
    const part = first > lastDay ? "arriving" : "existing";
    if (part === "arriving") sums.newCustomers += 1;
    for (let index = starts[customer + 1]! - 1; index >= starts[customer]! && bought[index]! > lastDay; index--) {
      if (bought[index]! <= lastDay + days) sums[part] += values[index]!;
    }
  }
  return sums;
}

/** New customers of each of the next months, and what they bring in it. */
export interface ArrivalMonths {
  readonly newCustomers: readonly number[];
  readonly value: readonly number[];
}

/**
 * The new customers of the `months` after the end of the models' day.
 *
 * @param arrivals - of the shop up to that day; the models may know a sample of it.
 */
export function arrivalMonths(
  models: ShopModels,
  recipe: ForecastRecipe,
  arrivals: readonly number[],
  name: ArrivalForecastName,
  months: number,
): ArrivalMonths {
  const newCustomers = ARRIVAL_FORECASTS[name](arrivals, months);
  return { newCustomers, value: valueOfArrivals(newCustomers, newCustomerOf(models, recipe)) };
}

/** What was to be expected at the end of the models' day, who may know a sample of the log. */
export function outlookExpected(
  log: PurchaseLog,
  models: ShopModels,
  recipe: ForecastRecipe,
  name: ArrivalForecastName,
  months: number,
): OutlookSums {
  const { lastDay, at } = models.snapshot;
  const known = log.customers.reduce(
    (sum, _, customer) => sum + (log.days[log.starts[customer]!]! <= lastDay ? 1 : 0),
    0,
  );
  const { newCustomers, value } = arrivalMonths(models, recipe, arrivalsByMonth(log, lastDay), name, months);
  const existing = sum(models.forecast(recipe, months * DAYS_PER_MONTH).values);
  return { newCustomers: sum(newCustomers), existing: (existing * known) / at.count, arriving: sum(value) };
}

const sum = (numbers: ArrayLike<number>) => {
  let total = 0;
  for (let index = 0; index < numbers.length; index++) total += numbers[index]!;
  return total;
};
