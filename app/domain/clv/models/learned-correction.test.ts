import { describe, expect, it } from "vitest";
import { simulatedPurchases } from "../../../../test/support/purchases/simulated-purchases";
import { corrector, type LearnedCorrection, learnCorrection } from "./learned-correction";
import { purchaseLog } from "../../../../test/support/purchases/purchase-log";
import { everyNthCustomer } from "~/domain/clv/log/purchase-log";
import { type Snapshot, snapshotAt } from "~/domain/clv/log/snapshot";

const log = simulatedPurchases({ customers: 2000, days: 300, seed: 3 });
const then = snapshotAt(log, 150);
const now = snapshotAt(log, 299);
const flat = (count: number) => new Float64Array(count).fill(0.5);
const corrected = (correction: LearnedCorrection, of: Snapshot, expected: Float64Array) =>
  corrector(correction, of, expected)(of, expected);
const sum = (column: Float64Array) => column.reduce((total, value) => total + value, 0);

describe("learned correction", () => {
  it("learns who buys more than a model said, by half, and keeps the total", () => {
    // Customers who bought twice or more buy double of what the model said.
    const actual = Float64Array.from(then.at.frequency, (frequency) => (frequency > 0 ? 1 : 0.25));
    const forecast = corrected(learnCorrection(then, flat(then.at.count), actual), now, flat(now.at.count));
    const mean = (isRepeater: boolean) => {
      const own = forecast.filter((_, row) => now.at.frequency[row]! > 0 === isRepeater);
      return sum(own) / own.length;
    };
    expect(mean(true) / mean(false)).toBeGreaterThan(1.5);
    expect(mean(true) / mean(false)).toBeLessThan(4);
    expect(sum(forecast)).toBeCloseTo(now.at.count / 2, 6);
  });

  it("tells two kinds of customers apart by their traits, against a ridge of ten events", () => {
    const size = 50;
    const [once, twice] = [Array(size).fill("once"), Array(size).fill("twice")].map((kinds) =>
      kinds.map((kind: string, index) => `${kind} ${index}`),
    );
    const bought = (customers: readonly string[], day: number, value: number) =>
      customers.map((customer) => ({ customer, day, value }));
    const { at, ...known } = snapshotAt(
      purchaseLog([...bought(once!, 0, 1), ...bought(twice!, 0, 3), ...bought(twice!, 7, 3)]),
      28,
    );
    const expected = 0.5;
    const actual = Float64Array.from(at.frequency, (frequency) => (frequency > 0 ? 1 : 0.25));
    const [level, ...slopes] = learnCorrection({ at, ...known }, flat(at.count), actual).coefficients;
    const [isOnce] = slopes as [number];

    // Where the penalised likelihood is greatest, a slope is a tenth of what is left over, times the trait.
    const traits = { often: Math.LN2, spend: Math.log(0.6 / 1.6), recency: 7 / 28, pause: Math.log(28 / 14) };
    const slopesOfTraits = [1, -traits.often, traits.spend, -traits.recency, -traits.recency * traits.often];
    for (const [index, slope] of [...slopesOfTraits, -traits.pause, 0].entries()) {
      expect(slopes[index]).toBeCloseTo(isOnce * slope, 4);
    }
    const forecastOf = (exponent: number) => expected * Math.exp(level! + exponent);
    const left = size * (0.25 - forecastOf(isOnce + slopes[2]! * Math.log(0.6)));
    expect(10 * isOnce).toBeCloseTo(left, 2);
    const exponentOfTwice =
      slopes[1]! * traits.often +
      slopes[2]! * Math.log(1.6) +
      slopes[3]! * traits.recency +
      slopes[4]! * traits.recency * traits.often +
      slopes[5]! * traits.pause;
    expect(size * (1 - forecastOf(exponentOfTwice))).toBeCloseTo(-left, 2);
  });

  it("learns from money as from as many events as it came in", () => {
    const actual = Float64Array.from(then.at.frequency, (frequency) => frequency / 4);
    const inLumps = (event: number) =>
      learnCorrection(
        then,
        flat(then.at.count).map((each) => each * event),
        actual.map((each) => each * event),
        event,
      );
    const [one, many] = [inLumps(1).coefficients, inLumps(37).coefficients];
    for (const [index, coefficient] of one.entries()) expect(many[index]).toBeCloseTo(coefficient, 6);
  });

  it("takes what was brought back beyond its price for worth nothing", () => {
    const learnedFrom = (lowest: number) => {
      const known = snapshotAt({ ...log, values: log.values.map((value, row) => (row % 3 ? value : lowest)) }, 150);
      const actual = Float64Array.from(known.at.frequency, (frequency) => frequency / 4);
      return learnCorrection(known, flat(known.at.count), actual);
    };
    expect(learnedFrom(-500)).toEqual(learnedFrom(0));
    expect(learnedFrom(500)).not.toEqual(learnedFrom(0));
  });

  it("is the same in any unit of money", () => {
    const actual = Float64Array.from(then.at.frequency, (frequency) => frequency / 4);
    const inUnits = (unit: number) =>
      learnCorrection(
        snapshotAt({ ...log, values: log.values.map((value) => value / unit) }, 150),
        flat(then.at.count),
        actual,
      );
    expect(inUnits(2 ** 30).coefficients).toEqual(inUnits(1).coefficients);
  });

  it("of a forecast of nothing is nothing", () => {
    const none = learnCorrection(then, flat(then.at.count), flat(then.at.count));
    expect(sum(corrected(none, now, new Float64Array(now.at.count)))).toBe(0);
  });

  it("corrects others beside by the same traits, whoever they are with", () => {
    const actual = Float64Array.from(then.at.frequency, (frequency) => (frequency > 0 ? 1 : 0.25));
    const correct = corrector(learnCorrection(then, flat(then.at.count), actual), now, flat(now.at.count));
    const everyTenth = snapshotAt(everyNthCustomer(log, 10), 299);
    const own = correct(now, flat(now.at.count)).filter((_, row) => now.at.customers[row]! % 10 === 0);
    expect(correct(everyTenth, flat(everyTenth.at.count))).toEqual(own);
  });

  it("leaves a forecast that was right as it is", () => {
    const forecast = corrected(
      learnCorrection(then, flat(then.at.count), flat(then.at.count)),
      now,
      flat(now.at.count),
    );
    for (const value of forecast) expect(value).toBeCloseTo(0.5, 4);
  });

  it("takes nobody further than its bounds, and stays finite without any value or purchase", () => {
    const worthless = { ...log, values: new Float64Array(log.values.length) };
    const [early, late] = [snapshotAt(worthless, 150), snapshotAt(worthless, 299)];
    const actual = Float64Array.from(early.at.frequency, (frequency) => frequency ** 3);
    const expected = flat(late.at.count);
    const forecast = corrected(learnCorrection(early, flat(early.at.count), actual), late, expected);
    const ratios = forecast.map((value) => value / 0.5);
    expect(Math.max(...ratios) / Math.min(...ratios)).toBeLessThanOrEqual(3 + 1e-9);
    const none = learnCorrection(early, flat(early.at.count), new Float64Array(early.at.count));
    expect(sum(corrected(none, late, expected))).toBeCloseTo(sum(expected), 6);
  });
});
