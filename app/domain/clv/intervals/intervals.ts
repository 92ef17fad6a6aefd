import { quantile } from "~/domain/numeric/quantile";
import { type Random, randomExponential, randomNormal, seededRandom } from "~/domain/numeric/random";
import { type CountFit, fitCounts } from "~/domain/clv/models/fit-counts";
import { type SpendFit, type SpendSummaries, fitSpend, simulateSpend } from "~/domain/clv/models/gamma-gamma";
import { groupSummaries, type PurchaseSummaries } from "~/domain/clv/log/purchase-summary";

/** What a forecast says of a group of customers, per customer of it. */
export interface ForecastInterval {
  /** Purchase days: the bounds between which the mean lies with the probability asked for. */
  readonly purchases: readonly [low: number, high: number];
  /** Value in the money of the log; null without a spend model. */
  readonly value: readonly [low: number, high: number] | null;
}

/** Customers put into segments, each in one or none. */
export interface Partition {
  readonly segments: number;
  /** Parallel to the customers: the segment of each; -1 for none. */
  readonly segmentOf: Int32Array;
}

export interface IntervalRequest {
  readonly counts: CountFit;
  readonly spend: SpendFit | null;
  readonly summaries: PurchaseSummaries;
  /** Parallel to the summaries. */
  readonly spendSummaries: SpendSummaries;
  /** Ways to part the customers; each is bounded by itself. */
  readonly partitions: readonly Partition[];
  /** Horizons. */
  readonly weeks: readonly number[];
  /** Standard deviation of the logarithm of actual over forecast, as back-tests found it: what no model of these knows. */
  readonly modelError: number;
  readonly seed: number;
  /** Probability of the interval; 0.8 by default. */
  readonly share?: number;
  /** Default {@link LARGEST_SAMPLE}. */
  readonly largestSample?: number;
}

/** Intervals, and of whom. */
export interface SampledIntervals {
  /** Rows of the customers they were formed with: all, or a sample of them. */
  readonly rows: Int32Array;
  /** By horizon, by partition, by segment; null for a segment of which nobody is among the rows. */
  readonly intervals: readonly (readonly (readonly (ForecastInterval | null)[])[])[];
}

const REFITS = 100;
/** More customers than this are sampled: the interval is then that of a shop this large, too wide rather than too narrow. */
const LARGEST_SAMPLE = 50_000;
/** A refit starts at the optimum and needs no more than the size of its step. */
const REFIT_TOLERANCE = 1e-5;

/**
 * Intervals around the mean forecast of segments of customers.
 *
 * Each of {@link REFITS} rounds gives every customer an exponential weight (the Bayesian bootstrap, Rubin 1981), fits
 * the chosen models again under these weights, draws each customer's future purchases and their value from what the
 * model then believes, and shifts all by one draw of the error the back-tests found. The bounds are quantiles of the
 * segment's mean over the rounds.
 */
