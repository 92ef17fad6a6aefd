import { maximise } from "../numeric/maximise";
import type { Snapshot } from "./snapshot";

/** What a model got wrong about kinds of customers, learned from an earlier window of the same shop. */
export interface LearnedCorrection {
  readonly coefficients: Float64Array;
}

/** One customer: constant, bought once, ln(1 + x), ln of spend a day by the shop's mean, t_x / T, and t_x / T times ln(1 + x). */
const FEATURES = 6;
/** Ridge on the coefficients: what ten events that say nothing weigh. */
const RIDGE = 10;
/** Keeps the logarithm of spend finite, as part of the mean. */
const SPEND_FLOOR = 0.1;
/** A customer's forecast is never taken further than this from the model's, up or down. */
const LARGEST_FACTOR = 3;

/**
 * Poisson regression of what customers bought on simple traits, with the model's forecast as offset (a generalised
 * linear model with logarithmic link): the coefficients say by what factor the model was off for whom.
 *
 * @param expected - the model's forecast at that earlier day, parallel to the customers of the snapshot.
 * @param actual - what they then bought.
 */
export function learnCorrection(then: Snapshot, expected: Float64Array, actual: Float64Array): LearnedCorrection {
  const features = featuresOf(then);
  const maximum = maximise(
    (coefficients, gradient) => {
      gradient.fill(0);
      let value = 0;
      for (let row = 0; row < expected.length; row++) {
        const exponent = dot(features, row, coefficients);
        const mean = expected[row]! * Math.exp(exponent);
        value += actual[row]! * exponent - mean;
        for (let j = 0; j < FEATURES; j++) gradient[j]! += (actual[row]! - mean) * features[row * FEATURES + j]!;
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
 * @returns a forecast of the same total.
 */
export function correctForecast(correction: LearnedCorrection, now: Snapshot, expected: Float64Array): Float64Array {
  const features = featuresOf(now);
  const factors = expected.map((_, row) => Math.exp(dot(features, row, correction.coefficients)));
  const level = levelling(expected, factors);
  const mixed = factors.map(
    (factor) => (1 + Math.min(LARGEST_FACTOR, Math.max(1 / LARGEST_FACTOR, factor * level))) / 2,
  );
  const rest = levelling(expected, mixed);
  return expected.map((forecast, row) => forecast * mixed[row]! * rest);
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

/** The features of all customers, one after another. */
function featuresOf({ log, at }: Snapshot): Float64Array {
  const spend = at.frequency.reduce((columns, frequency, row) => {
    const first = log.starts[at.customers[row]!]!;
    for (let index = first; index <= first + frequency; index++) columns[row]! += Math.max(0, log.values[index]!);
    columns[row]! /= frequency + 1;
    return columns;
  }, new Float64Array(at.count));
  const mean = spend.reduce((sum, value) => sum + value, 0) / at.count;
  const features = new Float64Array(at.count * FEATURES);
  for (let row = 0; row < at.count; row++) {
    const tenure = at.tenureDays[row]!;
    const often = Math.log1p(at.frequency[row]!);
    const recency = tenure > 0 ? at.recencyDays[row]! / tenure : 1;
    const relative = mean > 0 ? Math.log(spend[row]! / mean + SPEND_FLOOR) : 0;
    features.set([1, at.frequency[row] === 0 ? 1 : 0, often, relative, recency, recency * often], row * FEATURES);
  }
  return features;
}
