import { describe, expect, it } from "vitest";
import { seededRandom } from "~/domain/numeric/random";
import {
  expectedSpend,
  fitSpend,
  LARGEST_CORRELATION,
  spendFrequencyCorrelation,
  spendSummaries,
  type SpendSummaries,
} from "./gamma-gamma";
import type { PurchaseEvent } from "~/domain/clv/log/purchase-log";
import { purchaseLog } from "../../../../test/support/purchases/purchase-log";
import { customersAt } from "~/domain/clv/log/purchase-summary";

// The numbers are of the same list as in the pitfalls of the count models.

const spend = (...rows: readonly (readonly [purchases: number, mean: number])[]): SpendSummaries => ({
  basis: "all",
  count: rows.length,
  purchases: Int32Array.from(rows, ([purchases]) => purchases),
  mean: Float64Array.from(rows, ([, mean]) => mean),
});

describe("pitfall 6: spend models that break", () => {
  const forecasts = (summaries: SpendSummaries, hasPrior = true) => {
    const fit = fitSpend(summaries, { hasPrior });
    return [...summaries.purchases.entries()].map(([row, x]) => expectedSpend(fit, x, summaries.mean[row]!));
  };

  it("leaves days without a positive amount out", () => {
    const day = (name: string, at: number, value: number): PurchaseEvent => ({ customer: name, day: at, value });
    const log = purchaseLog([
      day("a", 0, 10),
      day("a", 7, 0),
      day("a", 14, 30),
      day("b", 0, -5),
      day("b", 9, -2),
      day("c", 3, 12),
      day("d", 1, 8),
      day("d", 2, 20),
      day("d", 50, 99),
    ]);
    const at = customersAt(log, 20);
    const all = spendSummaries(log, at, "all");
    expect([...all.purchases]).toEqual([2, 0, 1, 2]);
    expect([...all.mean]).toEqual([20, 0, 12, 14]);
    const repeat = spendSummaries(log, at, "repeat");
    expect([...repeat.purchases]).toEqual([1, 0, 0, 1]);
    expect([...repeat.mean]).toEqual([30, 0, 0, 20]);
    const fit = fitSpend(all);
    expect(expectedSpend(fit, 0, 0)).toBe(fit.populationMean);
    expect(forecasts(all).every((value) => value > 5 && value < 40)).toBe(true);
  });

  it.each([20, 0.01, 123_456_789])("equal amounts of %d are forecast as they are", (amount) => {
    const summaries = spend([1, amount], [2, amount], [5, amount], [0, 0]);
    expect(fitSpend(summaries).finding).toBe("equal_amounts");
    for (const value of forecasts(summaries)) expect(value).toBeCloseTo(amount, 10);
  });

  it.each([true, false])(
    "single purchases only, with their two mirror optima, give a sane population mean, prior %s",
    (hasPrior) => {
      const summaries = spend([1, 10], [1, 20], [1, 15], [1, 40], [1, 8], [1, 25], [1, 30], [1, 12], [0, 0]);
      const fit = fitSpend(summaries, { hasPrior });
      expect(fit.parameters!.q).toBeGreaterThan(1);
      expect(fit.populationMean).toBeGreaterThan(15);
      expect(fit.populationMean).toBeLessThan(27);
      for (const value of forecasts(summaries, hasPrior)) expect(value).toBeGreaterThan(8 - 1e-9);
    },
  );

  it("amounts of one to five cents fit like any other", () => {
    const amounts = [0.01, 0.02, 0.05, 0.03, 0.02, 0.04] as const;
    const counts = [1, 2, 3, 1, 5, 2];
    const cents = fitSpend(spend(...amounts.map((mean, row) => [counts[row]!, mean] as const)));
    const thousands = fitSpend(spend(...amounts.map((mean, row) => [counts[row]!, mean * 1e6] as const)));
    expect(cents.hasConverged).toBe(true);
    expect(cents.finding).toBeNull();
    expect(thousands.parameters!.p).toBeCloseTo(cents.parameters!.p, 4);
    expect(thousands.populationMean / cents.populationMean).toBeCloseTo(1e6, -1);
  });

  it.each([
    ["nobody", spend(), 0],
    ["nobody with spend", spend([0, 0], [0, 0]), 0],
    ["one customer", spend([3, 12], [0, 0]), 12],
  ])("%s is too few to fit: every forecast is their mean", (_, summaries, mean) => {
    const fit = fitSpend(summaries);
    expect(fit).toMatchObject({ finding: "too_few_customers", parameters: null, populationMean: mean });
    expect(expectedSpend(fit, 3, 12)).toBe(mean);
  });

  it.each([true, false])("a mean that does not exist is told, never negative, prior %s", (hasPrior) => {
    const random = seededRandom(4);
    const rows = Array.from({ length: 400 }, () => [1, (1 - random()) ** (-1 / 0.7)] as const);
    const fit = fitSpend(spend(...rows), { hasPrior });
    expect(fit.finding).toBe("heavy_tail");
    expect(fit.populationMean).toBeGreaterThan(0);
    expect(Number.isFinite(fit.populationMean)).toBe(true);
  });
});

describe("pitfall 7: spend and frequency are taken as independent", () => {
  it("their correlation is found, and may be above what a page lets pass", () => {
    const related = spend([1, 10], [2, 21], [3, 29], [4, 41], [0, 0]);
    expect(spendFrequencyCorrelation(related)).toBeGreaterThan(LARGEST_CORRELATION);
    const unrelated = spend([1, 10], [1, 20], [2, 10], [2, 20]);
    expect(spendFrequencyCorrelation(unrelated)).toBeCloseTo(0, 12);
  });

  it("there is none where nothing varies", () => {
    expect(spendFrequencyCorrelation(spend([1, 10], [1, 20]))).toBeNull();
    expect(spendFrequencyCorrelation(spend([1, 10], [2, 10]))).toBeNull();
    expect(spendFrequencyCorrelation(spend())).toBeNull();
  });
});

describe("pitfall 10: the first purchase in the mean spend or not", () => {
  it("is stated, and what it is fitted on is kept with the fit", () => {
    const log = purchaseLog(
      Array.from({ length: 20 }, (_, index) => [
        { customer: String(index), day: 0, value: 100 + index },
        { customer: String(index), day: 9, value: 10 + index },
      ]).flat(),
    );
    const at = customersAt(log, 20);
    const [repeat, all] = [fitSpend(spendSummaries(log, at, "repeat")), fitSpend(spendSummaries(log, at, "all"))];
    expect([repeat.basis, all.basis]).toEqual(["repeat", "all"]);
    expect(repeat.populationMean).toBeLessThan(25);
    expect(all.populationMean).toBeGreaterThan(55);
  });
});
