import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { groupsOf } from "../../../../test/support/purchases/purchase-logs";
import { seededRandom } from "~/domain/numeric/random";
import { BG_NBD, MBG_NBD, betaGeometric } from "./beta-geometric";
import { expectedSpend, fitSpend } from "./gamma-gamma";
import { PARETO_NBD } from "./pareto-nbd";
import { discountedResidualTransactions } from "../../../../test/support/purchases/discounted-transactions";

// Fits take seconds on a machine that does much else.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

// The same customers in every run.
fc.configureGlobal({ seed: 1987 });

const MODELS = [
  BG_NBD,
  MBG_NBD,
  PARETO_NBD,
  betaGeometric({ name: "bgcnbd-2", leavesAfterFirst: false, regularity: 2 }),
  betaGeometric({ name: "mbgcnbd-3", leavesAfterFirst: true, regularity: 3 }),
];

const between = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);

/** r, alpha, and the two of leaving, over more than what shops have. */
const parameters = fc.tuple(between(0.05, 20), between(0.05, 500), between(0.05, 20), between(0.05, 500));

const frequency = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 5000 }));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const customer = fc.record({ frequency, tenure: between(0.2, 500), share }).map((drawn) => ({
  frequency: drawn.frequency,
  recency: drawn.frequency === 0 ? 0 : drawn.share * drawn.tenure,
  tenure: drawn.tenure,
}));

const ROUNDING = 1e-9;

