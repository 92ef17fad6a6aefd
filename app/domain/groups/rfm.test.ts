import { describe, expect, it } from "vitest";
import {
  RFM_GROUPS,
  rfmCells,
  rfmCuts,
  rfmGroup,
  rfmGroupTotals,
  rfmScores,
  rfmSubject,
  scoresOfGroup,
  type RfmCuts,
  type RfmSubject,
} from "./rfm";

let lastId = 0;
const subject = (purchases: number, keptValue = 1_000, lastPurchaseAt = 0): RfmSubject => ({
  customerId: String(++lastId),
  firstPurchaseAt: 0,
  lastPurchaseAt,
  purchases,
  keptValue,
});
const cutsOf = (subjects: readonly RfmSubject[]) => rfmCuts(subjects) as RfmCuts;

describe("rfmSubject", () => {
  it("sums up the purchases of a customer; a skipped renewal adds its value alone", () => {
    const purchase = (day: number, number: number | null, keptValue: number) => {
      return { at: day, day: "2026-01-01", number, orderValue: 9_999, keptValue };
    };
    const purchases = [purchase(10, 1, 100), purchase(20, 2, 250), purchase(30, 3, 7), purchase(40, null, 1)];
    const numbered = purchases.slice(0, 3).map((each, index) => ({ ...each, number: index + 1 }));
    expect(rfmSubject({ customerId: "5", purchases, numbered })).toEqual({
      customerId: "5",
      firstPurchaseAt: 10,
      lastPurchaseAt: 30,
      purchases: 3,
      keptValue: 358,
    });
  });
});

describe("rfmScores", () => {
  it("gives each fifth of the customers one score", () => {
    const subjects = Array.from({ length: 10 }, (_, index) => subject(index + 1, index * 100, index));
    const cuts = cutsOf(subjects);
    expect(cuts.isFrequencyFixed).toBe(false);
    expect(subjects.map((each) => rfmScores(each, cuts).money)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(subjects.map((each) => rfmScores(each, cuts).recency)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(subjects.map((each) => rfmScores(each, cuts).frequency)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
  });
  it("needs no order among the customers", () => {
    const subjects = [3, 9, 1, 7, 5, 10, 2, 8, 4, 6].map((rank) => subject(rank, rank * 100, rank));
    expect(cutsOf(subjects)).toEqual({
      recency: [2, 4, 6, 8],
      frequency: [2, 4, 6, 8],
      money: [200, 400, 600, 800],
      isFrequencyFixed: false,
    });
    expect(rfmScores(subject(6, 600, 6), cutsOf(subjects))).toEqual({ recency: 3, frequency: 3, money: 3 });
  });
  it("takes fixed cuts when nobody is above the last fifth", () => {
    const cutsFor = (...purchases: number[]) => cutsOf(purchases.map((each) => subject(each))).frequency;
    expect(cutsFor(1, 2, 3, 4, 4)).toEqual([1, 2, 3, 5]);
    expect(cutsFor(1, 2, 3, 4, 5)).toEqual([1, 2, 3, 4]);
  });
  it("lets ties share the lower score", () => {
    // By rank the equal values take places 2 to 6, of which the lowest is in the first fifth.
    const subjects = [1, 5, 5, 5, 5, 5, 7, 8, 9, 10].map((value) => subject(1, value));
    const cuts = cutsOf(subjects);
    expect(subjects.map((each) => rfmScores(each, cuts).money)).toEqual([1, 1, 1, 1, 1, 1, 4, 4, 5, 5]);
  });
  it("takes fixed cuts for purchases when their fifths collapse", () => {
    const subjects = [1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 9].map((purchases) => subject(purchases));
    const cuts = cutsOf(subjects);
    expect(cuts.isFrequencyFixed).toBe(true);
    expect(subjects.map((each) => rfmScores(each, cuts).frequency)).toEqual([1, 1, 1, 1, 1, 1, 2, 3, 4, 4, 5, 5]);
  });
  it("has no cuts without customers, and the lowest score for the only one", () => {
    expect(rfmCuts([])).toBeNull();
    const only = subject(3);
    expect(rfmScores(only, cutsOf([only]))).toEqual({ recency: 1, frequency: 3, money: 1 });
  });
});

describe("rfmGroup", () => {
  it("puts every customer into exactly one group", () => {
    const seen = new Map<string, number>();
    for (const group of RFM_GROUPS) {
      for (const scores of scoresOfGroup(group)) {
        const key = JSON.stringify(scores);
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
    }
    expect(seen.size).toBe(5 * 5 * 5 * 2);
    expect(new Set(seen.values())).toEqual(new Set([1]));
  });
  it("reads as its table says", () => {
    const group = (recency: number, frequency: number, money: number) => rfmGroup({ recency, frequency, money }, false);
    expect(group(5, 5, 5)).toBe("best");
    expect(group(4, 4, 4)).toBe("best");
    expect(group(5, 5, 3)).toBe("loyal");
    expect(group(3, 3, 1)).toBe("loyal");
    expect(group(3, 2, 5)).toBe("promising");
    expect(group(2, 5, 5)).toBe("about_to_lapse");
    expect(group(1, 5, 5)).toBe("lapsed");
    expect(rfmGroup({ recency: 5, frequency: 1, money: 5 }, true)).toBe("one_time");
  });
  it("takes no scores beyond the five", () => {
    expect(() => rfmGroup({ recency: 0, frequency: 1, money: 1 }, false)).toThrow(RangeError);
  });
  it("knows the customers of a cell, and whether they bought once", () => {
    const subjects = [subject(1, 30, 1), subject(1, 40, 1), subject(2, 50, 1)];
    const cuts: RfmCuts = { recency: [1], frequency: [5], money: [100], isFrequencyFixed: true };
    const scores = { recency: 1, frequency: 1, money: 1 };
    expect(rfmCells(subjects, cuts)).toEqual([
      { ...scores, hasOnePurchase: true, customers: 2, purchases: 2, keptValue: 70, keptValueSquares: 2_500 },
      { ...scores, hasOnePurchase: false, customers: 1, purchases: 2, keptValue: 50, keptValueSquares: 2_500 },
    ]);
    const empty = { customers: 0, purchases: 0, keptValue: 0, keptValueSquares: 0 };
    expect(rfmGroupTotals(rfmCells(subjects, cuts))).toEqual({
      best: empty,
      loyal: empty,
      promising: empty,
      about_to_lapse: empty,
      lapsed: { customers: 1, purchases: 2, keptValue: 50, keptValueSquares: 2_500 },
      one_time: { customers: 2, purchases: 2, keptValue: 70, keptValueSquares: 2_500 },
    });
  });
  it("adds up to all customers and all they were worth", () => {
    const subjects = Array.from({ length: 57 }, (_, index) => subject(1 + (index % 4), index * 37, index * 1_000));
    const totals = Object.values(rfmGroupTotals(rfmCells(subjects, cutsOf(subjects))));
    const sum = (of: (total: (typeof totals)[number]) => number) => totals.reduce((all, each) => all + of(each), 0);
    expect(sum(({ customers }) => customers)).toBe(57);
    expect(sum(({ purchases }) => purchases)).toBe(subjects.reduce((all, each) => all + each.purchases, 0));
    expect(sum(({ keptValue }) => keptValue)).toBe(subjects.reduce((all, each) => all + each.keptValue, 0));
  });
});
