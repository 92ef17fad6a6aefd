import { describe, expect, it } from "vitest";
import { simulatedPurchases } from "../../../test/support/purchases/simulated-purchases";
import { correctForecast, learnCorrection } from "./learned-correction";
import { snapshotAt } from "./log/snapshot";

const log = simulatedPurchases({ customers: 2000, days: 300, seed: 3 });
const then = snapshotAt(log, 150);
const now = snapshotAt(log, 299);
const flat = (count: number) => new Float64Array(count).fill(0.5);
const sum = (column: Float64Array) => column.reduce((total, value) => total + value, 0);

describe("learned correction", () => {
  it("learns who buys more than a model said, by half, and keeps the total", () => {
    // Customers who bought twice or more buy double of what the model said.
    const actual = Float64Array.from(then.at.frequency, (frequency) => (frequency > 0 ? 1 : 0.25));
    const corrected = correctForecast(learnCorrection(then, flat(then.at.count), actual), now, flat(now.at.count));
    const mean = (isRepeater: boolean) => {
      const own = corrected.filter((_, row) => now.at.frequency[row]! > 0 === isRepeater);
      return sum(own) / own.length;
    };
    expect(mean(true) / mean(false)).toBeGreaterThan(1.5);
    expect(mean(true) / mean(false)).toBeLessThan(4);
    expect(sum(corrected)).toBeCloseTo(now.at.count / 2, 6);
  });

  it("leaves a forecast that was right as it is", () => {
    const corrected = correctForecast(
      learnCorrection(then, flat(then.at.count), flat(then.at.count)),
      now,
      flat(now.at.count),
    );
    for (const value of corrected) expect(value).toBeCloseTo(0.5, 4);
  });

  it("takes nobody further than its bounds, and stays finite without any value or purchase", () => {
    const worthless = { ...log, values: new Float64Array(log.values.length) };
    const [early, late] = [snapshotAt(worthless, 150), snapshotAt(worthless, 299)];
    const actual = Float64Array.from(early.at.frequency, (frequency) => frequency ** 3);
    const expected = flat(late.at.count);
    const corrected = correctForecast(learnCorrection(early, flat(early.at.count), actual), late, expected);
    const ratios = corrected.map((value) => value / 0.5);
    expect(Math.max(...ratios) / Math.min(...ratios)).toBeLessThanOrEqual(3 + 1e-9);
    const none = learnCorrection(early, flat(early.at.count), new Float64Array(early.at.count));
    expect(sum(correctForecast(none, late, expected))).toBeCloseTo(sum(expected), 6);
  });
});
