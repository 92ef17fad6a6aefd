import { describe, expect, it } from "vitest";
import { simulatedPurchases } from "../../../../test/support/purchases/simulated-purchases";
import { backTestCuts, type Cut } from "~/domain/clv/back-test/back-test";
import { seededRandom } from "~/domain/numeric/random";
import { beatsBaseRate } from "./chance-rule";
import { chanceRule, chancesOf, scoreOf } from "./chances";
import { recalibrated, recalibration, saidFor } from "./recalibration";
import { brierScore, cameTrue, reliability, reliabilityTotal } from "./reliability";

describe("recalibration", () => {
  const random = seededRandom(1);
  const said = Float64Array.from({ length: 20_000 }, () => random() ** 2);
  const inTruth = { intercept: -0.5, slope: 0.7 };
  const came = said.map((chance) => (random() < recalibrated(inTruth, chance) ? 1 : 0));

  it("finds by how much chances are off", () => {
    const rule = recalibration(said, came);
    expect(rule.intercept).toBeCloseTo(-0.5, 1);
    expect(rule.slope).toBeCloseTo(0.7, 1);
  });

  it("is where the penalised likelihood is flat", () => {
    const [chances, outcomes] = [said.slice(0, 50), came.slice(0, 50)];
    const { intercept, slope } = recalibration(chances, outcomes);
    const logits = chances.map((chance) => Math.log(chance / (1 - chance)));
    const errors = outcomes.map((outcome, index) => outcome - 1 / (1 + Math.exp(-intercept - slope * logits[index]!)));
    const sum = (column: Float64Array) => column.reduce((total, value) => total + value, 0);
    expect(sum(errors)).toBeCloseTo(intercept, 3);
    expect(sum(errors.map((error, index) => error * logits[index]!))).toBeCloseTo(slope - 1, 3);
  });

  it("leaves chances that are right as they are, and keeps their order whatever came", () => {
    const right = recalibration(
      said,
      said.map((chance) => (random() < chance ? 1 : 0)),
    );
    expect(recalibrated(right, 0.3)).toBeCloseTo(0.3, 1);
    expect(recalibrated(null, 0.3)).toBe(0.3);
    const reversed = recalibration(
      said,
      said.map((chance) => (chance < 0.3 ? 1 : 0)),
    );
    expect(recalibrated(reversed, 0.9)).toBeGreaterThan(recalibrated(reversed, 0.1));
  });

  it("stays finite where all or nobody bought, and for chances of 0 and 1", () => {
    for (const outcome of [0, 1]) {
      const rule = recalibration(Float64Array.of(0, 0.5, 1), new Float64Array(3).fill(outcome));
      for (const chance of [0, 0.5, 1]) {
        expect(recalibrated(rule, chance)).toBeGreaterThanOrEqual(0);
        expect(recalibrated(rule, chance)).toBeLessThanOrEqual(1);
      }
    }
  });

  it("can be asked the other way round", () => {
    for (const share of [0.25, 0.75]) {
      expect(recalibrated(inTruth, saidFor(inTruth, share))).toBeCloseTo(share, 10);
      expect(saidFor(null, share)).toBe(share);
    }
  });
});

