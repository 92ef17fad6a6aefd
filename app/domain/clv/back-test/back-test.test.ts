import { describe, expect, it } from "vitest";
import { simulatedPurchases } from "../../../../test/support/purchases/simulated-purchases";
import { backTestCuts } from "./back-test";
import { chooseForecast, DEFAULTS } from "./choose-forecast";
import { compareForecasts } from "./compare";
import { gradeForecast } from "./grade";
import { purchaseLog } from "../../../../test/support/purchases/purchase-log";
import { recipeName, REFERENCE } from "~/domain/clv/shop-models";

const options = { hasPrior: true };
const log = simulatedPurchases({ customers: 1500, days: 420, seed: 8 });

describe("back-test", () => {
  it("cuts one, one and a half and two horizons before the end, a horizon being a third of the history", () => {
    const cuts = backTestCuts(log, 419, options);
    expect(cuts.map(({ lastDay, horizonDays }) => [lastDay, horizonDays])).toEqual([
      [279, 140],
      [209, 140],
      [139, 140],
    ]);
  });

  it("looks ahead a year where three cuts fit, else half a year at most", () => {
    const long = simulatedPurchases({ customers: 500, days: 1300, seed: 8 });
    expect(backTestCuts(long, 1299, options)[0]).toMatchObject({ horizonDays: 365, lastDay: 934 });
    expect(backTestCuts(long, 899, options)[0]).toMatchObject({ horizonDays: 180, lastDay: 719 });
  });

  it("uses nothing of what came later", () => {
    const known = purchaseLog(
      log.customers.flatMap((customer, index) =>
        Array.from(log.days.subarray(log.starts[index]!, log.starts[index + 1]!), (day, purchase) => ({
          customer,
          day,
          value: log.values[log.starts[index]! + purchase]!,
        })).filter(({ day }) => day <= 300),
      ),
    );
    const [withFuture, without] = [log, known].map((each) => {
      const cuts = backTestCuts(each, 300, options);
      const choice = chooseForecast(cuts);
      return { choice, grade: gradeForecast(cuts[0]!, choice) };
    });
    expect(withFuture).toEqual(without);
  });

  it("looks at every customer of a shop of 100,000, and at every other of one more", () => {
    const shop = (customers: number) =>
      purchaseLog(
        Array.from({ length: customers + 100 }, (_, index) => ({
          customer: String(index % customers),
          day: index < customers ? 0 : index % 30,
          value: 1,
        })),
      );
    const lookedAt = (customers: number) =>
      backTestCuts(shop(customers), 30, options)[0]?.models.snapshot.log.customers.length;
    expect(lookedAt(100_000)).toBe(100_000);
    expect(lookedAt(100_001)).toBe(50_001);
  });

  it("has no cut where nobody came back before one", () => {
    const young = purchaseLog([
      { customer: "a", day: 0, value: 1 },
      { customer: "a", day: 9, value: 1 },
    ]);
    expect(backTestCuts(young, 9, options)).toEqual([]);
    expect(chooseForecast([])).toMatchObject({
      counts: REFERENCE,
      value: REFERENCE,
      why: { key: "tooFewRepeaters" },
      isSeasonKnown: false,
    });
  });
});

describe("choice", () => {
  it("beats the default in the back-tests, or is the default", () => {
    const cuts = backTestCuts(log, 419, options);
    const { counts, value, why } = chooseForecast(cuts);
    const gains = why.key === "backTested" ? { counts: why.countsGain, values: why.valueGain } : null;
    for (const [part, recipe] of [["counts", counts] as const, ["values", value] as const]) {
      const isDefault = recipeName(recipe) === recipeName(DEFAULTS[part]);
      expect((gains?.[part] ?? null) === null).toBe(isDefault);
      if (isDefault) continue;
      const { difference } = compareForecasts(part, recipe, DEFAULTS[part], cuts)!;
      expect(difference).toBeLessThan(0);
      expect(gains?.[part]).toBeCloseTo(1 - Math.exp(difference), 12);
    }
  });

  it("leaves the default for the model that is true, where it is", () => {
    const chosen = (leavesAfterFirst: boolean) =>
      [1, 2, 3, 4].map((seed) => {
        const shop = { customers: 1500, days: 419, seed, leaving: 0.5, leavesAfterFirst };
        return chooseForecast(backTestCuts(simulatedPurchases(shop), 419, options)).counts.model;
      });
    expect(chosen(false).filter((model) => model === "bgnbd").length).toBeGreaterThanOrEqual(3);
    expect(chosen(true).filter((model) => model === "mbgnbd").length).toBeGreaterThanOrEqual(3);
  });

  it("takes the season where it comes back every year, and says where none can be known", () => {
    const seasonal = simulatedPurchases({
      customers: 4000,
      days: 1100,
      seed: 5,
      season: (day) => (day % 365 >= 180 ? 1 : 0.25),
    });
    const choice = chooseForecast(backTestCuts(seasonal, 1094, options));
    expect(choice.isSeasonKnown).toBe(true);
    expect(choice.counts.isSeasonal).toBe(true);
    expect(chooseForecast(backTestCuts(log, 419, options)).isSeasonKnown).toBe(false);
  });

  it("goes by counts alone where nothing has a value", () => {
    const worthless = { ...log, values: new Float64Array(log.values.length) };
    const cuts = backTestCuts(worthless, 419, options);
    const choice = chooseForecast(cuts);
    expect(choice.value).toEqual(choice.counts);
    expect(choice.why).not.toContain("value");
    expect(gradeForecast(cuts[0]!, choice).mae).toBe(cuts[0]!.scores(choice.counts).counts.mae);
  });
});

describe("grade", () => {
  const cuts = backTestCuts(log, 419, options);
  const choice = chooseForecast(cuts);
  const grade = gradeForecast(cuts[0]!, choice, 0.75);

  it("is good within 10% and better than the past rate", () => {
    expect(grade.bias).toBe(cuts[0]!.scores(choice.value).value!.totalError);
    expect(grade.naiveMae).toBe(cuts[0]!.naive.pastRate.value!.mae);
    const expected =
      Math.abs(grade.bias!) <= 0.1 && grade.mae < grade.naiveMae
        ? "good"
        : Math.abs(grade.bias!) <= 0.25
          ? "fair"
          : "poor";
    expect(grade.grade).toBe(expected);
    expect(grade.monthCoverage).toBe(0.75);
  });

  it("adds up over months and over frequencies to the whole", () => {
    const actual = cuts[0]!.outcome.counts.reduce((sum, count) => sum + count, 0);
    for (const parts of [grade.months, grade.frequencies]) {
      expect(parts.reduce((sum, { purchases }) => sum + purchases.actual, 0)).toBe(actual);
      expect(parts.reduce((sum, { customers }) => sum + customers, 0)).toBe(cuts[0]!.outcome.counts.length);
      expect(parts.reduce((sum, { value }) => sum + value.forecast, 0)).toBeCloseTo(
        cuts[0]!.models.forecast(choice.value, 140).values.reduce((sum, value) => sum + value, 0),
        4,
      );
    }
    expect(grade.months[0]?.key).toBe("1970-01");
    expect(grade.frequencies.map(({ key }) => key)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect([grade.from, grade.to]).toEqual(["1970-10-07", "1971-02-24"]);
  });

  it("is poor where nobody bought any more", () => {
    const silent = backTestCuts(log, 419 + 600, options);
    expect(gradeForecast(silent[0]!, chooseForecast(silent)).grade).toBe("poor");
  });
});
