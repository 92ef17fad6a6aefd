import { RFM_GROUPS, rfmCuts, rfmGroup, rfmScores, type RfmGroup } from "~/domain/groups/rfm";
import type { ShopMonth } from "~/domain/time/shop-time";
import type { ForecastInput } from "./log/forecast-input";
import type { ChoiceReason } from "./choose-forecast";
import { FORECAST_MONTHS, type ForecastMonths } from "./forecast-months";
import { forecastShop, type BackTestReport, type CustomerColumns, type ForecastFinding } from "./forecast-shop";
import { acquisitionMonths, type ForecastGrade } from "./back-test/grade";
import type { Season } from "./models/season";
import { recipeName } from "./shop-models";

/** Raised when the same purchases would give another forecast than before, or a result of another shape. */
export const ENGINE_VERSION = 3;

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
}

/** Bounds of a mean over customers, which it keeps with probability 0.8. */
export type Bounds = readonly [low: number, high: number];

/** Means per customer over some months. */
export interface ExpectedMeans {
  readonly purchases: number;
  readonly purchasesInterval: Bounds | null;
  /** Minor units. */
  readonly value: number;
  readonly valueInterval: Bounds | null;
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
  readonly spendModel: FittedModel | null;
  readonly findings: readonly ForecastFinding[];
  readonly season: Season | null;
  readonly spendFrequencyCorrelation: number | null;
  /** How good it was on the shop's own history; null where that is too short to tell. */
  readonly grade: ForecastGrade | null;
  readonly backTests: readonly BackTestReport[];
  readonly customers: number;
  readonly months: Readonly<Record<ForecastMonths, ExpectedMeans>>;
  readonly groups: readonly ForecastPart<RfmGroup>[];
  /** By month of the first purchase. */
  readonly cohorts: readonly ForecastPart<ShopMonth>[];
}

export interface ShopForecast {
  readonly customers: CustomerForecasts;
  readonly summary: ForecastSummary;
}

const MILLION = 1e6;
/** Chance must fall the same each time. */
const SEED = 20_260_101;
/** A purchase farther away than this is as good as none. */
const FARTHEST_DAYS = 5 * 365;

/**
 * The forecast of a shop at the end of `asOfDay`, a day number. The same input gives the same result.
 *
 * @throws {RangeError} without customers.
 */
export function shopForecast(input: ForecastInput, asOfDay: number): ShopForecast {
  const groupOf = groupsOf(input);
  const { cohorts, cohortOf } = cohortsOf(input);
  const everyone = Array.from(input.log.customers.keys());
  const result = forecastShop(input.log, asOfDay, {
    seed: SEED,
    horizonsMonths: FORECAST_MONTHS,
    intervalMonths: FORECAST_MONTHS,
    partitions: [
      { segments: 1, segmentOf: new Int32Array(everyone.length) },
      { segments: RFM_GROUPS.length, segmentOf: groupOf },
      { segments: cohorts.length, segmentOf: cohortOf },
    ],
  });
  if (result.status !== "forecast") throw new RangeError("a forecast was asked for of a shop that has too little");
  const customers = wholeUnits(result.columns, asOfDay);
  const meansByMonths = (own: readonly number[], set: number, part: number) =>
    Object.fromEntries(
      FORECAST_MONTHS.map((months, index) => [
        months,
        means(customers, months, own, result.intervals[index]?.[set]?.[part] ?? null),
      ]),
    ) as Record<ForecastMonths, ExpectedMeans>;
  const partsOf = <Key extends string>(keys: readonly Key[], partOf: Int32Array, set: number) =>
    membersOf(partOf, keys.length).flatMap((own, part) => {
      if (own.length === 0) return [];
      const months = meansByMonths(own, set, part);
      return [{ key: keys[part]!, customers: own.length, months, ...window(customers, own) }];
    });
  const { choice, counts, spend } = result;
  const { findings, season, spendFrequencyCorrelation, grade, backTests } = result;
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
      spendModel: spend && {
        name: `gamma-gamma-${spend.basis}`,
        parameters: { ...spend.parameters },
        logLikelihood: spend.logLikelihood,
      },
      findings,
      season,
      spendFrequencyCorrelation,
      grade,
      backTests,
      customers: everyone.length,
      months: meansByMonths(everyone, 0, 0),
      groups: partsOf(RFM_GROUPS, groupOf, 1),
      cohorts: partsOf(cohorts, cohortOf, 2),
    },
  };
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
function wholeUnits(columns: CustomerColumns, asOfDay: number): CustomerForecasts {
  const byMonths = (columnOf: (index: number) => Float64Array) =>
    Object.fromEntries(FORECAST_MONTHS.map((months, index) => [months, columnOf(index)])) as Record<
      ForecastMonths,
      Float64Array
    >;
  const alive = columns.probabilityAlive.map((probability) => Math.round(probability * MILLION) / MILLION);
  const year = columns.expectedValue[FORECAST_MONTHS.indexOf(12)]!;
  const dayOf = (days: number) => (days <= FARTHEST_DAYS ? asOfDay + Math.round(days) : -1);
  return {
    probabilityAlive: alive,
    purchases: byMonths((index) => columns.expectedPurchases[index]!),
    value: byMonths((index) => columns.expectedValue[index]!.map((amount) => Math.round(amount))),
    loss: columns.probabilityAlive.map((probability, customer) => {
      // What is expected holds the chance that its own model gives, which need not be the one shown.
      const alreadyIn = columns.probabilityAliveInValue[customer]!;
      return alreadyIn > 0 ? Math.round((year[customer]! / alreadyIn) * (1 - probability)) : 0;
    }),
    nextFromDay: Int32Array.from(columns.nextPurchaseFrom, dayOf),
    nextToDay: Int32Array.from(columns.nextPurchaseTo, dayOf),
  };
}

function means(
  { purchases, value }: CustomerForecasts,
  months: ForecastMonths,
  own: readonly number[],
  bounds: { readonly purchases: Bounds; readonly value: Bounds | null } | null,
): ExpectedMeans {
  const mean = (column: Float64Array) => own.reduce((sum, customer) => sum + column[customer]!, 0) / own.length;
  return {
    purchases: mean(purchases[months]),
    purchasesInterval: bounds?.purchases ?? null,
    value: mean(value[months]),
    valueInterval: bounds?.value ?? null,
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
