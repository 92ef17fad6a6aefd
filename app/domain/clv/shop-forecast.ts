import { RFM_GROUPS, rfmCuts, rfmGroup, rfmScores, type RfmGroup } from "~/domain/groups/rfm";
import type { ShopMonth } from "~/domain/time/shop-time";
import { type Estimate, type Outlook, OUTLOOK_MONTHS, outlookOf } from "./arrivals/outlook";
import type { ForecastInput } from "./log/forecast-input";
import type { ChoiceReason } from "./choose-forecast";
import { byMonths, type ExpectedMeans, type ExpectedSums, meansOf } from "./expected-means";
import { FORECAST_MONTHS, type ForecastMonths } from "./forecast-months";
import type { ChanceDays, ChanceRule } from "./chance/chance-rule";
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
/** A purchase farther away than this is as good as none. */
const FARTHEST_DAYS = 5 * 365;

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
  const groupOf = groupsOf(input);
  const { cohorts, cohortOf } = cohortsOf(input);
  const everyone = Array.from(input.log.customers.keys());
  const result = forecastShop(input.log, asOfDay, {
    horizonsMonths: FORECAST_MONTHS,
    setsApart,
    annualDiscountPercent,
  });
  if (result.status !== "forecast") throw new RangeError("a forecast was asked for of a shop that has too little");
  const customers = wholeUnits(result, asOfDay);
  const spreads = byMonths((_, index) => result.spreads[index]!);
  const whole = sumsOf(customers, everyone);
  const meansByMonths = (own: readonly number[]) => meansOf(spreads, sumsOf(customers, own), whole);
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

function membersOf(partOf: Int32Array, parts: number): number[][] {
  const members: number[][] = Array.from({ length: parts }, () => []);
  for (let customer = 0; customer < partOf.length; customer++) members[partOf[customer]!]?.push(customer);
  return members;
}

/**
 * Amounts in whole minor units and probabilities in millionths, so that sums are exact wherever they are taken. Every
 * customer of the input had bought by the day, so the columns are parallel to them.
 */
function wholeUnits({ columns, unusual }: ReadyForecast, asOfDay: number): CustomerForecasts {
  const inMillionths = (probability: number) => Math.round(probability * MILLION) / MILLION;
  const year = columns.expectedValue[FORECAST_MONTHS.indexOf(12)]!;
  const dayOf = (days: number) => (days <= FARTHEST_DAYS ? asOfDay + Math.round(days) : -1);
  return {
    probabilityAlive: columns.probabilityAlive.map(inMillionths),
    purchases: byMonths((_, index) => columns.expectedPurchases[index]!),
    value: byMonths((_, index) => columns.expectedValue[index]!.map((amount) => Math.round(amount))),
    loss: columns.probabilityAlive.map((probability, customer) => {
      // What is expected holds the chance that its own model gives, which need not be the one shown.
      const alreadyIn = columns.probabilityAliveInValue[customer]!;
      return alreadyIn > 0 ? Math.round((year[customer]! / alreadyIn) * (1 - probability)) : 0;
    }),
    nextFromDay: Int32Array.from(columns.nextPurchaseFrom, dayOf),
    nextToDay: Int32Array.from(columns.nextPurchaseTo, dayOf),
    chances: { 30: columns.chances[30].map(inMillionths), 90: columns.chances[90].map(inMillionths) },
    buysAgainFromDay: Int32Array.from(columns.buysAgainFrom, dayOf),
    buysAgainToDay: Int32Array.from(columns.buysAgainTo, dayOf),
    unusual: unusual ?? new Map(),
  };
}

function sumsOf({ purchases, value }: CustomerForecasts, own: readonly number[]): ExpectedSums {
  const sum = (column: Float64Array) => own.reduce((total, customer) => total + column[customer]!, 0);
  return {
    customers: own.length,
    purchases: byMonths((months) => sum(purchases[months])),
    value: byMonths((months) => sum(value[months])),
  };
}

function window({ nextFromDay, nextToDay }: CustomerForecasts, own: readonly number[]) {
  const middle = (column: Int32Array) => {
    // No day is later than any day.
    const days = own.map((customer) => (column[customer]! < 0 ? Number.POSITIVE_INFINITY : column[customer]!));
    const day = days.sort((a, b) => a - b)[Math.floor((days.length - 1) / 2)]!;
    return Number.isFinite(day) ? day : null;
  };
  return { nextFromDay: middle(nextFromDay), nextToDay: middle(nextToDay) };
}

/** Index in `RFM_GROUPS` of every customer. */
function groupsOf({ log, lastAt, purchases, valueToDate }: ForecastInput): Int32Array {
  const subjects = log.customers.map((customerId, customer) => ({
    customerId,
    firstPurchaseAt: 0,
    lastPurchaseAt: lastAt[customer]!,
    purchases: purchases[customer]!,
    keptValue: valueToDate[customer]!,
  }));
  const cuts = rfmCuts(subjects);
  return Int32Array.from(subjects, (subject) =>
    cuts === null ? -1 : RFM_GROUPS.indexOf(rfmGroup(rfmScores(subject, cuts), subject.purchases === 1)),
  );
}

/** The months of first purchases, and which of them each customer is of. */
function cohortsOf({ log }: ForecastInput): { readonly cohorts: ShopMonth[]; readonly cohortOf: Int32Array } {
  const months = acquisitionMonths(log, log.customers.keys());
  const cohorts = [...new Set(months)].sort();
  const indexOf = new Map(cohorts.map((month, index) => [month, index]));
  return { cohorts, cohortOf: Int32Array.from(months, (month) => indexOf.get(month) ?? -1) };
}
