import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meanDifferenceInterval, meanInterval, rateDifferenceInterval } from "./confidence";
import {
  countOf,
  daysMetric,
  meanMoney,
  moneyOf,
  rateOf,
  shareOf,
  unavailable,
  type MetricValue,
} from "./metric-value";
import { certaintyBeside, verdictOf } from "./verdict";
import { because } from "~/domain/metrics/confidence/reason";

const rate = (numerator: number, denominator: number) => rateOf(numerator, denominator, because("noOrders"));
/** A mean of `count` amounts with this sample variance. */
const mean = (count: number, value: number, variance: number) =>
  meanMoney(count * value, count, because("noOrders"), (count - 1) * variance + count * value ** 2);
const sum = (orders: number, each: number) => moneyOf(orders * each, orders, orders * each ** 2);

describe("verdictOf", () => {
  it("calls no difference sure while days of a side can still change", () => {
    const settling = (number: MetricValue) => ({ ...number, settlingDays: 1 });
    const [now, before] = [rate(300, 1000), rate(250, 1000)];
    const certainties = [
      verdictOf(now, before),
      verdictOf(settling(now), before),
      verdictOf(now, settling(before)),
      verdictOf(settling(rate(251, 1000)), before),
      verdictOf(settling(rate(3, 10)), before),
    ].map((verdict) => verdict?.certainty);
    expect(certainties).toEqual(["sure", "tooEarly", "tooEarly", "usual", "tooFew"]);
    expect(verdictOf(settling(now), before)).toMatchObject({ direction: "up", hasArrow: true });
  });
  it.each([
    // Newcombe 1998, table II: 0.0524 to 0.3339, 0.1705 to 0.8090, 0.0582 to 0.8062, -0.0381 to 0.1926.
    ["56 of 70 beside 48 of 80", rate(56, 70), rate(48, 80), "sure"],
    ["9 of 10 beside 3 of 10", rate(9, 10), rate(3, 10), "sure"],
    ["6 of 7 beside 2 of 7", rate(6, 7), rate(2, 7), "sure"],
    ["5 of 56 beside 0 of 29", rate(5, 56), rate(0, 29), "tooFew"],
    ["0.2188 beside 0.2070", rate(700, 3200), rate(621, 3000), "usual"],
    // Welch's t of 2.46 with 25.0, 1.57 with 9.9 and 2.22 with 24.5 degrees of freedom.
    ["means of 15 with variances 7.9 and 3.8", mean(15, 23, 3.8), mean(15, 20.8, 7.9), "sure"],
    ["means of 10 and 20 with variances 9.0 and 0.9", mean(20, 22.1, 0.9), mean(10, 20.6, 9), "tooFew"],
    ["means of 10 and 20 with variances 1.4 and 17.1", mean(20, 21.6, 17.1), mean(10, 19.4, 1.4), "sure"],
    ["means of 400 that lie 1.9 errors apart", mean(400, 101.9, 200), mean(400, 100, 200), "usual"],
    ["means of 400 that lie 2 errors apart", mean(400, 102, 200), mean(400, 100, 200), "sure"],
    // 30 +- 29.72, 29 +- 29.66.
    ["130 beside 100", countOf(130), countOf(100), "sure"],
    ["129 beside 100", countOf(129), countOf(100), "usual"],
    ["20 beside 15", countOf(20), countOf(15), "tooFew"],
    // 500 +- 693; sixteen times the orders: 8000 +- 2772.
    ["50 orders of 40 beside 50 of 30", sum(50, 40), sum(50, 30), "usual"],
    ["800 orders of 40 beside 800 of 30", sum(800, 40), sum(800, 30), "sure"],
    // One order in four of 400 swings further: 500 +- 2000.
    ["sums with a few large orders", moneyOf(2_000, 50, 700_000), moneyOf(1_500, 50, 400_000), "usual"],
    // 1,000 orders of one size are 1,000 trials; where one order is half of all, there are four.
    [
      "shares of money of even orders",
      shareOf(250, 1_000, 1_000, because("noOrders"), 1_000),
      shareOf(180, 1_000, 1_000, because("noOrders"), 1_000),
      "sure",
    ],
    [
      "shares of money of one large order",
      shareOf(250, 1_000, 1_000, because("noOrders"), 250_000),
      shareOf(180, 1_000, 1_000, because("noOrders"), 250_000),
      "usual",
    ],
  ] as const)("%s", (_, now, before, certainty) => {
    expect(verdictOf(now, before)).toMatchObject({ direction: "up", certainty, hasArrow: true });
    expect(verdictOf(before, now)).toMatchObject({ direction: "down", certainty, hasArrow: true });
  });

  it("gives the difference and its part of the earlier number, from exact values", () => {
    const points = verdictOf(rate(300, 1000), rate(250, 1000));
    expect(points?.difference).toBeCloseTo(0.05, 12);
    expect(points?.relative).toBeCloseTo(0.2, 12);
    expect(verdictOf(moneyOf(3, 10), moneyOf(1, 10))).toMatchObject({ difference: 2, relative: 2 });
  });
  it("gives no part of nothing or of a loss", () => {
    expect(verdictOf(moneyOf(100, 10), moneyOf(0, 10))).toMatchObject({ difference: 100, relative: null });
    expect(verdictOf(moneyOf(100, 10), moneyOf(-50, 10))).toMatchObject({ difference: 150, relative: null });
    expect(verdictOf(countOf(12), countOf(0))).toMatchObject({ difference: 12, relative: null, certainty: "tooFew" });
  });
  it("draws no arrow and is never sure below five observations", () => {
    expect(verdictOf(rate(4, 4), rate(0, 100))).toMatchObject({ difference: 1, certainty: "tooFew", hasArrow: false });
    expect(verdictOf(rate(5, 5), rate(0, 100))).toMatchObject({ certainty: "sure", hasArrow: true });
    expect(verdictOf(countOf(4), countOf(100))).toMatchObject({ certainty: "tooFew", hasArrow: false });
    expect(verdictOf(sum(4, 10), sum(900, 10))).toMatchObject({ certainty: "tooFew", hasArrow: false });
  });
  it("says of equal numbers that nothing lies between them", () => {
    expect(verdictOf(rate(10, 40), rate(10, 40))).toMatchObject({ direction: "none", difference: 0, hasArrow: false });
  });
  it("is absent with nothing to compare, and between sums of unequal days", () => {
    expect(verdictOf(rate(1, 2), null)).toBeNull();
    expect(verdictOf(rate(1, 2), unavailable("rate", because("noOrders")))).toBeNull();
    expect(verdictOf(unavailable("rate", because("noOrders")), rate(1, 2))).toBeNull();
    expect(verdictOf({ ...sum(50, 1), since: "2026-09-01" }, sum(50, 1))).toBeNull();
    expect(verdictOf({ ...rate(300, 1000), since: "2026-09-01" }, rate(250, 1000))?.certainty).toBe("sure");
  });
  it("knows no certainty where the swings are not known, unless there is too little anyway", () => {
    expect(verdictOf(daysMetric(12, 40), daysMetric(10, 40))?.certainty).toBeNull();
    expect(verdictOf(daysMetric(12, 40), daysMetric(10, 20))?.certainty).toBe("tooFew");
    expect(verdictOf(mean(40, 10, 4), meanMoney(360, 40, because("noOrders")))?.certainty).toBeNull();
  });
});

