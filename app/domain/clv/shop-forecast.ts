import { RFM_GROUPS, rfmGroupsOf, type RfmGroup } from "~/domain/groups/rfm";
import type { ShopMonth } from "~/domain/time/shop-time";
import { type Estimate, type Outlook, OUTLOOK_MONTHS, outlookOf } from "./arrivals/outlook";
import type { ForecastInput } from "./log/forecast-input";
import type { ChoiceReason } from "./back-test/choose-forecast";
import { byMonths, type ExpectedMeans, type ExpectedSums, meansOf } from "./expected-means";
import { FORECAST_MONTHS, type ForecastMonths } from "./forecast-months";
import { byChanceDays, type ChanceDays, type ChanceRule } from "./chance/chance-rule";
import { FARTHEST_DAYS } from "./customer-columns";
import { forecastShop, type BackTestReport, type ForecastFinding, type ReadyForecast } from "./forecast-shop";
import { acquisitionMonths, type ForecastGrade } from "./back-test/grade";
import type { Bounds } from "./intervals/range";
import type { Spread } from "./intervals/spread";
import type { Season } from "./models/season";
import { recipeName } from "./shop-models";
import { countsBecause, type UnusualBecause } from "./unusual/unusual-customers";

/** Raised when the same purchases would give another forecast than before, or a result of another shape. */
export const ENGINE_VERSION = 7;

/** What is expected of each customer, in columns parallel to the customers of the input. */
export interface CustomerForecasts {
  /** Rounded to a millionth. */
  readonly probabilityAlive: Float64Array;
  readonly purchases: Readonly<Record<ForecastMonths, Float64Array>>;
  /** Whole minor units. */
  readonly value: Readonly<Record<ForecastMonths, Float64Array>>;
  /** Whole minor units: value of the next 12 months if the customer were active, times the probability of having left. */
  readonly loss: Float64Array;
  /** Day numbers between which the next purchase of a customer who is active falls with probability one half; -1 for none. */
  readonly nextFromDay: Int32Array;
  readonly nextToDay: Int32Array;
  /** Probability to buy within so many days, active or not. Rounded to a millionth. */
  readonly chances: Readonly<Record<ChanceDays, Float64Array>>;
  /** Day numbers by which a customer, active or not, has bought with probability 1/4 and 3/4; -1 for never. */
  readonly buysAgainFromDay: Int32Array;
  readonly buysAgainToDay: Int32Array;
  /** Customers who were set apart, by their index. */
  readonly unusual: ReadonlyMap<number, UnusualBecause>;
}

/** Customers who are alike, and what is expected of them. */
export interface ForecastPart<Key extends string> {
  readonly key: Key;
  readonly customers: number;
  readonly months: Readonly<Record<ForecastMonths, ExpectedMeans>>;
  /** Middle customer's window of the next purchase; day numbers. */
  readonly nextFromDay: number | null;
  readonly nextToDay: number | null;
}

/** A model that was fitted, its parameters by name. */
export interface FittedModel {
  readonly name: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly logLikelihood: number;
}

/** A forecast without its customers: small enough to be kept for every run. */
export interface ForecastSummary {
  /** The chosen forecasts by name, and why these. */
  readonly chosen: { readonly counts: string; readonly value: string; readonly why: ChoiceReason };
  readonly countModel: FittedModel;
  /** What a customer's spend is the mean of; none where nothing has a value. */
  readonly spendModels: readonly FittedModel[];
  readonly findings: readonly ForecastFinding[];
  /** How many customers the models did not learn from, by what they stand out; null where nobody was to be set apart. */
  readonly setApart: Readonly<Record<UnusualBecause, number>> | null;
  /** How the chances to buy are said, and how they did on the shop's own history. */
  readonly chances: Readonly<Record<ChanceDays, ChanceRule>>;
  readonly season: Season | null;
  readonly spendFrequencyCorrelation: number | null;
  /** How good it was on the shop's own history; null where that is too short to tell. */
  readonly grade: ForecastGrade | null;
  readonly backTests: readonly BackTestReport[];
  readonly customers: number;
  readonly months: Readonly<Record<ForecastMonths, ExpectedMeans>>;
  /** From which the range of any part of the shop follows. */
  readonly spreads: Readonly<Record<ForecastMonths, Spread>>;
  readonly groups: readonly ForecastPart<RfmGroup>[];
  /** By month of the first purchase. */
  readonly cohorts: readonly ForecastPart<ShopMonth>[];
  /** What the next twelve months bring, customers who are still to come included. */
  readonly outlook: Outlook;
  /** What expected value is discounted at a year; 0 is not at all. */
  readonly annualDiscountPercent: number;
  /** In what proportions the value of the next twelve months falls in each of them, before discounting. */
  readonly valueByMonth: readonly number[];
}

