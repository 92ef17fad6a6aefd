import { describe, expect, it } from "vitest";
import {
  RFM_GROUPS,
  rfmCells,
  rfmCuts,
  rfmGroup,
  rfmGroupTotals,
  rfmScores,
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

describe("rfmScores", () => {
  it("gives each fifth of the customers one score", () => {
    const subjects = Array.from({ length: 10 }, (_, index) => subject(index + 1, index * 100, index));
    const cuts = cutsOf(subjects);
    expect(cuts.isFrequencyFixed).toBe(false);
    expect(subjects.map((each) => rfmScores(each, cuts).money)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(subjects.map((each) => rfmScores(each, cuts).recency)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(subjects.map((each) => rfmScores(each, cuts).frequency)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
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
  it("adds up to all customers and all they were worth", () => {
    const subjects = Array.from({ length: 57 }, (_, index) => subject(1 + (index % 4), index * 37, index * 1_000));
    const totals = Object.values(rfmGroupTotals(rfmCells(subjects, cutsOf(subjects))));
    const sum = (of: (total: (typeof totals)[number]) => number) => totals.reduce((all, each) => all + of(each), 0);
    expect(sum(({ customers }) => customers)).toBe(57);
    expect(sum(({ purchases }) => purchases)).toBe(subjects.reduce((all, each) => all + each.purchases, 0));
    expect(sum(({ keptValue }) => keptValue)).toBe(subjects.reduce((all, each) => all + each.keptValue, 0));
  });
});