/** Two numbers of one kind, as a shop may have them. */
const pairs = fc.oneof(
  pairOf(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 400 })).map(([a, b]) => rate(Math.min(a, b), Math.max(a, b)))),
  pairOf(fc.nat(500).map(countOf)),
  pairOf(amounts().map((each) => moneyOf(total(each), each.length, squares(each)))),
  pairOf(amounts().map((each) => meanMoney(total(each), each.length, because("noOrders"), squares(each)))),
);

function pairOf(number: fc.Arbitrary<MetricValue>) {
  return fc.tuple(number, number);
}
function amounts() {
  return fc.array(fc.nat(20_000), { minLength: 1, maxLength: 60 });
}
const total = (each: readonly number[]) => each.reduce((all, amount) => all + amount, 0);
const squares = (each: readonly number[]) => each.reduce((all, amount) => all + amount ** 2, 0);

describe("a verdict", () => {
  const opposite = { up: "down", down: "up", none: "none" } as const;

  it("turns around with the sides", () => {
    fc.assert(
      fc.property(pairs, ([now, before]) => {
        const [there, back] = [verdictOf(now, before), verdictOf(before, now)];
        expect(back?.direction).toBe(there && opposite[there.direction]);
        expect(back?.certainty).toBe(there?.certainty);
        expect(back?.hasArrow).toBe(there?.hasArrow);
        expect((there?.difference ?? 0) + (back?.difference ?? 0)).toBe(0);
      }),
    );
  });
  it("is sure where the interval of the difference excludes zero, and nowhere else", () => {
    fc.assert(
      fc.property(pairs, ([now, before]) => {
        const interval = intervalOf(now, before);
        const excludesZero = interval !== null && (interval[0] > 0 || interval[1] < 0);
        const isObserved = Math.min(now.n ?? 0, before.n ?? 0) >= 5;
        expect(verdictOf(now, before)?.certainty === "sure").toBe(excludesZero && isObserved);
      }),
    );
  });
  it("does not depend on the currency's unit", () => {
    const scaled = (each: readonly number[], by: number) => each.map((amount) => amount * by);
    fc.assert(
      fc.property(amounts(), amounts(), fc.constantFrom(2, 8, 1024), (a, b, by) => {
        const mean2 = (each: readonly number[]) =>
          meanMoney(total(each), each.length, because("noOrders"), squares(each));
        const sum2 = (each: readonly number[]) => moneyOf(total(each), each.length, squares(each));
        for (const made of [mean2, sum2]) {
          const plain = verdictOf(made(a), made(b));
          const larger = verdictOf(made(scaled(a, by)), made(scaled(b, by)));
          expect(larger?.certainty).toBe(plain?.certainty);
          expect(larger?.relative).toBe(plain?.relative);
        }
      }),
    );
  });
});

