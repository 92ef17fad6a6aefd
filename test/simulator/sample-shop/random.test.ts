import { describe, expect, it } from "vitest";
import { beta, gamma, poisson, seededRandom, token, WeightedChoice } from "./random";

const mean = (draws: number, draw: () => number) =>
  Array.from({ length: draws }, draw).reduce((sum, value) => sum + value, 0) / draws;

describe("seededRandom", () => {
  it("repeats itself for the same seed and differs for another", () => {
    const draws = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 5 }, () => random.bits());
    };
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
  });

  it("is uniform in [0, 1)", () => {
    const random = seededRandom(1);
    const draws = Array.from({ length: 20_000 }, () => random.next());
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    // Standard error of the mean is 0.002.
    expect(draws.reduce((sum, value) => sum + value, 0) / draws.length).toBeCloseTo(0.5, 2);
  });
});

describe("the distributions", () => {
  it("have the means they promise", () => {
    const random = seededRandom(3);
    expect(mean(20_000, () => gamma(random, 0.9, 2))).toBeCloseTo(1.8, 1);
    expect(mean(20_000, () => gamma(random, 4, 0.5))).toBeCloseTo(2, 1);
    expect(mean(20_000, () => beta(random, 1.5, 0.8))).toBeCloseTo(1.5 / 2.3, 1);
    expect(mean(20_000, () => poisson(random, 1.12))).toBeCloseTo(1.12, 1);
  });

  it("pick in proportion to the weights and never what weighs nothing", () => {
    const random = seededRandom(5);
    const choice = new WeightedChoice([1, 0, 3]);
    const counts = [0, 0, 0];
    for (let draw = 0; draw < 8_000; draw++) counts[choice.pick(random)]!++;
    expect(counts[1]).toBe(0);
    expect((counts[2] ?? 0) / 8_000).toBeCloseTo(0.75, 1);
  });
});

describe("token", () => {
  it("is 32 hexadecimal characters", () => {
    expect(token(seededRandom(1))).toMatch(/^[0-9a-f]{32}$/);
  });
});
