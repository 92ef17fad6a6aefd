import { describe, expect, it } from "vitest";
import { simulatedPurchases } from "../../../../test/support/purchases/simulated-purchases";
import { outcomeOf, snapshotAt } from "~/domain/clv/log/snapshot";
import { type ForecastRecipe, REFERENCE, shopModelsAt } from "~/domain/clv/shop-models";
import { pastErrors } from "./past-errors";

const log = simulatedPurchases({ customers: 900, days: 700, seed: 8 });
const modelsAt = (day: number) => shopModelsAt(log, day, { hasPrior: true });
const errorsOf = (asOfDay: number, recipe: ForecastRecipe = REFERENCE) =>
  pastErrors(modelsAt, { counts: recipe, value: recipe }, 0, asOfDay);
const total = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0);

describe("errors of the past", () => {
  const { days, isMature, cuts } = errorsOf(699)(180);

  it("are of days half a horizon apart, the newest of which ends today, while the shop was old enough", () => {
    expect(isMature).toBe(true);
    expect(days).toBe(180);
    expect(cuts.map(({ lastDay }) => lastDay)).toEqual([519, 429, 339, 249]);
  });

  it("hold what was forecast and what came, of the shop and of segments that add up to it", () => {
    const models = modelsAt(519);
    const actual = outcomeOf(snapshotAt(log, 519), 180);
    const { whole, months, frequencies } = cuts[0]!;
    expect(whole.purchases.forecast).toBeCloseTo(total(models.forecast(REFERENCE, 180).counts), 9);
    expect(whole.value.actual).toBeCloseTo(total(actual.values), 6);
    for (const segments of [months, frequencies]) {
      expect(segments.reduce((sum, { customers }) => sum + customers, 0)).toBe(whole.customers);
      for (const part of ["purchases", "value"] as const) {
        const sum = segments.reduce((added, segment) => added + segment[part].actual, 0);
        expect(sum).toBeCloseTo(whole[part].actual, 6);
      }
    }
    expect(frequencies).toHaveLength(8);
  });

  it("are of the models as they are, whatever joins them", () => {
    expect(errorsOf(699, { ...REFERENCE, isLearned: true, isSeasonal: true })(180)).toEqual({ days, isMature, cuts });
  });

  it("are of half the days where history is too short for two cuts, and of half of those", () => {
    expect(errorsOf(699)(400)).toMatchObject({ days: 200, isMature: true });
    expect(errorsOf(420)(360)).toMatchObject({ days: 90, isMature: true });
  });

  it("are of a younger shop where it never was old enough twice, or of none", () => {
    const young = errorsOf(260)(180);
    expect(young).toMatchObject({ isMature: false, days: 180 });
    expect(young.cuts.map(({ lastDay }) => lastDay)).toEqual([80]);
    expect(errorsOf(60)(180).cuts).toEqual([]);
  });
});
