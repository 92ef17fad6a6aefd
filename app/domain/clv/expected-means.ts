import { FORECAST_MONTHS, type ForecastMonths } from "./forecast-months";
import { type Bounds, type Expected, rangeOf } from "./intervals/range";
import type { Part, Spread } from "./intervals/spread";

/** Means per customer over some months, and the bounds between which they lie with probability 0.8. */
export interface ExpectedMeans {
  readonly purchases: number;
  readonly purchasesInterval: Bounds | null;
  /** Minor units. */
  readonly value: number;
  readonly valueInterval: Bounds | null;
}

/** What is expected of some customers together. */
export interface ExpectedSums {
  readonly customers: number;
  readonly purchases: Readonly<Record<ForecastMonths, number>>;
  /** Minor units. */
  readonly value: Readonly<Record<ForecastMonths, number>>;
}

/** One value for each horizon. */
export function byMonths<Value>(
  formed: (months: ForecastMonths, index: number) => Value,
): Readonly<Record<ForecastMonths, Value>> {
  return Object.fromEntries(FORECAST_MONTHS.map((months, index) => [months, formed(months, index)])) as Record<
    ForecastMonths,
    Value
  >;
}

/** @param whole - what is expected of the shop of which the customers are a part. */
export function meansOf(
  spreads: Readonly<Record<ForecastMonths, Spread>>,
  sums: ExpectedSums,
  whole: ExpectedSums,
): Readonly<Record<ForecastMonths, ExpectedMeans>> {
  const at = ({ purchases, value }: ExpectedSums, months: ForecastMonths): Expected => ({
    purchases: purchases[months],
    value: value[months],
  });
  return byMonths((months) => {
    const range = (part: Part): Bounds | null => {
      const bounds = rangeOf(spreads[months], part, at(sums, months), at(whole, months));
      return bounds && [bounds[0] / sums.customers, bounds[1] / sums.customers];
    };
    return {
      purchases: sums.purchases[months] / sums.customers,
      purchasesInterval: range("purchases"),
      value: sums.value[months] / sums.customers,
      valueInterval: range("value"),
    };
  });
}

/** The same for a part of a shop whose forecast is known. */
export function meansOfPart(
  {
    customers,
    months,
    spreads,
  }: {
    readonly customers: number;
    readonly months: Readonly<Record<ForecastMonths, ExpectedMeans>>;
    readonly spreads: Readonly<Record<ForecastMonths, Spread>>;
  },
  sums: ExpectedSums,
): Readonly<Record<ForecastMonths, ExpectedMeans>> {
  const whole = {
    customers,
    purchases: byMonths((ahead) => months[ahead].purchases * customers),
    value: byMonths((ahead) => months[ahead].value * customers),
  };
  return meansOf(spreads, sums, whole);
}
