import { maximise } from "~/domain/numeric/maximise";
import type { Snapshot } from "~/domain/clv/log/snapshot";

/** What a model got wrong about kinds of customers, learned from an earlier window of the same shop. */
export interface LearnedCorrection {
  readonly coefficients: Float64Array;
}

/**
 * Of one customer: a constant; whether they bought once only; ln(1 + x); ln of spend a day over the shop's mean;
 * t_x / T, plain and times ln(1 + x); logarithms of the time since the last purchase, and of the last gap, over the
 * customer's mean gap. The best of four such lists in back-tests on three public
 * logs, by a hair; see the README.
 */
const FEATURES = 8;
/** Ridge on the coefficients: what ten events that say nothing weigh. */
const RIDGE = 10;
/** Keeps the logarithm of spend finite, as part of the mean. */
const SPEND_FLOOR = 0.1;
/** Days added to gaps before they are compared, so that one of a few days is not taken for a rhythm. */
const GAP_FLOOR = 7;
/** A customer's forecast is never taken further than this from the model's, up or down. */
const LARGEST_FACTOR = 3;

/**
 * Poisson regression of what customers bought, or spent, on simple traits, with the model's forecast as offset (a
 * generalised linear model with logarithmic link): the coefficients say by what factor the model was off for whom.
 *
 * @param expected - the model's forecast at that earlier day, parallel to the customers of the snapshot.
 * @param actual - what they then did.
 * @param event - what counts as one event, in the same unit: money comes in lumps, and tells the less the larger they are.
 */
export function learnCorrection(
  then: Snapshot,
  expected: Float64Array,
  actual: Float64Array,
  event = 1,
): LearnedCorrection {
  const features = featuresOf(then, meanOf(spendOf(then)));
  const maximum = maximise(
    (coefficients, gradient) => {
      gradient.fill(0);
      let value = 0;
      for (let row = 0; row < expected.length; row++) {
        const exponent = dot(features, row, coefficients);
        const mean = (expected[row]! / event) * Math.exp(exponent);
        const came = actual[row]! / event;
        value += came * exponent - mean;
        for (let j = 0; j < FEATURES; j++) gradient[j]! += (came - mean) * features[row * FEATURES + j]!;
      }
      for (let j = 1; j < FEATURES; j++) {
        value -= (RIDGE / 2) * coefficients[j]! * coefficients[j]!;
        gradient[j]! -= RIDGE * coefficients[j]!;
      }
      return value;
    },
    new Float64Array(FEATURES),
    { tolerance: 1e-6 * expected.length, maxStep: 1 },
  );
  return { coefficients: maximum.point };
}

/**
 * Half the model's forecast and half the corrected one. The level stays the model's: what is learned from one window
 * is who buys more than whom, its level is that window's own.
 *
 * @param expected - the model's forecast now, parallel to the customers of the snapshot.
 * @returns corrects a forecast: that of these customers to one of the same total, and that of others beside them by
 *   what their traits would change here.
 */
export function corrector(
  correction: LearnedCorrection,
  now: Snapshot,
  expected: Float64Array,
): (of: Snapshot, expected: Float64Array) => Float64Array {
  const meanSpend = meanOf(spendOf(now));
  const factorsOf = (of: Snapshot) => {
    const features = featuresOf(of, meanSpend);
    return Float64Array.from(of.at.customers, (_, row) => Math.exp(dot(features, row, correction.coefficients)));
  };
  const factors = factorsOf(now);
  const level = levelling(expected, factors);
  const mix = (factor: number) => (1 + Math.min(LARGEST_FACTOR, Math.max(1 / LARGEST_FACTOR, factor * level))) / 2;
  const mixed = factors.map(mix);
  const rest = levelling(expected, mixed);
  return (of, plain) => {
    const own = of === now ? mixed : factorsOf(of).map(mix);
    return plain.map((forecast, row) => forecast * own[row]! * rest);
  };
}

/** By what to multiply the factors so that they leave the total as it is. */
function levelling(expected: Float64Array, factors: Float64Array): number {
  let [plain, changed] = [0, 0];
  for (let row = 0; row < expected.length; row++) {
    plain += expected[row]!;
    changed += expected[row]! * factors[row]!;
  }
  return changed > 0 ? plain / changed : 1;
}

function dot(features: Float64Array, row: number, coefficients: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < FEATURES; j++) sum += features[row * FEATURES + j]! * coefficients[j]!;
  return sum;
}

/** Mean spend a purchase day of each customer. */
function spendOf({ log, at }: Snapshot): Float64Array {
  return at.frequency.reduce((columns, frequency, row) => {
    const first = log.starts[at.customers[row]!]!;
    for (let index = first; index <= first + frequency; index++) columns[row]! += Math.max(0, log.values[index]!);
    columns[row]! /= frequency + 1;
    return columns;
  }, new Float64Array(at.count));
}

const meanOf = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0) / column.length;

/** The features of all customers, one after another. */
function featuresOf(snapshot: Snapshot, meanSpend: number): Float64Array {
  const { log, at } = snapshot;
  const spend = spendOf(snapshot);
  const features = new Float64Array(at.count * FEATURES);
  for (let row = 0; row < at.count; row++) {
    const frequency = at.frequency[row]!;
    const tenure = at.tenureDays[row]!;
    const often = Math.log1p(frequency);
    const recency = tenure > 0 ? at.recencyDays[row]! / tenure : 1;
    const relative = meanSpend > 0 ? Math.log(spend[row]! / meanSpend + SPEND_FLOOR) : 0;
    const rhythm = [0, 0];
    if (frequency > 0) {
      const last = log.starts[at.customers[row]!]! + frequency;
      const gap = at.recencyDays[row]! / frequency + GAP_FLOOR;
      rhythm[0] = Math.log((tenure - at.recencyDays[row]! + GAP_FLOOR) / gap);
      rhythm[1] = Math.log((log.days[last]! - log.days[last - 1]! + GAP_FLOOR) / gap);
    }
    features.set([1, frequency === 0 ? 1 : 0, often, relative, recency, recency * often, ...rhythm], row * FEATURES);
  }
  return features;
}
