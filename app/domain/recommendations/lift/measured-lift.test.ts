import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measuredLift, Z90 } from "./measured-lift";
import { type ProductDay, sumProductDays } from "./product-days";

const day = (productId: string, isHeldOut: boolean, sessions: number, netSales: number): ProductDay => ({
  productId,
  isHeldOut,
  sessions,
  netSales,
});
const liftOf = (days: readonly ProductDay[]) => measuredLift(sumProductDays(days));

/** Two products over ten days each, one of them held out; sales swing from day to day. */
const TWO_PRODUCTS = [
  ...[5000, 5200, 4800, 5100, 4900, 5000, 5300, 4700, 5100].map((sales) => day("1", false, 100, sales)),
  day("1", true, 100, 4700),
  ...[900, 1100, 1000, 950, 1050, 1000, 980, 1020, 1010].map((sales) => day("2", false, 10, sales)),
  day("2", true, 10, 960),
];

describe("measuredLift", () => {
  it("is net sales per session on shown over that on held-out product-days, less one", () => {
    const lift = liftOf([day("1", false, 90, 9900), day("1", true, 10, 1000)]);
    expect(lift?.lift).toBeCloseTo(0.1, 12);
    expect(lift?.shown).toEqual({ sessions: 90, netSales: 9900 });
    expect(lift?.heldOut).toEqual({ sessions: 10, netSales: 1000 });
  });

  it("draws its ends where the draw alone would explain the lift nine times of ten", () => {
    const { interval } = liftOf(TWO_PRODUCTS)!;
    for (const end of interval!) expect(Math.abs(drawScore(TWO_PRODUCTS, end))).toBeCloseTo(Z90, 8);
  });

  it("compares the days of each product with each other: how far products lie apart does not matter", () => {
    const dear = [5000, 5200, 4800, 5100, 4900, 5000, 5300, 4700, 5100, 5000];
    const days = dear.flatMap((sales, n) => [day("1", n === 0, 50, sales), day("2", n === 7, 50, sales / 50)]);
    const error = (each: readonly ProductDay[]) => liftOf(each)!.logError;
    expect(error(days)).toBeLessThan(error(days.map((each) => ({ ...each, productId: "1" }))) / 5);
  });

  it("has no value until both sides sold something", () => {
    expect(liftOf([])).toBeNull();
    expect(liftOf([day("1", false, 90, 9900)])).toBeNull();
    expect(liftOf([day("1", false, 90, 9900), day("1", true, 10, 0)])).toBeNull();
    expect(liftOf([day("1", false, 90, 9900), day("1", true, 10, -200)])).toBeNull();
  });

  it("has no interval while a single order could have made it", () => {
    const days = Array.from({ length: 20 }, (_, n) => day("1", n % 10 === 0, 5, n === 0 || n === 3 ? 4000 : 0));
    expect(liftOf(days)?.lift).toBeCloseTo(1 / 9 - 1, 12);
    expect(liftOf(days)?.interval).toBeNull();
  });

  it("counts a product-day without a session as a day of the draw that sold nothing", () => {
    const without = liftOf(TWO_PRODUCTS)!;
    const withEmpty = liftOf([...TWO_PRODUCTS, day("3", false, 0, 0), day("3", true, 0, 0)])!;
    expect(withEmpty.lift).toBe(without.lift);
  });

  it("holds the lift inside its interval, does not mind the currency, and turns round with the sides", () => {
    const some = fc.record({
      sessions: fc.integer({ min: 1, max: 50 }),
      netSales: fc.integer({ min: 1, max: 10_000 }),
    });
    const history = fc.array(some, { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(history, (rows) => {
        const days = rows.map((row, n) => ({ ...row, productId: String(n % 3), isHeldOut: n % 5 < 2 }));
        const lift = liftOf(days)!;
        const inYen = liftOf(days.map((each) => ({ ...each, netSales: each.netSales * 160 })))!;
        expect(inYen.lift).toBeCloseTo(lift.lift, 8);
        expect(inYen.logError).toBeCloseTo(lift.logError, 8);
        const turned = liftOf(days.map((each) => ({ ...each, isHeldOut: !each.isHeldOut })))!;
        if (lift.interval === null) return;
        const [low, high] = lift.interval;
        expect(low).toBeLessThanOrEqual(lift.lift + 1e-9);
        expect(high).toBeGreaterThanOrEqual(lift.lift - 1e-9);
        expect(1 / (1 + turned.interval![1]) - 1).toBeCloseTo(low, 8);
      }),
    );
  });
});

/** The definition, day by day: what held-out days sell beyond their part, in standard deviations of the draw. */
function drawScore(days: readonly ProductDay[], lift: number): number {
  const scaled = days.map((each) => ({ ...each, sales: each.isHeldOut ? each.netSales : each.netSales / (1 + lift) }));
  const sum = (of: (each: (typeof scaled)[number]) => number) => scaled.reduce((total, each) => total + of(each), 0);
  const rate = sum(({ sales }) => sales) / sum(({ sessions }) => sessions);
  const share = sum(({ isHeldOut }) => Number(isHeldOut)) / days.length;
  let excess = 0;
  let variance = 0;
  for (const product of new Set(days.map(({ productId }) => productId))) {
    const own = scaled.filter(({ productId }) => productId === product);
    const extras = own.map(({ sales, sessions }) => sales - rate * sessions);
    const mean = extras.reduce((a, b) => a + b, 0) / own.length;
    own.forEach(({ isHeldOut }, n) => (excess += isHeldOut ? extras[n]! : 0));
    const squares = extras.reduce((total, extra) => total + (extra - mean) ** 2, 0);
    variance += (share * (1 - share) * squares * own.length) / (own.length - 1);
  }
  return excess / Math.sqrt(variance);
}
