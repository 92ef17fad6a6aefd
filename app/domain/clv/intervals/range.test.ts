import { describe, expect, it } from "vitest";
import { randomNormal, randomPoisson, seededRandom } from "~/domain/numeric/random";
import { type Expected, rangeOf } from "./range";
import type { Spread } from "./spread";

const spread: Spread = {
  purchases: { shared: 0.01, own: 0.02, chance: 1.5 },
  value: { shared: 0.04, own: 0.03, chance: 4 },
};
const of = (purchases: number, price = 20): Expected => ({ purchases, value: price * purchases });
const shop = of(1000);

describe("the range of a sum", () => {
  it("of the whole shop has only what all share", () => {
    const [low, high] = rangeOf(spread, "purchases", shop, shop)!;
    expect(low).toBeCloseTo(1000.5 * Math.exp(-0.12815515655) - 0.5, 6);
    expect(high).toBeCloseTo(1000.5 * Math.exp(0.12815515655) - 0.5, 6);
  });

  it("of a segment adds its own way and chance, less the nearer it comes to the whole", () => {
    const [low, high] = rangeOf(spread, "value", of(100), shop)!;
    const reach = 1.2815515655 * Math.sqrt(0.04 + 0.9 * (0.03 + 4 / 100.5));
    expect(low).toBeCloseTo(2010 * Math.exp(-reach) - 10, 4);
    expect(high).toBeCloseTo(2010 * Math.exp(reach) - 10, 4);
    const width = (size: number) => {
      const [from, to] = rangeOf(spread, "purchases", of(size), shop)!;
      return (to - from) / size;
    };
    const widths = [5, 50, 500, 900, 1000].map(width);
    expect(widths).toEqual(widths.toSorted((one, other) => other - one));
  });

  it("holds the forecast and is not below nothing", () => {
    for (const size of [0.001, 0.3, 2, 70]) {
      for (const part of ["purchases", "value"] as const) {
        const [low, high] = rangeOf(spread, part, of(size), shop)!;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThan(of(size)[part]);
        expect(high).toBeGreaterThan(of(size)[part]);
      }
    }
  });

  it("is none where nothing is expected", () => {
    expect(rangeOf(spread, "purchases", of(0), shop)).toBeNull();
    expect(rangeOf(spread, "value", of(10, 0), of(1000, 0))).toBeNull();
  });

  it.each([8, 60, 900])("keeps its promise where errors are as the spread says, of %i purchases", (size) => {
    const random = seededRandom(9);
    const [low, high] = rangeOf(
      { ...spread, purchases: { shared: 0.01, own: 0.02, chance: 1 } },
      "purchases",
      of(size),
      {
        purchases: 1e6,
        value: 1,
      },
    )!;
    const rounds = 4000;
    let inside = 0;
    for (let round = 0; round < rounds; round++) {
      const actual = randomPoisson(size * Math.exp(Math.sqrt(0.03) * randomNormal(random)), random);
      if (low <= actual && actual <= high) inside += 1;
    }
    expect(Math.abs(inside / rounds - 0.8)).toBeLessThan(0.05);
  });
});
