import { describe, expect, it } from "vitest";
import { isFewData } from "~/domain/metrics/confidence/metric-value";
import { netPromoterScore } from "./net-promoter-score";
import { because } from "~/domain/metrics/confidence/reason";

describe("example N: NPS", () => {
  it("is (5 - 3) of 10 answers, 20, marked few data", () => {
    const score = netPromoterScore([10, 10, 9, 9, 9, 8, 7, 6, 5, 2]);
    expect(score).toMatchObject({ value: 20, n: 10, unavailableBecause: null });
    expect(isFewData(score)).toBe(true);
  });
});

describe("netPromoterScore", () => {
  it("needs thirty answers", () => {
    expect(isFewData(netPromoterScore(Array<number>(29).fill(9)))).toBe(true);
    expect(isFewData(netPromoterScore(Array<number>(30).fill(9)))).toBe(false);
  });
  it("reaches from -100 to 100", () => {
    expect(netPromoterScore([0, 6]).value).toBe(-100);
    expect(netPromoterScore([7, 8]).value).toBe(0);
    expect(netPromoterScore([9, 10]).value).toBe(100);
  });
  it("is not available without answers", () => {
    expect(netPromoterScore([])).toMatchObject({ value: null, n: 0, unavailableBecause: because("noAnswers") });
  });
  it.each([-1, 11, 7.5, Number.NaN])("takes no answer of %d", (answer) => {
    expect(() => netPromoterScore([10, answer])).toThrow(RangeError);
  });
});
