import { DAYS_PER_MONTH } from "~/domain/clv/forecast-months";
import { type Bounds, RANGE_QUANTILE } from "~/domain/clv/intervals/range";
import type { PurchaseLog } from "~/domain/clv/log/purchase-log";
import { discountFactor } from "~/domain/clv/discount";
import type { ForecastRecipe, ShopModels } from "~/domain/clv/shop-models";
import type { Reason } from "~/words/records/reasons";
import { arrivalsByMonth } from "./arrivals-by-month";
import { type ArrivalForecastName, chooseArrivals } from "./choose-arrivals";
import { outlookVariance, type OutlookPart } from "./outlook-spread";
import { arrivalMonths, type ArrivalMonths } from "./outlook-sums";
import { pastOutlooks, type PastOutlooks } from "./past-outlooks";

/** Months an outlook looks ahead. */
export const OUTLOOK_MONTHS = 12;

/** New customers of the next months, and how far off such forecasts were. */
export interface ArrivalOutlook extends ArrivalMonths {
  readonly name: ArrivalForecastName;
  readonly past: PastOutlooks;
}

/**
 * The customers who are not there yet, of a shop that {@link outlookShortage} finds nothing to be short of.
 *
 * @param models - of the day the outlook is made.
 * @param modelsAt - the models at the end of an earlier day, of all customers or of a sample of them.
 */
export function arrivalOutlook(
  log: PurchaseLog,
  models: ShopModels,
  modelsAt: (day: number) => ShopModels,
  value: ForecastRecipe,
  months = OUTLOOK_MONTHS,
): ArrivalOutlook {
  const { lastDay } = models.snapshot;
  const arrivals = arrivalsByMonth(log, lastDay);
  const name = chooseArrivals(arrivals, months);
  return {
    ...arrivalMonths(models, value, arrivals, name, months),
    name,
    past: pastOutlooks(log, modelsAt, value, name, lastDay, months),
  };
}

/** A sum that is expected, and the bounds between which it lies with probability 0.8. */
export interface Estimate {
  readonly expected: number;
  readonly interval: Bounds | null;
}

/** What one month is expected to hold. */
export interface OutlookMonth {
  /** Day number of the first of its days. */
  readonly fromDay: number;
  readonly newCustomers: number;
  /** Minor units: what customers of today spend in it. */
  readonly existing: number;
  /** Minor units: what customers spend who are still to come. */
  readonly arriving: number;
}

/** What the next twelve months bring, in whole minor units. */
export type Outlook =
  | { readonly isReady: false; readonly because: Reason }
  | {
      readonly isReady: true;
      readonly arrivalForecast: ArrivalForecastName;
      /** How many earlier days its ranges are from, and how many months these looked ahead. */
      readonly cuts: number;
      readonly cutMonths: number;
      readonly newCustomers: Estimate;
      readonly existing: Estimate;
      readonly arriving: Estimate;
      readonly together: Estimate;
      readonly months: readonly OutlookMonth[];
    };

/** @param months - how many it looks ahead. */
export function outlookRange(past: PastOutlooks, part: OutlookPart, expected: number, months: number): Bounds | null {
  if (!(expected > 0)) return null;
  const reach = RANGE_QUANTILE * Math.sqrt(outlookVariance(past, part, months));
  return [expected * Math.exp(-reach), expected * Math.exp(reach)];
}

/**
 * @param existing - what customers of today are expected to spend, in whole minor units, discounted as asked for.
 * @param existingByMonth - in what proportion, before discounting.
 */
export function outlookOf(
  arrivals: ArrivalOutlook | Reason,
  existing: Estimate,
  existingByMonth: readonly number[],
  annualDiscountPercent: number,
  asOfDay: number,
): Outlook {
  if (!("name" in arrivals)) return { isReady: false, because: arrivals };
  const { name, past, newCustomers, value } = arrivals;
  const factors = value.map((_, month) => discountFactor(annualDiscountPercent, month + 1));
  const arriving = wholeParts(value.map((amount, month) => amount * factors[month]!));
  const total = sum(existingByMonth.map((share, month) => share * factors[month]!));
  const existingParts = wholeParts(
    existingByMonth.map((share, month) => (total > 0 ? (existing.expected * share * factors[month]!) / total : 0)),
  );
  const estimate = (part: OutlookPart, expected: number): Estimate => ({
    expected,
    interval: outlookRange(past, part, expected, value.length),
  });
  return {
    isReady: true,
    arrivalForecast: name,
    cuts: past.cuts.length,
    cutMonths: past.months,
    newCustomers: estimate("newCustomers", sum(newCustomers)),
    existing,
    arriving: estimate("arriving", sum(arriving)),
    together: estimate("together", existing.expected + sum(arriving)),
    months: newCustomers.map((count, month) => ({
      fromDay: asOfDay + 1 + Math.round(month * DAYS_PER_MONTH),
      newCustomers: count,
      existing: existingParts[month]!,
      arriving: arriving[month]!,
    })),
  };
}

/** The same outlook where customers were merged or erased since, so that what the others spend is another sum. */
export function withExisting(outlook: Outlook, existing: Estimate): Outlook {
  if (!outlook.isReady || outlook.existing.expected === existing.expected) return outlook;
  const expected = existing.expected + outlook.arriving.expected;
  const { interval, expected: before } = outlook.together;
  const factor = expected / before;
  return {
    ...outlook,
    existing,
    together: { expected, interval: interval && [interval[0] * factor, interval[1] * factor] },
  };
}

/** Amounts in whole units, rounded so that they add up as the amounts themselves do. */
function wholeParts(amounts: readonly number[]): number[] {
  let [before, exact] = [0, 0];
  return amounts.map((amount) => {
    exact += amount;
    const part = Math.round(exact) - before;
    before += part;
    return part;
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
