import { describe, expect, it } from "vitest";
import { snapshotAt } from "~/domain/clv/log/snapshot";
import type { Cut } from "./back-test";
import { chooseForecast } from "./choose-forecast";
import { purchaseLog } from "../../../../test/support/purchases/purchase-log";
import { type ForecastPart, type ForecastRecipe, recipeName, type ShopModels } from "~/domain/clv/shop-models";

const CUSTOMERS = 60;
const repeaters = purchaseLog(
  Array.from({ length: CUSTOMERS }, (_, index) => index).flatMap((index) => [
    { customer: `c${index}`, day: 0, value: 1 },
    { customer: `c${index}`, day: 9, value: 1 },
  ]),
);

/** Loss over the default's, and the standard error of that over the customers. */
type Against = readonly [loss: number, standardError: number];

interface FakeCut {
  /** By name; all others are as far off as the default. */
  readonly counts?: Record<string, Against>;
  readonly values?: Record<string, Against>;
  /** Nothing has a value, or at this cut nothing tells forecasts of it apart. */
  readonly hasValue?: boolean;
  readonly tellsValue?: boolean;
  readonly canLearn?: boolean;
  readonly hasSeason?: boolean;
  readonly horizonDays?: number;
  /** Variants that fit better than their siblings. */
  readonly likelier?: readonly string[];
}

function fakeCut({
  counts = {},
  values = {},
  hasValue = true,
  tellsValue = true,
  canLearn = false,
  hasSeason = false,
  horizonDays = 365,
  likelier = [],
}: FakeCut): Cut {
  const models = {
    snapshot: snapshotAt(repeaters, 9),
    countFit: (model: string) => ({ logLikelihood: likelier.includes(model) ? -1 : -2 }),
    spendFit: () => (hasValue ? {} : null),
    canLearn: () => canLearn,
    season: () => (hasSeason ? { counts: 1, values: 1 } : null),
  } as unknown as ShopModels;
  const losses = { counts, values };
  return {
    horizonDays,
    models,
    loss: (part: ForecastPart, recipe: ForecastRecipe) => {
      if (part === "values" && !tellsValue) return null;
      const [loss, standardError] = losses[part][recipeName(recipe)] ?? [0, 0];
      const each = standardError * Math.sqrt(CUSTOMERS);
      return { loss, influence: Float64Array.from({ length: CUSTOMERS }, (_, row) => (row % 2 ? each : -each)) };
    },
  } as unknown as Cut;
}

const names = (...cuts: FakeCut[]) => {
  const { counts, value } = chooseForecast(cuts.map(fakeCut));
  return [recipeName(counts), recipeName(value)];
};

describe("chooseForecast", () => {
  it("keeps the default unless another erred less by more than a standard error, for purchases and value apart", () => {
    expect(names({})).toEqual(["mbgnbd", "mbgnbd-both"]);
    expect(names({ counts: { pnbd: [-0.02, 0.021] } })).toEqual(["mbgnbd", "mbgnbd-both"]);
    expect(names({ counts: { pnbd: [-0.02, 0.019] } })).toEqual(["pnbd", "mbgnbd-both"]);
    expect(names({ values: { "bgnbd-all": [-0.02, 0.019] } })).toEqual(["mbgnbd", "bgnbd-all"]);
    expect(names({ counts: { pnbd: [-0.02, 0] } }, { counts: { pnbd: [0.03, 0] } })[0]).toBe("mbgnbd");
  });

  it("asks for more where back-tests are shorter than a year", () => {
    const after = (horizonDays: number) => names({ counts: { pnbd: [-0.02, 0.015] }, horizonDays })[0];
    expect([after(365), after(250), after(180), after(91)]).toEqual(["pnbd", "pnbd", "mbgnbd", "mbgnbd"]);
  });

  it("takes the one that is surely best, not the one that looks best", () => {
    expect(names({ counts: { bgnbd: [-0.05, 0.045], pnbd: [-0.02, 0.001] } })[0]).toBe("pnbd");
  });

  it("tries a regular-timing variant where it is likelier than its sibling", () => {
    const counts = { "mbgcnbd-2": [-0.1, 0] } as const;
    expect(names({ counts })[0]).toBe("mbgnbd");
    expect(names({ counts, likelier: ["mbgcnbd-2"] })[0]).toBe("mbgcnbd-2");
  });

  it("adds what is learned, and the season, where some cut can tell and speaks for it", () => {
    const learned = { pnbd: [-0.1, 0], "pnbd-learned": [-0.12, 0.01] } as const;
    expect(names({ counts: learned, canLearn: true })[0]).toBe("pnbd-learned");
    expect(names({ counts: learned })[0]).toBe("pnbd");
    // A cut that cannot tell has no voice.
    const worse = { pnbd: [-0.1, 0], "pnbd-learned": [9, 0] } as const;
    expect(names({ counts: learned, canLearn: true }, { counts: worse })[0]).toBe("pnbd-learned");
    const seasonal = { "mbgnbd-season": [-0.02, 0.01] } as const;
    expect(names({ counts: seasonal, hasSeason: true })[0]).toBe("mbgnbd-season");
    expect(names({ counts: seasonal })[0]).toBe("mbgnbd");
    expect(chooseForecast([fakeCut({ hasSeason: true })]).isSeasonKnown).toBe(true);
  });

  it("adds neither where chance explains what it gains", () => {
    for (const against of [
      [-0.02, 0.03],
      [0, 0],
      [0.02, 0],
    ] as const) {
      expect(names({ counts: { "mbgnbd-learned": against }, canLearn: true })[0]).toBe("mbgnbd");
      expect(names({ counts: { "mbgnbd-season": against }, hasSeason: true })[0]).toBe("mbgnbd");
    }
  });

  it("goes by the cuts that can tell", () => {
    const values = { pnbd: [-0.02, 0.01] } as const;
    expect(names({ values }, { tellsValue: false })[1]).toBe("pnbd");
    expect(names({ tellsValue: false }, { tellsValue: false })[1]).toBe("mbgnbd-both");
  });

  it("forecasts value like purchases where nothing has a value", () => {
    const { counts, value, why } = chooseForecast([fakeCut({ counts: { pnbd: [-0.1, 0] }, hasValue: false })]);
    expect(value).toEqual(counts);
    expect(why).toMatchObject({ countsGain: expect.closeTo(0.095, 3), valueGain: null });
  });

  it("says how the back-tests went, and by how much what was chosen erred less", () => {
    const { why } = chooseForecast([fakeCut({ counts: { pnbd: [Math.log(0.9), 0] } })]);
    expect(why).toEqual({
      key: "backTested",
      backTests: 1,
      horizonDays: 365,
      reference: "mbgnbd",
      valueReference: "mbgnbd-both",
      countsGain: expect.closeTo(0.1, 12),
      valueGain: null,
    });
  });
});
