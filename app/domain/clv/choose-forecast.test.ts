import { describe, expect, it } from "vitest";
import { snapshotAt } from "./log/snapshot";
import type { Cut } from "./back-test/back-test";
import { chooseForecast } from "./choose-forecast";
import { purchaseLog } from "../../../test/support/purchases/purchase-log";
import type { Scores } from "./back-test/scores";
import { type ForecastRecipe, recipeName, type ShopModels } from "./shop-models";

const BASE: Scores = { mae: 1, rmse: 2, pearson: 0.5, spearman: 0.5, gini: 0.5, top10Share: 0.3, totalError: 0.02 };

const repeaters = purchaseLog(
  Array.from({ length: 60 }, (_, index) => index).flatMap((index) => [
    { customer: `c${index}`, day: 0, value: 1 },
    { customer: `c${index}`, day: 9, value: 1 },
  ]),
);

interface FakeCut {
  /** Scores by name; all others score as the reference. */
  readonly counts?: Record<string, Partial<Scores>>;
  /** Null where nothing has a value. */
  readonly value?: Record<string, Partial<Scores>> | null;
  readonly canLearn?: boolean;
  readonly hasSeason?: boolean;
  /** Variants that fit better than their siblings. */
  readonly likelier?: readonly string[];
}

function fakeCut({ counts = {}, value = {}, canLearn = false, hasSeason = false, likelier = [] }: FakeCut): Cut {
  const models = {
    snapshot: snapshotAt(repeaters, 9),
    countFit: (model: string) => ({ logLikelihood: likelier.includes(model) ? -1 : -2 }),
    canLearn: () => canLearn,
    season: () => (hasSeason ? { counts: 1, values: 1 } : null),
  } as unknown as ShopModels;
  return {
    horizonDays: 90,
    models,
    scores: (recipe: ForecastRecipe) => {
      const name = recipeName(recipe);
      return { name, counts: { ...BASE, ...counts[name] }, value: value && { ...BASE, ...value[name] } };
    },
  } as unknown as Cut;
}

const names = (...cuts: FakeCut[]) => {
  const { counts, value } = chooseForecast(cuts.map(fakeCut));
  return [recipeName(counts), recipeName(value)];
};

describe("chooseForecast", () => {
  it("keeps the reference unless another is better by half a percent in the mean", () => {
    expect(names({})).toEqual(["bgnbd", "bgnbd"]);
    expect(names({ counts: { pnbd: { rmse: 1.98 } } })).toEqual(["bgnbd", "bgnbd"]);
    expect(names({ counts: { pnbd: { rmse: 1.96 } } })).toEqual(["pnbd", "bgnbd"]);
    expect(names({ counts: { pnbd: { mae: 0.98 } } }, { counts: { pnbd: { mae: 1.01 } } })).toEqual(["bgnbd", "bgnbd"]);
  });

  it("weighs typical errors, large errors and order alike", () => {
    expect(names({ counts: { mbgnbd: { mae: 0.97 }, pnbd: { gini: 0.51 } } })[0]).toBe("mbgnbd");
    expect(names({ counts: { mbgnbd: { mae: 0.97 }, pnbd: { gini: 0.52 } } })[0]).toBe("pnbd");
  });

  it("does not take a forecast whose totals are off", () => {
    const better = { rmse: 1.5, mae: 0.8 };
    expect(names({ counts: { pnbd: { ...better, totalError: -0.06 } } })[0]).toBe("pnbd");
    expect(names({ counts: { pnbd: { ...better, totalError: -0.08 } } })[0]).toBe("bgnbd");
  });

  it("chooses for value among both bases of spend, apart from counts", () => {
    expect(
      names({ counts: { mbgnbd: { mae: 0.9 } }, value: { "pnbd-all": { gini: 0.6 }, pnbd: { gini: 0.55 } } }),
    ).toEqual(["mbgnbd", "pnbd-all"]);
  });

  it("enters a regular-timing variant only where it is likelier", () => {
    const counts = { "bgcnbd-2": { mae: 0.5 }, "mbgcnbd-3": { mae: 0.4 } };
    expect(names({ counts })[0]).toBe("bgnbd");
    expect(names({ counts, likelier: ["bgcnbd-2"] })[0]).toBe("bgcnbd-2");
  });

  it("adds what is learned and the season where the cuts that can tell are better for it", () => {
    const learned = { pnbd: { mae: 0.9 }, "pnbd-learned": { mae: 0.8 } };
    expect(names({ counts: learned, canLearn: true })[0]).toBe("pnbd-learned");
    expect(names({ counts: learned })[0]).toBe("pnbd");
    // A cut that cannot tell has no voice.
    const worse = { pnbd: { mae: 0.9 }, "pnbd-learned": { mae: 9 } };
    expect(names({ counts: learned, canLearn: true }, { counts: worse })[0]).toBe("pnbd-learned");
    const seasonal = { "bgnbd-season": { mae: 0.9 } };
    expect(names({ counts: seasonal, hasSeason: true })[0]).toBe("bgnbd-season");
    expect(names({ counts: seasonal })[0]).toBe("bgnbd");
    expect(chooseForecast([fakeCut({ hasSeason: true })]).isSeasonKnown).toBe(true);
  });

  it("adds neither where it is not better by half a percent in the mean", () => {
    for (const mae of [0.99, 1, 1.1]) {
      expect(names({ counts: { "bgnbd-learned": { mae } }, canLearn: true })[0]).toBe("bgnbd");
      expect(names({ counts: { "bgnbd-season": { mae } }, hasSeason: true })[0]).toBe("bgnbd");
    }
  });

  it("takes an earlier cut without values for one where all forecasts of value are alike", () => {
    const of = (mae: number) => names({ value: { pnbd: { mae } } }, { value: null })[1];
    expect([of(0.98), of(0.9)]).toEqual(["bgnbd", "pnbd"]);
  });

  it("says how the back-tests went, and by how much what was chosen erred less", () => {
    const { why } = chooseForecast([fakeCut({ counts: { pnbd: { mae: 0.7 } } })]);
    expect(why).toEqual({
      key: "backTested",
      backTests: 1,
      horizonDays: 90,
      reference: "bgnbd",
      countsGain: expect.closeTo(0.1, 6),
      valueGain: null,
    });
  });
});
