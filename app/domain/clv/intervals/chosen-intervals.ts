import type { Cut } from "~/domain/clv/back-test/back-test";
import type { ForecastChoice } from "~/domain/clv/choose-forecast";
import { acquisitionMonths } from "~/domain/clv/back-test/grade";
import { type ForecastInterval, forecastIntervals, type Partition } from "./intervals";
import type { ShopModels } from "~/domain/clv/shop-models";

type Bounds = readonly [low: number, high: number];

/**
 * Intervals of the chosen forecasts: those of the value's count model and spend model as they are, moved from the mean
 * these expect of the sampled customers to that of the chosen forecasts, with what was learned and the season, of all.
 *
 * @param days - horizons.
 * @param partitions - of the customers of the models' snapshot.
 * @param largestSample - for tests; see {@link forecastIntervals}.
 * @returns by horizon, by partition, by segment.
 */
export function chosenIntervals(
  models: ShopModels,
  choice: ForecastChoice,
  days: readonly number[],
  partitions: readonly Partition[],
  modelError: number,
  seed: number,
  largestSample?: number,
): (ForecastInterval | null)[][][] {
  const { model, basis } = choice.value;
  const { rows, intervals } = forecastIntervals({
    counts: models.countFit(model),
    spend: models.spendFit(basis),
    summaries: models.snapshot.at,
    spendSummaries: models.spendSummaries(basis),
    partitions,
    weeks: days.map((horizon) => horizon / 7),
    modelError,
    seed,
    ...(largestSample !== undefined && { largestSample }),
  });
  const everyone = Int32Array.from(models.snapshot.at.customers.keys());
  return intervals.map((ofHorizon, index) => {
    const horizon = days[index]!;
    const plain = models.forecast({ ...choice.value, isLearned: false, isSeasonal: false }, horizon);
    const { counts } = models.forecast(choice.counts, horizon);
    const { values } = models.forecast(choice.value, horizon);
    return ofHorizon.map((segments, at) => {
      const partition = partitions[at]!;
      const ratios = (chosen: Float64Array, modelled: Float64Array) => {
        const means = meansOf(chosen, everyone, partition);
        const before = meansOf(modelled, rows, partition);
        return means.map((mean, segment) => (before[segment]! > 0 ? mean / before[segment]! : 1));
      };
      const ofPurchases = ratios(counts, plain.counts);
      const ofValues = ratios(values, plain.values);
      return segments.map(
        (interval, segment) =>
          interval && {
            purchases: scaled(interval.purchases, ofPurchases[segment]!),
            value: interval.value && scaled(interval.value, ofValues[segment]!),
          },
      );
    });
  });
}

const scaled = ([low, high]: Bounds, factor: number): Bounds => [low * factor, high * factor];

/** Mean of a column over the rows of each segment; NaN for one of which nobody is among them. */
function meansOf(column: Float64Array, rows: Int32Array, { segments, segmentOf }: Partition): Float64Array {
  const sums = new Float64Array(segments);
  const sizes = new Int32Array(segments);
  for (const row of rows) {
    const segment = segmentOf[row]!;
    if (segment < 0) continue;
    sums[segment]! += column[row]!;
    sizes[segment]! += 1;
  }
  return sums.map((sum, segment) => sum / sizes[segment]!);
}

/** What no model knew: root mean square of ln(forecast / actual) of the totals at the cuts. */
export function modelErrorOf(cuts: readonly Cut[], choice: ForecastChoice): number {
  const logs = cuts.flatMap((cut) => {
    const { counts, value } = cut.scores(choice.value);
    const { totalError } = value ?? counts;
    return totalError !== null && totalError > -1 ? [Math.log1p(totalError)] : [];
  });
  return logs.length > 0 ? Math.sqrt(logs.reduce((sum, log) => sum + log * log, 0) / logs.length) : 0;
}

/**
 * Share of acquisition months whose actual lay inside the interval known at the newest cut, from earlier ones; null
 * where none has an interval.
 */
export function monthCoverage(
  newest: Cut,
  earlier: readonly Cut[],
  choice: ForecastChoice,
  seed: number,
): number | null {
  const { models, outcome, horizonDays } = newest;
  const months = acquisitionMonths(models.snapshot.log, models.snapshot.at.customers);
  const indexOf = new Map([...new Set(months)].map((month, index) => [month, index]));
  const byMonth = { segments: indexOf.size, segmentOf: Int32Array.from(months, (month) => indexOf.get(month)!) };
  const modelError = modelErrorOf(earlier, choice);
  const intervals = chosenIntervals(models, choice, [horizonDays], [byMonth], modelError, seed)[0]![0]!;

  const everyone = Int32Array.from(months.keys());
  const purchases = meansOf(outcome.counts, everyone, byMonth);
  const values = meansOf(outcome.values, everyone, byMonth);
  const isInside = intervals.flatMap((interval, segment) => {
    if (interval === null) return [];
    const [low, high] = interval.value ?? interval.purchases;
    const actual = (interval.value ? values : purchases)[segment]!;
    return [low <= actual && actual <= high];
  });
  return isInside.length > 0 ? isInside.filter(Boolean).length / isInside.length : null;
}
