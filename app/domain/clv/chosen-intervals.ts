import type { Cut } from "./back-test";
import type { ForecastChoice } from "./choose-forecast";
import { acquisitionMonths } from "./grade";
import { type ForecastInterval, forecastIntervals, type Partition } from "./intervals";
import type { ShopModels } from "./shop-models";

type Bounds = readonly [low: number, high: number];

/**
 * Intervals of the chosen forecasts: those of the value's count model and spend model as they are, moved to where the
 * chosen forecasts, with what was learned and the season, have their means.
 *
 * @param days - horizons.
 * @param partitions - of the customers of the models' snapshot.
 * @returns by horizon, by partition, by segment.
 */
export function chosenIntervals(
  models: ShopModels,
  choice: ForecastChoice,
  days: readonly number[],
  partitions: readonly Partition[],
  modelError: number,
  seed: number,
): (ForecastInterval | null)[][][] {
  const { model, basis } = choice.value;
  const intervals = forecastIntervals({
    counts: models.countFit(model),
    spend: models.spendFit(basis),
    summaries: models.snapshot.at,
    spendSummaries: models.spendSummaries(basis),
    partitions,
    weeks: days.map((horizon) => horizon / 7),
    modelError,
    seed,
  });
  return intervals.map((ofHorizon, index) => {
    const horizon = days[index]!;
    const plain = models.forecast({ ...choice.value, isLearned: false, isSeasonal: false }, horizon);
    const { counts } = models.forecast(choice.counts, horizon);
    const { values } = models.forecast(choice.value, horizon);
    return ofHorizon.map((segments, at) => {
      const ofPurchases = ratios(counts, plain.counts, partitions[at]!);
      const ofValues = ratios(values, plain.values, partitions[at]!);
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

/** Sum of `upper` over sum of `lower`, by segment; 1 where nothing is expected. */
function ratios(upper: Float64Array, lower: Float64Array, { segments, segmentOf }: Partition): Float64Array {
  const above = sumsOf(upper, segments, segmentOf);
  const below = sumsOf(lower, segments, segmentOf);
  return above.map((sum, segment) => (below[segment]! > 0 ? sum / below[segment]! : 1));
}

function sumsOf(column: Float64Array, segments: number, segmentOf: Int32Array): Float64Array {
  const sums = new Float64Array(segments);
  for (let row = 0; row < segmentOf.length; row++) {
    if (segmentOf[row]! >= 0) sums[segmentOf[row]!]! += column[row]!;
  }
  return sums;
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

/** Share of acquisition months whose actual lay inside the interval known at the newest cut, from earlier ones. */
export function monthCoverage(
  newest: Cut,
  earlier: readonly Cut[],
  choice: ForecastChoice,
  seed: number,
): number | null {
  const { models, outcome, horizonDays } = newest;
  const months = acquisitionMonths(models.snapshot);
  const indexOf = new Map([...new Set(months)].map((month, index) => [month, index]));
  const byMonth = { segments: indexOf.size, segmentOf: Int32Array.from(months, (month) => indexOf.get(month)!) };
  const modelError = modelErrorOf(earlier, choice);
  const intervals = chosenIntervals(models, choice, [horizonDays], [byMonth], modelError, seed)[0]![0]!;

  const customers = sumsOf(new Float64Array(months.length).fill(1), byMonth.segments, byMonth.segmentOf);
  const purchases = sumsOf(outcome.counts, byMonth.segments, byMonth.segmentOf);
  const values = sumsOf(outcome.values, byMonth.segments, byMonth.segmentOf);
  let inside = 0;
  for (const [segment, interval] of intervals.entries()) {
    if (interval === null) return null;
    const [low, high] = interval.value ?? interval.purchases;
    const actual = (interval.value ? values : purchases)[segment]! / customers[segment]!;
    if (low <= actual && actual <= high) inside += 1;
  }
  return inside / intervals.length;
}
