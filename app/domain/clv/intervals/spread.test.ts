import { describe, expect, it } from "vitest";
import { randomNormal, randomPoisson, seededRandom } from "~/domain/numeric/random";
import type { PastCut, PastErrors } from "./past-errors";
import type { SegmentSums } from "./segment-sums";
import { logError, PRIOR, spreadOf } from "./spread";

const sums = (forecast: number, actual: number, price = 20): SegmentSums => ({
  customers: 100,
  purchases: { forecast, actual },
  value: { forecast: price * forecast, actual: price * actual },
});
const cut = (whole: SegmentSums, months: SegmentSums[] = []): PastCut => ({
  lastDay: 0,
  whole,
  months,
  frequencies: [],
});
const past = (cuts: PastCut[], days = 100, isMature = true): PastErrors => ({ days, isMature, cuts });

describe("the spread of a shop", () => {
  it("that tells nothing of itself is the prior, and more cautious by what is not known", () => {
    const { purchases, value } = spreadOf(past([]), 100);
    expect(purchases.shared).toBeCloseTo(PRIOR.purchases.shared * Math.exp(0.375 / 0.3), 12);
    expect(purchases.own).toBeCloseTo(PRIOR.purchases.own, 9);
    expect(purchases.chance).toBeCloseTo(PRIOR.purchases.chance, 9);
    expect(value.shared).toBeCloseTo(PRIOR.value.shared * Math.exp(0.375 / 0.3), 12);
  });

  it("shares the mean square of the totals' errors, cuts half a horizon apart counting by half", () => {
    const cuts = [cut(sums(1000, 1100)), cut(sums(1000, 900)), cut(sums(1000, 1200))];
    // ln(1100.5 / 1000.5), ln(900.5 / 1000.5), ln(1200.5 / 1000.5)
    const square = (0.0952647 ** 2 + 0.105305 ** 2 + 0.1822383 ** 2) / 3 + 1e-4;
    const expected = Math.exp((0.3 * Math.log(0.018) + Math.log(square) + 0.375) / 1.3);
    expect(spreadOf(past(cuts), 100).purchases.shared).toBeCloseTo(expected, 6);
  });

  it("is as large for days up to a year as over those that were measured, which count for less", () => {
    const cuts = [cut(sums(1000, 1300)), cut(sums(1000, 700)), cut(sums(1000, 1250))];
    const square =
      (Math.log(1300.5 / 1000.5) ** 2 + Math.log(700.5 / 1000.5) ** 2 + Math.log(1250.5 / 1000.5) ** 2) / 3;
    const shared = (weight: number, growth: number) =>
      Math.exp((0.3 * Math.log(0.018) + weight * Math.log((square + 1e-4) * growth) + 0.375) / (0.3 + weight));
    expect(spreadOf(past(cuts, 90), 360).purchases.shared).toBeCloseTo(shared(Math.sqrt(90 / 360), 1), 9);
    expect(spreadOf(past(cuts, 183), 732).purchases.shared).toBeCloseTo(shared(Math.sqrt(183 / 732), 2), 9);
    expect(spreadOf(past(cuts, 732), 732).purchases.shared).toBeCloseTo(shared(1, 1), 9);
  });

  it("leans on cuts of a shop that was too young by half", () => {
    const steady = [cut(sums(1000, 1001)), cut(sums(1000, 1000))];
    const shared = (isMature: boolean) => spreadOf(past(steady, 100, isMature), 100).purchases.shared;
    expect(shared(false)).toBeGreaterThan(2 * shared(true));
  });

  it("finds how far segments go their own way, and what chance does to small ones", () => {
    const random = seededRandom(3);
    const segments = Array.from({ length: 4000 }, (_, index) => {
      const forecast = [20, 40, 80, 200, 1000][index % 5]!;
      const mean = forecast * Math.exp(0.2 * randomNormal(random) - 0.02);
      return sums(forecast, randomPoisson(mean, random));
    });
    const { own, chance } = spreadOf(past([cut(sums(1e6, 1e6), segments)]), 100).purchases;
    expect(Math.abs(own - 0.04)).toBeLessThan(0.005);
    expect(Math.abs(chance - 1)).toBeLessThan(0.15);
  });

  it("takes no notice of segments that are few customers, or nearly all of the shop", () => {
    const few = { ...sums(10, 1000), customers: 9 };
    const odd = [few, sums(0.2, 50), sums(990, 4000)];
    expect(spreadOf(past([cut(sums(1000, 1000), odd)]), 100)).toEqual(spreadOf(past([cut(sums(1000, 1000))]), 100));
  });

  it("is never negative, whatever the errors", () => {
    for (const actual of [
      [100, 100, 100],
      [0, 100, 0],
      [1, 10_000, 3],
    ]) {
      const months = actual.map((each, index) => sums(10 ** (index + 1), each));
      const { purchases, value } = spreadOf(past([cut(sums(5000, 5000), months)]), 100);
      for (const number of [...Object.values(purchases), ...Object.values(value)]) {
        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThan(100);
      }
    }
  });

  it("is the same in any currency, and the prior where nothing has a value", () => {
    const cuts = (price: number) => [
      cut(sums(500, 450, price), [sums(20, 31, price), sums(200, 150, price)]),
      cut(sums(400, 480, price)),
    ];
    const cents = spreadOf(past(cuts(2000)), 100).value;
    const units = spreadOf(past(cuts(20)), 100).value;
    for (const key of ["shared", "own", "chance"] as const) expect(cents[key]).toBeCloseTo(units[key], 9);
    expect(spreadOf(past(cuts(0)), 100).value).toEqual(spreadOf(past([]), 100).value);
  });
});

describe("the error of a sum", () => {
  it("is ln(actual / forecast) with half a purchase added to both", () => {
    expect(logError(sums(9.5, 19.5), "purchases")).toBeCloseTo(Math.log(2), 12);
    expect(logError(sums(9.5, 19.5, 30), "value")).toBeCloseTo(Math.log(2), 12);
    expect(logError(sums(4.5, 0), "purchases")).toBeCloseTo(Math.log(0.1), 12);
  });

  it("of a sum that was given back is that of nothing", () => {
    const refunded = { ...sums(4.5, 1, 20), value: { forecast: 90, actual: -300 } };
    expect(logError(refunded, "value")).toBeCloseTo(Math.log(0.1), 12);
  });
});
