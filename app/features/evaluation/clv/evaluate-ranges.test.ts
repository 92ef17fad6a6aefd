import { describe, expect, it } from "vitest";
import { driftingShops } from "./drifting-shops";
import { judgeRanges, rangeScores, type JudgedRange } from "./evaluate-ranges";
import { rangeTable } from "./range-table";

describe("judged ranges", () => {
  const [shop] = driftingShops();
  const scores = rangeScores(judgeRanges(shop!.log, shop!.firstProducts));
  const of = (kind: string, part: string, months: number) =>
    scores.find((score) => score.kind === kind && score.of === part && score.months === months);

  it("are of every kind and horizon that the history allows", () => {
    for (const kind of ["total", "month", "frequency", "group", "product"]) {
      for (const part of ["purchases", "value"]) {
        for (const months of [3, 6, 12, 24]) {
          const { covered, forecasts, medianWidth } = of(kind, part, months)!;
          expect(covered).toBeLessThanOrEqual(forecasts);
          expect(medianWidth).toBeGreaterThan(0);
        }
      }
    }
    // Three years: from the end of the first half year every third month, until three months before the end.
    expect(of("total", "purchases", 3)!.forecasts).toBe(9);
    expect(of("total", "purchases", 24)!.forecasts).toBe(2);
    expect(of("product", "value", 3)!.forecasts).toBe(9 * 6);
  });

  it("hold about as often as they say, of many segments", () => {
    const { covered, forecasts } = of("month", "purchases", 6)!;
    expect(forecasts).toBeGreaterThan(100);
    expect(covered / forecasts).toBeGreaterThan(0.65);
    expect(covered / forecasts).toBeLessThan(0.95);
  });

  it("are none of a log that never has enough for a forecast", () => {
    const few = { ...shop!.log, customers: shop!.log.customers.slice(0, 90), starts: shop!.log.starts.slice(0, 91) };
    expect(judgeRanges(few, null)).toEqual([]);
  });
});

it("says how many held and how wide they were in the middle", () => {
  const judged = [true, true, false].map((isInside, index): JudgedRange => {
    return { kind: "total", of: "value", months: 6, isInside, width: (index + 1) / 10 };
  });
  const scores = rangeScores(judged);
  expect(scores).toEqual([{ kind: "total", of: "value", months: 6, forecasts: 3, covered: 2, medianWidth: 0.2 }]);
  expect(rangeTable(scores)).toMatch(/total, value +- +67% of 3, 0.20 +- +-$/);
});

describe("shops that drift", () => {
  const shops = driftingShops();
  const meanOf = (shop: (typeof shops)[number], from: number, to: number, of: (index: number) => number) => {
    const first = shop.log.days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY);
    const rows = [...shop.log.days.keys()].filter((row) => {
      const day = shop.log.days[row]! - first;
      return day >= from && day < to;
    });
    return rows.reduce((sum, row) => sum + of(row), 0) / (to - from);
  };

  it("are the same every time, with a first product of every customer", () => {
    expect(driftingShops()).toEqual(shops);
    for (const { log, firstProducts } of shops) expect(firstProducts).toHaveLength(log.customers.length);
  });

  it("have more customers, a season, and prices that rise", () => {
    const [growing, seasonal, wandering] = shops as [(typeof shops)[0], (typeof shops)[0], (typeof shops)[0]];
    expect(meanOf(growing, 730, 1095, () => 1)).toBeGreaterThan(1.3 * meanOf(growing, 0, 365, () => 1));
    expect(meanOf(seasonal, 640, 730, () => 1)).toBeGreaterThan(1.2 * meanOf(seasonal, 460, 550, () => 1));
    const price = (from: number, to: number) =>
      meanOf(wandering, from, to, (row) => wandering.log.values[row]!) / meanOf(wandering, from, to, () => 1);
    expect(Math.abs(Math.log(price(730, 1095) / price(0, 365)))).toBeGreaterThan(0.02);
  });
});
