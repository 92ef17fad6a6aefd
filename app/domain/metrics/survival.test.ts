import { describe, expect, it } from "vitest";
import { survivalCurve, survivalQuantile, survivalSteps, type Wait } from "./survival";

// Freireich et al. 1963, remission under 6-MP, with Collett's textbook figures.
const ENDED = [6, 6, 6, 7, 10, 13, 16, 22, 23];
const CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
const WAITS: Wait[] = [
  ...ENDED.map((days) => ({ days, isBack: true })),
  ...CENSORED.map((days) => ({ days, isBack: false })),
];

describe("survivalCurve", () => {
  const curve = survivalCurve(WAITS, 365);

  it("agrees with the published curve and its standard errors", () => {
    const published = { 6: 0.857, 7: 0.807, 10: 0.753, 13: 0.69, 16: 0.627, 22: 0.538, 23: 0.448 };
    for (const [day, survival] of Object.entries(published)) {
      expect(1 - (curve[Number(day)]?.back ?? 0), `day ${day}`).toBeCloseTo(survival, 3);
    }
    // Standard error at day 6: 0.0764.
    const [step] = survivalSteps(WAITS);
    expect((step?.survival ?? 0) * Math.sqrt(step?.greenwood ?? 0)).toBeCloseTo(0.0764, 4);
  });
  it("rises, stays inside its interval, and ends when nobody is waited for", () => {
    expect(curve).toHaveLength(36);
    curve.forEach(({ back, interval: [low, high], atRisk }, day) => {
      expect(back).toBeGreaterThanOrEqual(curve[day - 1]?.back ?? 0);
      expect(low).toBeLessThanOrEqual(back);
      expect(high).toBeGreaterThanOrEqual(back);
      expect(atRisk).toBeLessThanOrEqual(curve[day - 1]?.atRisk ?? 21);
    });
    expect(curve[0]).toEqual({ day: 0, back: 0, interval: [0, 0], atRisk: 21 });
  });
  it("is one when everybody came back, and empty of steps when nobody did", () => {
    const [, last] = survivalCurve([{ days: 0.5, isBack: true }], 10);
    expect(last).toEqual({ day: 1, back: 1, interval: [1, 1], atRisk: 0 });
    expect(survivalSteps([{ days: 3, isBack: false }])).toEqual([]);
    expect(survivalCurve([{ days: 3, isBack: false }], 10)).toHaveLength(4);
  });
});

describe("survivalQuantile", () => {
  it("is the first time at which so many are left, and nothing before", () => {
    const steps = survivalSteps(WAITS);
    expect(survivalQuantile(steps, 0.5)).toBe(23);
    expect(survivalQuantile(steps, 0.75)).toBe(13);
    expect(survivalQuantile(steps, 0.4)).toBeNull();
  });
});
