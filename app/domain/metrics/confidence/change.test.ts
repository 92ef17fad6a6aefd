import { describe, expect, it } from "vitest";
import { changeOf } from "./change";
import { countOf, meanMoney, moneyOf, rateOf, shareOf, unavailable, type MetricValue } from "./metric-value";

const rate = (numerator: number, denominator: number) => rateOf(numerator, denominator, "none");

describe("changeOf", () => {
  it("gives rates in percentage points and money in percent", () => {
    expect(changeOf(rate(300, 1000), rate(250, 1000)).amount).toBeCloseTo(0.05, 12);
    expect(changeOf(moneyOf(1200, 10), moneyOf(1000, 10)).amount).toBeCloseTo(0.2, 12);
  });
  it("calls a rate up or down only when chance would not move it so far", () => {
    expect(changeOf(rate(300, 1000), rate(250, 1000)).kind).toBe("up");
    expect(changeOf(rate(250, 1000), rate(300, 1000)).kind).toBe("down");
    expect(changeOf(rate(30, 100), rate(25, 100)).kind).toBe("same");
  });
  it("joins the intervals of two rates as Newcombe does, lopsided near 0 and 1", () => {
    // Half the widths of both intervals, joined, would stay clear of zero.
    expect(changeOf(rate(4, 20), rate(0, 20)).kind).toBe("same");
    expect(changeOf(rate(7, 20), rate(2, 20)).kind).toBe("same");
  });
  it("compares means by their intervals", () => {
    const mean = (total: number, squares: number) => meanMoney(total, 100, "none", squares);
    expect(changeOf(mean(20_000, 4_010_000), mean(10_000, 1_010_000)).kind).toBe("up");
    expect(changeOf(mean(10_100, 9_000_000), mean(10_000, 9_000_000)).kind).toBe("same");
  });
  it("lets counts vary like arrivals", () => {
    expect(changeOf(countOf(130), countOf(100)).kind).toBe("up");
    expect(changeOf(countOf(110), countOf(100)).kind).toBe("same");
    expect(changeOf(countOf(4), countOf(100)).kind).toBe("unknown");
  });
  it("takes the error of a sum where the sum has no interval", () => {
    expect(changeOf(moneyOf(2_000, 50), moneyOf(1_000, 50), { now: 100, before: 100 }).kind).toBe("up");
    expect(changeOf(moneyOf(2_000, 50), moneyOf(1_000, 50), { now: 600, before: 100 }).kind).toBe("same");
  });
  it("says nothing of sums over unequal days, of which one is cut where it begins to be known", () => {
    const cut = { ...moneyOf(2_000, 50), since: "2026-09-01" };
    expect(changeOf(cut, moneyOf(1_000, 50), { now: 1, before: 1 })).toEqual({ kind: "unknown", amount: null });
    expect(changeOf({ ...rate(300, 1000), since: "2026-09-01" }, rate(250, 1000)).kind).toBe("up");
  });
  it("says nothing below five observations, or with nothing to compare", () => {
    expect(changeOf(rate(4, 4), rate(0, 100)).kind).toBe("unknown");
    expect(changeOf(rate(1, 2), null)).toEqual({ kind: "unknown", amount: null });
    expect(changeOf(rate(1, 2), unavailable("rate", "none"))).toEqual({ kind: "unknown", amount: null });
  });
  it("does not judge shares of money, which are no trials", () => {
    expect(changeOf(shareOf(90, 100, 40, "none"), shareOf(10, 100, 40, "none")).kind).toBe("unknown");
  });
  it("gives no percentage of nothing", () => {
    expect(changeOf(moneyOf(100, 10), moneyOf(0, 10)).amount).toBeNull();
  });
  it("calls nothing up or down whose interval touches zero", () => {
    const mean = (value: number, half: number): MetricValue => ({
      ...meanMoney(value * 10, 10, "none"),
      interval: [value - half, value + half],
    });
    expect(changeOf(mean(20, 6), mean(10, 8)).kind).toBe("same");
    expect(changeOf(mean(10, 6), mean(20, 8)).kind).toBe("same");
    expect(changeOf(mean(21, 6), mean(10, 8)).kind).toBe("up");
    expect(changeOf(mean(10, 6), mean(21, 8)).kind).toBe("down");
  });
  it("compares from five observations on", () => {
    const errors = { now: 1, before: 1 };
    expect(changeOf(moneyOf(900, 5), moneyOf(100, 5), errors).kind).toBe("up");
    expect(changeOf(moneyOf(900, 4), moneyOf(100, 5), errors).kind).toBe("unknown");
    expect(changeOf(moneyOf(900, 5), moneyOf(100, 4), errors).kind).toBe("unknown");
    expect(changeOf(rate(5, 5), rate(0, 5)).kind).toBe("up");
    expect(changeOf(rate(4, 4), rate(0, 5)).kind).toBe("unknown");
    expect(changeOf(countOf(30), countOf(5)).kind).toBe("up");
    expect(changeOf(countOf(30), countOf(4)).kind).toBe("unknown");
  });
  it("does not compare a mean with one that has no interval", () => {
    const known = meanMoney(1_000, 10, "none", 110_000);
    expect(changeOf(known, meanMoney(9_000, 10, "none")).kind).toBe("unknown");
    expect(changeOf(meanMoney(9_000, 10, "none"), known).kind).toBe("unknown");
  });
  it("gives no percentage of a loss", () => {
    expect(changeOf(moneyOf(100, 10), moneyOf(-50, 10)).amount).toBeNull();
  });
  it("gives a percentage of the smallest amount", () => {
    expect(changeOf(moneyOf(3, 10), moneyOf(1, 10)).amount).toBe(2);
  });
  it("compares means by their orders, whatever else they stand on", () => {
    const mean = (count: number): MetricValue => ({
      ...meanMoney(100, 1, "none"),
      denominator: count,
      interval: [99, 101],
    });
    expect(changeOf(mean(5), { ...mean(5), value: 10, interval: [9, 11] }).kind).toBe("up");
    expect(changeOf(mean(4), { ...mean(5), value: 10, interval: [9, 11] }).kind).toBe("unknown");
  });
});
