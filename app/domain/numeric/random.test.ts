import { describe, expect, it } from "vitest";
import {
  type Random,
  randomBeta,
  randomExponential,
  randomGamma,
  randomNormal,
  randomPoisson,
  seededRandom,
} from "./random";

const DRAWS = 50_000;

/** Mean within five standard errors, and a variance within five percent. */
function expectMoments(draw: (random: Random) => number, mean: number, variance: number): void {
  const random = seededRandom(5);
  const draws = Float64Array.from({ length: DRAWS }, () => draw(random));
  const average = draws.reduce((sum, value) => sum + value, 0) / DRAWS;
  const spread = draws.reduce((sum, value) => sum + (value - average) ** 2, 0) / DRAWS;
  expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(variance / DRAWS));
  expect(Math.abs(spread / variance - 1)).toBeLessThan(0.05);
}

describe("seededRandom", () => {
  it("repeats itself for the same seed and not for another", () => {
    const take = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(take(1)).toEqual(take(1));
    expect(take(1)).not.toEqual(take(2));
  });

  it("is uniform over [0, 1)", () => {
    const tenths = new Int32Array(10);
    const random = seededRandom(1);
    for (let draw = 0; draw < DRAWS; draw++) tenths[Math.floor(random() * 10)]! += 1;
    for (const count of tenths) expect(Math.abs(count - DRAWS / 10)).toBeLessThan(400);
  });
});

describe("draws have the mean and variance of their distribution", () => {
  it("normal", () => expectMoments(randomNormal, 0, 1));
  it("exponential", () => expectMoments(randomExponential, 1, 1));
  it.each([0.2, 1, 7.5])("gamma of shape %d", (shape) =>
    expectMoments((random) => randomGamma(shape, random), shape, shape),
  );
  it.each([
    [0.8, 2.4],
    [3, 0.5],
  ])("beta of %d and %d", (a, b) =>
    expectMoments((random) => randomBeta(a, b, random), a / (a + b), (a * b) / ((a + b) ** 2 * (a + b + 1))),
  );
  it.each([0.3, 12, 250])("Poisson of mean %d", (mean) =>
    expectMoments((random) => randomPoisson(mean, random), mean, mean),
  );
});

it("a beta of vanishing shapes is one of its ends", () => {
  const random = seededRandom(2);
  const draws = Array.from({ length: 1000 }, () => randomBeta(1e-9, 3e-9, random));
  expect(draws.every((draw) => draw < 1e-6 || draw > 1 - 1e-6)).toBe(true);
  expect(draws.filter((draw) => draw > 0.5).length / 1000).toBeCloseTo(0.25, 1);
});
