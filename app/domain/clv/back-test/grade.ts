import { dayFromNumber, monthOf, type ShopDay, type ShopMonth } from "~/domain/time/shop-time";
import type { Cut } from "./back-test";
import type { ForecastChoice } from "./choose-forecast";
import { frequencyClasses, type SegmentSums, sumsBy } from "~/domain/clv/intervals/segment-sums";
import type { PurchaseLog } from "~/domain/clv/log/purchase-log";

/** Forecast and actual of the customers of one kind, totals over the back-test's days. */
export interface Calibration<Key> extends SegmentSums {
  readonly key: Key;
}

/** How good the chosen forecast was at the newest cut of the shop's own history. */
export interface ForecastGrade {
  /** `good` if the bias is within 10% and it beat each customer's past rate; `fair` if within 25%; else `poor`. */
  readonly grade: "good" | "fair" | "poor";
  /** Forecast over actual less 1, of repeat revenue; of repeat purchases where nothing has a value. Null if none came. */
  readonly bias: number | null;
  /** Mean absolute error per customer, in the same, of the forecast and of "each repeats their past rate". */
  readonly mae: number;
  readonly naiveMae: number;
  /** The back-test was made with what was known on the first of these days, for the days up to the second. */
  readonly from: ShopDay;
  readonly to: ShopDay;
  /** By month of the first purchase. */
  readonly months: readonly Calibration<ShopMonth>[];
  /** Share of those of earlier back-tests whose actual lay inside what would have been their 80% range; null without any. */
  readonly monthCoverage: number | null;
  /** By repeat purchases up to the cut; the last is that many or more. */
  readonly frequencies: readonly Calibration<number>[];
}

export const GOOD_BIAS = 0.1;
export const FAIR_BIAS = 0.25;

/**
 * Grades the chosen forecast.
 *
 * @param cut - the newest.
 * @param monthCoverage - share of acquisition months inside their range, where back-tests could tell.
 */
export function gradeForecast(cut: Cut, choice: ForecastChoice, monthCoverage: number | null = null): ForecastGrade {
  const { snapshot } = cut.models;
  const hasValue = cut.naive.pastRate.value !== null;
  const own = cut.scores(hasValue ? choice.value : choice.counts);
  const scores = own.value ?? own.counts;
  const naive = cut.naive.pastRate.value ?? cut.naive.pastRate.counts;
  const bias = scores.totalError;
  return {
    grade: gradeOf(bias, scores.mae < naive.mae),
    bias,
    mae: scores.mae,
    naiveMae: naive.mae,
    from: dayFromNumber(cut.lastDay),
    to: dayFromNumber(cut.lastDay + cut.horizonDays),
    months: calibrate(cut, choice, acquisitionMonths(snapshot.log, snapshot.at.customers)),
    monthCoverage,
    frequencies: calibrate(cut, choice, frequencyClasses(snapshot)),
  };
}

function gradeOf(bias: number | null, beatsNaive: boolean): ForecastGrade["grade"] {
  if (bias === null || Math.abs(bias) > FAIR_BIAS) return "poor";
  return Math.abs(bias) <= GOOD_BIAS && beatsNaive ? "good" : "fair";
}

/** Month of the first purchase of each of these customers of a log. */
export function acquisitionMonths(log: PurchaseLog, customers: Iterable<number>): ShopMonth[] {
  const known = new Map<number, ShopMonth>();
  return Array.from(customers, (customer) => {
    const day = log.days[log.starts[customer]!]!;
    const month = known.get(day) ?? monthOf(dayFromNumber(day));
    known.set(day, month);
    return month;
  });
}

/** @param keys - what kind each customer is of; kinds come out in their own order. */
function calibrate<Key extends string | number>(
  { models, horizonDays, outcome }: Cut,
  choice: ForecastChoice,
  keys: readonly Key[],
): Calibration<Key>[] {
  const { counts } = models.forecast(choice.counts, horizonDays);
  const { values } = models.forecast(choice.value, horizonDays);
  return [...sumsBy(keys, { counts, values }, outcome)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, sums]) => ({ key, ...sums }));
}
