import { describe, expect, it } from "vitest";
import { cutAt, type Cut } from "./back-test";
import type { ForecastChoice } from "./choose-forecast";
import { gradeForecast } from "./grade";
import { purchaseLog } from "../../../../test/support/purchases/purchase-log";
import { REFERENCE, shopModelsAt } from "~/domain/clv/shop-models";

const log = purchaseLog([
  { customer: "a", day: 0, value: 10 },
  { customer: "a", day: 20, value: 10 },
  { customer: "b", day: 5, value: 10 },
]);
const choice: ForecastChoice = {
  counts: REFERENCE,
  value: REFERENCE,
  why: { key: "tooFewRepeaters", needed: 10 },
  isSeasonKnown: false,
};
const cut = cutAt(shopModelsAt(log, 30, { hasPrior: true }), 30);

/** Of a forecast of value with this bias and error, where each customer's past rate errs by 1. */
function gradeOf(totalError: number | null, mae = 0.9) {
  const own = cut.scores(REFERENCE);
  const scored: Cut = {
    ...cut,
    scores: () => ({ ...own, value: { ...own.value!, mae, totalError } }),
    naive: { ...cut.naive, pastRate: { ...cut.naive.pastRate, value: { ...cut.naive.pastRate.value!, mae: 1 } } },
  };
  return gradeForecast(scored, choice).grade;
}

describe("the grade", () => {
  it.each([
    [0, "good"],
    [0.1, "good"],
    [-0.1, "good"],
    [0.101, "fair"],
    [-0.101, "fair"],
    [0.25, "fair"],
    [-0.25, "fair"],
    [0.251, "poor"],
    [-0.251, "poor"],
    [null, "poor"],
  ])("of a bias of %d is %s", (bias, grade) => {
    expect(gradeOf(bias)).toBe(grade);
  });

  it("is fair at best where going on at the past rate errs no more", () => {
    expect(gradeOf(0, 1)).toBe("fair");
    expect(gradeOf(0.3, 1)).toBe("poor");
  });
});