export function forecastIntervals(request: IntervalRequest): SampledIntervals {
  const { weeks, share = 0.8, largestSample = LARGEST_SAMPLE } = request;
  const random = seededRandom(request.seed);
  const rows = sampledRows(request.summaries.count, largestSample, random);
  const sample = sampleOf(request, rows);
  const { groups, groupOf } = groupSummaries(sample.summaries);
  const drawn = weeks.map(() => sample.partitions.map(({ segments }) => roundsOf(segments)));

  for (let round = 0; round < REFITS; round++) {
    const weights = Float64Array.from({ length: sample.summaries.count }, () => randomExponential(random));
    const weight = new Float64Array(groups.count);
    for (let customer = 0; customer < weights.length; customer++) weight[groupOf[customer]!]! += weights[customer]!;
    const counts = fitCounts(
      request.counts.model,
      { ...groups, weight },
      { start: request.counts.parameters, tolerance: REFIT_TOLERANCE },
    );
    const spend = request.spend && fitSpend(sample.spend, { start: request.spend, weights });
    const forecaster = counts.model.forecaster(counts.parameters);
    const shift = Math.exp(request.modelError * randomNormal(random));

    const simulators = Array.from(weight.keys(), (group) =>
      forecaster.simulator({
        frequency: groups.frequency[group]!,
        recency: groups.recency[group]!,
        tenure: groups.tenure[group]!,
      }),
    );

    const { purchases, mean } = sample.spend;
    for (let customer = 0; customer < sample.summaries.count; customer++) {
      const simulate = simulators[groupOf[customer]!]!;
      for (const [horizon, ofHorizon] of drawn.entries()) {
        const days = simulate(weeks[horizon]!, random);
        if (days === 0) continue;
        const value = spend ? simulateSpend(spend, purchases[customer]!, mean[customer]!, days, random) : 0;
        for (const [partition, rounds] of ofHorizon.entries()) {
          const segment = sample.partitions[partition]!.segmentOf[customer]!;
          if (segment < 0) continue;
          rounds.purchases[segment]![round]! += shift * days;
          rounds.values[segment]![round]! += shift * value;
        }
      }
    }
  }

  const tail = (1 - share) / 2;
  const between = (sums: Float64Array, count: number): [number, number] => {
    const sorted = Array.from(sums.toSorted());
    return [(quantile(sorted, tail) ?? 0) / count, (quantile(sorted, 1 - tail) ?? 0) / count];
  };
  const customers = sample.partitions.map(sizesOf);
  const intervals = drawn.map((ofHorizon) =>
    ofHorizon.map(({ purchases, values }, partition) =>
      Array.from(customers[partition]!, (count, segment) =>
        count === 0
          ? null
          : {
              purchases: between(purchases[segment]!, count),
              value: request.spend && between(values[segment]!, count),
            },
      ),
    ),
  );
  return { rows, intervals };
}

/** Sums of each segment in each round. */
function roundsOf(segments: number) {
  const perSegment = () => Array.from({ length: segments }, () => new Float64Array(REFITS));
  return { purchases: perSegment(), values: perSegment() };
}

function sizesOf({ segments, segmentOf }: Partition): Int32Array {
  const sizes = new Int32Array(segments);
  for (const segment of segmentOf) if (segment >= 0) sizes[segment]! += 1;
  return sizes;
}

interface Sample {
  readonly summaries: PurchaseSummaries;
  readonly spend: SpendSummaries;
  readonly partitions: readonly Partition[];
}

/** All of so many rows, or `largest` of them: selection sampling (Knuth, algorithm S), in which each is as likely. */
function sampledRows(count: number, largest: number, random: Random): Int32Array {
  if (count <= largest) return Int32Array.from({ length: count }, (_, row) => row);
  const chosen = new Int32Array(largest);
  for (let row = 0, taken = 0; taken < largest; row++) {
    if ((count - row) * random() < largest - taken) chosen[taken++] = row;
  }
  return chosen;
}

function sampleOf({ summaries, spendSummaries, partitions }: IntervalRequest, rows: Int32Array): Sample {
  if (rows.length === summaries.count) return { summaries, spend: spendSummaries, partitions };
  return {
    summaries: {
      count: rows.length,
      frequency: rows.map((row) => summaries.frequency[row]!),
      recencyDays: rows.map((row) => summaries.recencyDays[row]!),
      tenureDays: rows.map((row) => summaries.tenureDays[row]!),
      logGaps: Float64Array.from(rows, (row) => summaries.logGaps[row]!),
    },
    spend: {
      ...spendSummaries,
      count: rows.length,
      purchases: rows.map((row) => spendSummaries.purchases[row]!),
      mean: Float64Array.from(rows, (row) => spendSummaries.mean[row]!),
    },
    partitions: partitions.map(({ segments, segmentOf }) => ({
      segments,
      segmentOf: rows.map((row) => segmentOf[row]!),
    })),
  };
}