describe("reliability", () => {
  it("puts chances into rows, with 1 in the last", () => {
    const rows = reliability(Float64Array.of(0, 0.01, 0.02, 0.5, 0.55, 1), Float64Array.of(0, 1, 0, 1, 0, 1));
    expect(rows).toEqual([
      { from: 0, to: 0.02, customers: 2, expected: 0.005, actual: 0.5 },
      { from: 0.02, to: 0.05, customers: 1, expected: 0.02, actual: 0 },
      { from: 0.5, to: 0.6, customers: 2, expected: 0.525, actual: 0.5 },
      { from: 0.9, to: 1, customers: 1, expected: 1, actual: 1 },
    ]);
  });

  it("adds rows up, and says how far all of them were off", () => {
    const row = (customers: number, expected: number, actual: number) => ({
      from: 0,
      to: 1,
      customers,
      expected,
      actual,
    });
    const total = reliabilityTotal([row(1_000, 0.1, 0.08), row(200, 0.6, 0.5)]);
    expect(total).toMatchObject({ customers: 1_200, actual: 180 });
    expect(total.expected).toBeCloseTo(220, 9);
    expect(total.bias).toBeCloseTo(220 / 180 - 1, 9);
    expect(reliabilityTotal([row(10, 0.1, 0)]).bias).toBe(Infinity);
  });

  it("came true within 5%, nearly within 10%", () => {
    const total = { customers: 1, expected: 1, actual: 1 };
    const answers = [-0.2, -0.09, -0.04, 0, 0.05, 0.06, 0.1, 0.11, Infinity].map((bias) =>
      cameTrue({ ...total, bias }),
    );
    expect(answers).toEqual(["no", "nearly", "yes", "yes", "yes", "nearly", "nearly", "no", "no"]);
  });

  it("scores chances by Brier, beside the share of each back-test", () => {
    expect(brierScore(Float64Array.of(0.2, 0.9), Float64Array.of(0, 1))).toBeCloseTo(0.025, 12);
    const score = scoreOf([
      { chances: Float64Array.of(0.2, 0.9), came: Float64Array.of(0, 1) },
      { chances: Float64Array.of(0, 0, 0, 0), came: Float64Array.of(0, 0, 0, 0) },
    ]);
    expect(score).toMatchObject({ chances: 6, backTests: 2, share: 1 / 6 });
    expect(score.brier).toBeCloseTo(0.05 / 6, 12);
    expect(score.baseBrier).toBeCloseTo((2 * 0.25) / 6, 12);
  });
});

describe("chanceRule", () => {
  const log = simulatedPurchases({ customers: 1500, days: 700, seed: 9 });
  const cuts = backTestCuts(log, 700, { hasPrior: true });

  it("beats the base rate in a shop that follows the model, and leaves right chances alone", () => {
    const rule = chanceRule(cuts, "mbgnbd", 90, 700);
    expect(rule.recalibration).toBeNull();
    expect(beatsBaseRate(rule)).toBe(true);
    expect(rule.score).toMatchObject({
      backTests: 3,
      chances: cuts.reduce((all, { models }) => all + models.snapshot.at.count, 0),
    });
    const { score } = rule;
    expect(score!.brier).toBeLessThan(0.85 * score!.baseBrier);
    for (const { customers, expected, actual } of score!.reliability) {
      if (customers >= 100) expect(Math.abs(actual - expected)).toBeLessThan(0.12);
    }
  });

  it("learns from earlier back-tests alone, and only where that helps at later ones", () => {
    // A model that promises too much.
    const doubtful = cuts.map((cut): Cut => {
      const { models } = cut;
      const fit = models.countFit("mbgnbd");
      const forecaster = fit.model.forecaster(fit.parameters);
      const tooMuch: typeof forecaster = {
        ...forecaster,
        probabilityOfPurchase: (customer, weeks) =>
          recalibrated({ intercept: 1, slope: 1 }, forecaster.probabilityOfPurchase(customer, weeks)),
      };
      const model = { ...fit.model, forecaster: () => tooMuch };
      return { ...cut, models: { ...models, countFit: () => ({ ...fit, model }) } };
    });
    const { recalibration: rule, score } = chanceRule(doubtful, "mbgnbd", 90, 700);
    expect(rule!.intercept).toBeLessThan(-0.7);
    expect(recalibrated(rule, 0.5)).toBeLessThan(0.35);
    // The earliest back-test has none before it: its chances are those of the model.
    const oldest = doubtful.at(-1)!;
    const asSaid = chanceRule([oldest], "mbgnbd", 90, 700);
    expect(asSaid.recalibration).toBeNull();
    expect(asSaid.score!.reliability[0]!.expected).toBeGreaterThan(0);
    expect(score!.brier).toBeLessThan(scoreOf(doubtful.map((cut) => said(cut))).brier);
  });

  it("knows nothing of a time that is not over", () => {
    expect(chanceRule(cuts, "mbgnbd", 90, cuts[0]!.lastDay + 89).score).toMatchObject({ backTests: 2 });
    expect(chanceRule([], "mbgnbd", 90, 700)).toEqual({ recalibration: null, score: null });
    expect(beatsBaseRate({ recalibration: null, score: null })).toBe(false);
  });

  function said({ models, lastDay }: Cut) {
    const chances = chancesOf(models, "mbgnbd", 90);
    const { at } = models.snapshot;
    const came = Float64Array.from(at.customers, (customer) =>
      log.days
        .subarray(log.starts[customer]!, log.starts[customer + 1]!)
        .some((day) => day > lastDay && day <= lastDay + 90)
        ? 1
        : 0,
    );
    return { chances, came };
  }
});