/** What a merchant decides of a forecast. */
export interface ForecastSettings {
  /** Whether unusual customers are set apart, so that the models learn from the others alone. Default true. */
  readonly setsApart?: boolean;
  /** What expected value is discounted at a year; default 0, not at all. */
  readonly annualDiscountPercent?: number;
}

export interface ShopForecast {
  readonly customers: CustomerForecasts;
  readonly summary: ForecastSummary;
}

const MILLION = 1e6;

/**
 * The forecast of a shop at the end of `asOfDay`, a day number. The same input gives the same result.
 *
 * @throws {RangeError} without customers.
 */
export function shopForecast(
  input: ForecastInput,
  asOfDay: number,
  { setsApart = true, annualDiscountPercent = 0 }: ForecastSettings = {},
): ShopForecast {
  const groupOf = rfmGroupsOf({ ...input, lastPurchaseAt: input.lastAt, keptValue: input.valueToDate });
  const { cohorts, cohortOf } = cohortsOf(input);
  const everyone = Int32Array.from(input.log.customers.keys());
  const result = forecastShop(input.log, asOfDay, {
    horizonsMonths: FORECAST_MONTHS,
    setsApart,
    annualDiscountPercent,
  });
  if (result.status !== "forecast") throw new RangeError("a forecast was asked for of a shop that has too little");
  const customers = wholeUnits(result, asOfDay);
  const spreads = byMonths((_, index) => result.spreads[index]!);
  const whole = sumsOf(customers, everyone);
  const meansByMonths = (own: Int32Array) => meansOf(spreads, sumsOf(customers, own), whole);
  const partsOf = <Key extends string>(keys: readonly Key[], partOf: Int32Array) =>
    membersOf(partOf, keys.length).flatMap((own, part) => {
      if (own.length === 0) return [];
      return [{ key: keys[part]!, customers: own.length, months: meansByMonths(own), ...window(customers, own) }];
    });
  const months = meansByMonths(everyone);
  const { choice, counts, spends } = result;
  const { findings, unusual, chances, season, spendFrequencyCorrelation, grade, backTests } = result;
  return {
    customers,
    summary: {
      chosen: { counts: recipeName(choice.counts), value: recipeName(choice.value), why: choice.why },
      countModel: {
        name: counts.model.name,
        parameters: Object.fromEntries(
          counts.model.parameters.map(({ name }, index) => [name, counts.parameters[index]!]),
        ),
        logLikelihood: counts.logLikelihood,
      },
      spendModels: spends.map(({ basis, parameters, logLikelihood }) => ({
        name: `gamma-gamma-${basis}`,
        parameters: { ...parameters },
        logLikelihood,
      })),
      findings,
      setApart: unusual && countsBecause(unusual),
      chances,
      season,
      spendFrequencyCorrelation,
      grade,
      backTests,
      customers: everyone.length,
      months,
      spreads,
      groups: partsOf(RFM_GROUPS, groupOf),
      cohorts: partsOf(cohorts, cohortOf),
      outlook: outlookOf(
        result.arrivals,
        sumOfMeans(months[OUTLOOK_MONTHS].valueInterval, whole.value[OUTLOOK_MONTHS], everyone.length),
        result.valueByMonth,
        annualDiscountPercent,
        asOfDay,
      ),
      annualDiscountPercent,
      valueByMonth: result.valueByMonth,
    },
  };
}

function sumOfMeans(interval: Bounds | null, expected: number, customers: number): Estimate {
  return { expected, interval: interval && [interval[0] * customers, interval[1] * customers] };
}