/** The interval of the difference, by what is published of each kind. */
function intervalOf(now: MetricValue, before: MetricValue): readonly [number, number] | null {
  const part = ({ numerator, denominator }: MetricValue) => ({ successes: numerator ?? 0, trials: denominator ?? 0 });
  if (now.unit === "rate") return rateDifferenceInterval(part(now), part(before));
  if (now.denominator !== null) {
    const estimate = ({ value, n, sampling }: MetricValue) =>
      sampling?.kind === "mean" && { mean: value ?? 0, count: n ?? 0, standardError: sampling.standardError };
    const [first, second] = [estimate(now), estimate(before)];
    return first && second ? meanDifferenceInterval(first, second) : null;
  }
  const error = ({ sampling }: MetricValue) => (sampling?.kind === "sum" ? sampling.standardError : NaN);
  const spread = 1.959963984540054 * Math.hypot(error(now), error(before));
  const difference = (now.value ?? 0) - (before.value ?? 0);
  return [difference - spread, difference + spread];
}

describe("certaintyBeside", () => {
  it("is sure of a bound that lies outside the number's own interval", () => {
    // Wilson: 17.5% to 34.3%.
    expect(certaintyBeside(0.17, rate(25, 100))).toBe("sure");
    expect(certaintyBeside(0.35, rate(25, 100))).toBe("sure");
    expect(certaintyBeside(0.2, rate(25, 100))).toBe("usual");
    expect(certaintyBeside(0.2, rate(5, 20))).toBe("tooFew");
  });
  it("judges means, counts and sums by their swings", () => {
    const [low] = meanInterval(100, 10_000, 1_090_000) ?? [0];
    const value = meanMoney(10_000, 100, because("noOrders"), 1_090_000);
    expect(certaintyBeside(low - 0.01, value)).toBe("sure");
    expect(certaintyBeside(low + 0.01, value)).toBe("usual");
    // 100 +- 19.6.
    expect(certaintyBeside(80, countOf(100))).toBe("sure");
    expect(certaintyBeside(81, countOf(100))).toBe("usual");
    expect(certaintyBeside(80, sum(100, 1))).toBe("sure");
  });
  it("does not know where nothing is known of the swings", () => {
    expect(certaintyBeside(10, daysMetric(12, 40))).toBeNull();
  });
});
