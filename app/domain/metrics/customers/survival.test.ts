import { describe, expect, it } from "vitest";
import { survivalCurve, survivalQuantile, survivalSteps, type Wait } from "./survival";

const back = (...days: number[]): Wait[] => days.map((each) => ({ days: each, isBack: true }));
const unseen = (...days: number[]): Wait[] => days.map((each) => ({ days: each, isBack: false }));

describe("survivalSteps", () => {
  it("agrees with the published estimate for the leukaemia patients on 6-MP", () => {
    // Freireich et al. 1963, weeks in remission; estimate and Greenwood's errors as in Kleinbaum & Klein, Survival
    // Analysis, table 2.
    const waits = [...unseen(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35), ...back(6, 6, 6, 7, 10, 13, 16, 22, 23)];
    const steps = survivalSteps(waits);
    expect(steps.map(({ days }) => days)).toEqual([6, 7, 10, 13, 16, 22, 23]);
    const published = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482];
    const errors = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346];
    steps.forEach(({ survival, greenwood }, index) => {
      expect(survival).toBeCloseTo(published[index] ?? NaN, 4);
      expect(survival * Math.sqrt(greenwood)).toBeCloseTo(errors[index] ?? NaN, 4);
    });
    expect(survivalQuantile(steps, 0.5)).toBe(23);
  });
  it("has no step while nobody is back", () => {
    expect(survivalSteps(unseen(1, 2))).toEqual([]);
    expect(survivalSteps([])).toEqual([]);
  });
});

describe("survivalQuantile", () => {
  it("is the first time at which the share is reached", () => {
    const steps = survivalSteps([...back(3, 5), ...unseen(9, 9)]);
    expect(survivalQuantile(steps, 0.75)).toBe(3);
    expect(survivalQuantile(steps, 0.5)).toBe(5);
    expect(survivalQuantile(steps, 0.49)).toBeNull();
  });
  it("forgives what rounding leaves of a share", () => {
    expect(survivalQuantile([{ days: 4, survival: 0.1 + 0.2, greenwood: 0 }], 0.3)).toBe(4);
  });
});

describe("survivalCurve", () => {
  const waits = [...back(1, 3), ...unseen(2, 3)];

  it("follows the steps day by day, until nobody is waited for", () => {
    const curve = survivalCurve(waits, 10);
    expect(curve.map(({ day, back: share, atRisk }) => [day, share, atRisk])).toEqual([
      [0, 0, 4],
      [1, 0.25, 3],
      [2, 0.25, 2],
      [3, 0.625, 0],
    ]);
    expect(survivalCurve(waits, 2)).toEqual(curve.slice(0, 3));
  });
  it("has intervals on the log-log scale", () => {
    const [none, first, , last] = survivalCurve(waits, 3);
    expect(none?.interval).toEqual([0, 0]);
    const bounds = (survival: number, greenwood: number) =>
      [1, -1].map((sign) => 1 - survival ** Math.exp((sign * 1.959964 * Math.sqrt(greenwood)) / Math.log(survival)));
    expect(first?.interval[0]).toBeCloseTo(bounds(0.75, 1 / 12)[0] ?? NaN, 6);
    expect(first?.interval[1]).toBeCloseTo(bounds(0.75, 1 / 12)[1] ?? NaN, 6);
    expect(last?.interval[0]).toBeCloseTo(bounds(0.375, 7 / 12)[0] ?? NaN, 6);
    expect(first?.interval[0]).toBeLessThan(0.25);
    expect(first?.interval[1]).toBeGreaterThan(0.25);
  });
  it("is sure once everybody is back", () => {
    expect(survivalCurve(back(0), 5)).toEqual([{ day: 0, back: 1, interval: [1, 1], atRisk: 0 }]);
  });
});