describe.each(MODELS)("$name", (model) => {
  it("has a finite likelihood and slope up to 5,000 purchases", () => {
    fc.assert(
      fc.property(parameters, customer, (set, known) => {
        const gradient = new Float64Array(4);
        expect(Number.isFinite(model.logLikelihood(set, groupsOf([known]), gradient))).toBe(true);
        expect(gradient.every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it("gives probabilities in [0, 1]", () => {
    fc.assert(
      fc.property(parameters, customer, between(0.1, 200), (set, known, weeks) => {
        const forecaster = model.forecaster(set);
        const alive = forecaster.probabilityAlive(known);
        const buys = forecaster.probabilityOfPurchase(known, weeks);
        expect(alive).toBeGreaterThanOrEqual(0);
        expect(alive).toBeLessThanOrEqual(1);
        expect(buys).toBeGreaterThanOrEqual(0);
        expect(buys).toBeLessThanOrEqual(alive + ROUNDING);
      }),
    );
  });

  it("never believes less in a customer whose last purchase is later", () => {
    fc.assert(
      fc.property(parameters, customer, share, (set, known, later) => {
        fc.pre(known.frequency > 0);
        const { probabilityAlive } = model.forecaster(set);
        const recency = known.recency + later * (known.tenure - known.recency);
        expect(probabilityAlive({ ...known, recency })).toBeGreaterThanOrEqual(probabilityAlive(known) - ROUNDING);
      }),
    );
  });

  it("expects more the longer the horizon, nothing at none, and at least what is likely once", () => {
    fc.assert(
      fc.property(parameters, customer, between(0.1, 100), between(1, 3), (set, known, weeks, factor) => {
        const forecaster = model.forecaster(set);
        const expected = forecaster.expectedPurchases(known, weeks);
        expect(Number.isFinite(expected)).toBe(true);
        expect(forecaster.expectedPurchases(known, 0)).toBe(0);
        expect(forecaster.expectedPurchases(known, factor * weeks)).toBeGreaterThanOrEqual(expected * (1 - ROUNDING));
        expect(expected).toBeGreaterThanOrEqual(forecaster.probabilityOfPurchase(known, weeks) * (1 - 1e-8) - 1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it("lets the next purchase come with the share asked for, if the customer does not leave before", () => {
    fc.assert(
      fc.property(parameters, customer, fc.double({ min: 0.05, max: 0.9, noNaN: true }), (set, known, wanted) => {
        const forecaster = model.forecaster(set);
        const weeks = forecaster.weeksToNextPurchase(known, wanted);
        fc.pre(weeks < 1e5);
        const reached = forecaster.probabilityOfPurchase(known, weeks);
        const most = wanted * forecaster.probabilityAlive(known);
        if (model === PARETO_NBD) expect(reached).toBeLessThanOrEqual(most + ROUNDING);
        else expect(Math.abs(reached - most)).toBeLessThan(1e-6);
        expect(forecaster.weeksToNextPurchase(known, wanted + 0.05)).toBeGreaterThan(weeks);
      }),
    );
  });

  it("simulates what it expects", () => {
    const forecaster = model.forecaster([0.8, 6, 0.9, 4]);
    const known = { frequency: 3, recency: 20, tenure: 26 };
    const random = seededRandom(21);
    const draws = 40_000;
    let [sum, squares, buyers] = [0, 0, 0];
    for (let draw = 0; draw < draws; draw++) {
      const purchases = forecaster.simulator(known)(30, random);
      sum += purchases;
      squares += purchases * purchases;
      if (purchases > 0) buyers += 1;
    }
    const mean = sum / draws;
    const error = Math.sqrt((squares / draws - mean * mean) / draws);
    expect(Math.abs(mean - forecaster.expectedPurchases(known, 30))).toBeLessThan(4.5 * error);
    const buys = forecaster.probabilityOfPurchase(known, 30);
    expect(Math.abs(buyers / draws - buys)).toBeLessThan(4.5 * Math.sqrt((buys * (1 - buys)) / draws));
  });
});

it("regular timing of one tick is random timing", () => {
  const one = betaGeometric({ name: "mbgcnbd-1", leavesAfterFirst: true, regularity: 1 }).forecaster([0.5, 6, 0.9, 2]);
  const known = { frequency: 3, recency: 20, tenure: 26 };
  expect(one.expectedPurchases(known, 30)).toBe(MBG_NBD.forecaster([0.5, 6, 0.9, 2]).expectedPurchases(known, 30));
});

it("discounted purchases are finite, and fewer at a higher rate", () => {
  fc.assert(
    fc.property(parameters, customer, between(1e-5, 0.1), (set, known, rate) => {
      const slowly = discountedResidualTransactions(set, known, rate);
      const quickly = discountedResidualTransactions(set, known, 2 * rate);
      expect(Number.isFinite(slowly)).toBe(true);
      expect(quickly).toBeGreaterThanOrEqual(0);
      expect(quickly).toBeLessThanOrEqual(slowly);
    }),
  );
});

it("expected spend lies between the customer's own mean and everybody's", () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), between(0.01, 100_000)), {
    minLength: 0,
    maxLength: 40,
  });
  fc.assert(
    fc.property(rows, fc.boolean(), (drawn, hasPrior) => {
      const summaries = {
        basis: "all" as const,
        count: drawn.length,
        purchases: Int32Array.from(drawn, ([purchases]) => purchases),
        mean: Float64Array.from(drawn, ([purchases, mean]) => (purchases > 0 ? mean : 0)),
      };
      const fit = fitSpend(summaries, { hasPrior });
      expect(Number.isFinite(fit.populationMean)).toBe(true);
      expect(Number.isFinite(fit.logLikelihood)).toBe(true);
      if (fit.parameters === null) return;
      expect(fit.parameters.q).toBeGreaterThan(1);
      for (const [row, purchases] of summaries.purchases.entries()) {
        const value = expectedSpend(fit, purchases, summaries.mean[row]!);
        const ends = purchases === 0 ? [fit.populationMean] : [summaries.mean[row]!, fit.populationMean];
        expect(value).toBeGreaterThanOrEqual(Math.min(...ends) * (1 - 1e-6));
        expect(value).toBeLessThanOrEqual(Math.max(...ends) * (1 + 1e-6));
      }
    }),
    { numRuns: 60 },
  );
});