/** The customers of each part. */
function membersOf(partOf: Int32Array, parts: number): Int32Array[] {
  const ends = new Int32Array(parts);
  for (let customer = 0; customer < partOf.length; customer++) ends[partOf[customer]!]! += 1;
  for (let part = 1; part < parts; part++) ends[part]! += ends[part - 1]!;
  const starts = Int32Array.from(ends, (_, part) => (part === 0 ? 0 : ends[part - 1]!));
  const next = starts.slice();
  const members = new Int32Array(partOf.length);
  for (let customer = 0; customer < partOf.length; customer++) {
    const part = partOf[customer]!;
    members[next[part]!] = customer;
    next[part]! += 1;
  }
  return Array.from(starts, (start, part) => members.subarray(start, ends[part]));
}

/**
 * Amounts in whole minor units and probabilities in millionths, so that sums are exact wherever they are taken. Every
 * customer of the input had bought by the day, so the columns are parallel to them.
 */
function wholeUnits({ columns, unusual }: ReadyForecast, asOfDay: number): CustomerForecasts {
  const inMillionths = (probability: number) => Math.round(probability * MILLION) / MILLION;
  const year = columns.expectedValue[FORECAST_MONTHS.indexOf(12)]!;
  const dayOf = (column: Float64Array) => {
    const days = new Int32Array(column.length);
    for (let customer = 0; customer < days.length; customer++) {
      days[customer] = column[customer]! <= FARTHEST_DAYS ? asOfDay + Math.round(column[customer]!) : -1;
    }
    return days;
  };
  return {
    probabilityAlive: columns.probabilityAlive.map(inMillionths),
    purchases: byMonths((_, index) => columns.expectedPurchases[index]!),
    value: byMonths((_, index) => columns.expectedValue[index]!.map((amount) => Math.round(amount))),
    loss: columns.probabilityAlive.map((probability, customer) => {
      // What is expected holds the chance that its own model gives, which need not be the one shown.
      const alreadyIn = columns.probabilityAliveInValue[customer]!;
      return alreadyIn > 0 ? Math.round((year[customer]! / alreadyIn) * (1 - probability)) : 0;
    }),
    nextFromDay: dayOf(columns.nextPurchaseFrom),
    nextToDay: dayOf(columns.nextPurchaseTo),
    chances: byChanceDays((days) => columns.chances[days].map(inMillionths)),
    buysAgainFromDay: dayOf(columns.buysAgainFrom),
    buysAgainToDay: dayOf(columns.buysAgainTo),
    unusual: unusual ?? new Map(),
  };
}

function sumsOf({ purchases, value }: CustomerForecasts, own: Int32Array): ExpectedSums {
  const sum = (column: Float64Array) => {
    let total = 0;
    for (const customer of own) total += column[customer]!;
    return total;
  };
  return {
    customers: own.length,
    purchases: byMonths((months) => sum(purchases[months])),
    value: byMonths((months) => sum(value[months])),
  };
}

const NO_DAY = 2 ** 31 - 1;

function window({ nextFromDay, nextToDay }: CustomerForecasts, own: Int32Array) {
  const middle = (column: Int32Array) => {
    // No day is later than any day.
    const days = own.map((customer) => (column[customer]! < 0 ? NO_DAY : column[customer]!)).sort();
    const day = days[Math.floor((days.length - 1) / 2)]!;
    return day === NO_DAY ? null : day;
  };
  return { nextFromDay: middle(nextFromDay), nextToDay: middle(nextToDay) };
}

/** The months of first purchases, and which of them each customer is of. */
function cohortsOf({ log }: ForecastInput): { readonly cohorts: ShopMonth[]; readonly cohortOf: Int32Array } {
  const months = acquisitionMonths(log, log.customers.keys());
  const cohorts = [...new Set(months)].sort();
  const indexOf = new Map(cohorts.map((month, index) => [month, index]));
  const cohortOf = new Int32Array(months.length);
  for (const [customer, month] of months.entries()) cohortOf[customer] = indexOf.get(month)!;
  return { cohorts, cohortOf };
}
