import { describe, expect, it, vi } from "vitest";
import { groupsOf } from "../../../../test/support/purchases/purchase-logs";
import { type Random, randomBeta, randomExponential, randomGamma, seededRandom } from "~/domain/numeric/random";
import { BG_NBD, type BetaGeometricVariant, MBG_NBD, betaGeometric } from "./beta-geometric";
import type { CountModel, CustomerSummary } from "./count-model";
import { fitCounts } from "./fit-counts";
import { fitSpend } from "./gamma-gamma";
import { PARETO_NBD } from "./pareto-nbd";
import { standardErrors } from "./standard-errors";

// Fits take seconds on a machine that does much else.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const CUSTOMERS = 6000;
const HORIZON = 26;

/** Weeks of a customer's purchases after the first, until they leave or the weeks are over. */
type Life = (random: Random, weeks: number) => number[];

interface SyntheticShop {
  readonly known: readonly (CustomerSummary & { readonly logGaps: number })[];
  /** Purchases of all in the weeks that follow. */
  readonly future: number;
}

/** Customers first seen over a year, with one to two years of history. */
function syntheticShop(live: Life, seed: number): SyntheticShop {
  const random = seededRandom(seed);
  let future = 0;
  const known = Array.from({ length: CUSTOMERS }, () => {
    const tenure = 52 + 52 * random();
    const times = live(random, tenure + HORIZON);
    const past = times.filter((time) => time <= tenure);
    future += times.length - past.length;
    const logGaps = past.reduce((sum, time, index) => sum + Math.log(time - (past[index - 1] ?? 0)), 0);
    return { frequency: past.length, recency: past.at(-1) ?? 0, tenure, logGaps };
  });
  return { known, future };
}

const betaGeometricLife =
  ([r, alpha, a, b]: readonly number[], { leavesAfterFirst, regularity }: BetaGeometricVariant): Life =>
  (random, weeks) => {
    const rate = randomGamma(r!, random) / alpha!;
    const leaving = randomBeta(a!, b!, random);
    const times: number[] = [];
    if (leavesAfterFirst && random() < leaving) return times;
    for (let time = 0; ;) {
      time += randomGamma(regularity, random) / rate;
      if (time > weeks) return times;
      times.push(time);
      if (random() < leaving) return times;
    }
  };

const paretoLife =
  ([r, alpha, s, beta]: readonly number[]): Life =>
  (random, weeks) => {
    const rate = randomGamma(r!, random) / alpha!;
    const end = Math.min(weeks, randomExponential(random) / (randomGamma(s!, random) / beta!));
    const times: number[] = [];
    for (let time = randomExponential(random) / rate; time <= end; time += randomExponential(random) / rate) {
      times.push(time);
    }
    return times;
  };

const variant = (name: string, leavesAfterFirst: boolean, regularity: number) => ({
  name,
  leavesAfterFirst,
  regularity,
});
const cases: readonly (readonly [CountModel, readonly number[], Life])[] = [
  ...[
    [variant("bgnbd", false, 1), [0.6, 6, 0.8, 2.5]] as const,
    [variant("mbgnbd", true, 1), [0.9, 6, 0.8, 2.5]] as const,
    [variant("bgcnbd-2", false, 2), [0.9, 4, 0.8, 2.5]] as const,
    [variant("bgcnbd-3", false, 3), [1.2, 3, 0.8, 2.5]] as const,
    [variant("mbgcnbd-2", true, 2), [1.2, 4, 0.6, 2.5]] as const,
    [variant("mbgcnbd-3", true, 3), [1.5, 3, 0.6, 2.5]] as const,
  ].map(([kind, parameters]) => [betaGeometric(kind), parameters, betaGeometricLife(parameters, kind)] as const),
  [PARETO_NBD, [0.7, 8, 0.9, 20], paretoLife([0.7, 8, 0.9, 20])],
];

describe.each(cases)("$name on a shop that follows it", (model, truth, live) => {
  const { known, future } = syntheticShop(live, 77);
  const groups = groupsOf(known);
  const fit = fitCounts(model, groups, { hasPrior: false });

  it("finds its parameters within 3.5 standard errors", () => {
    expect(fit.hasConverged).toBe(true);
    const errors = standardErrors(fit, groups)!;
    for (const [index, parameter] of truth.entries()) {
      const off = (fit.parameters[index]! - parameter) / errors[index]!;
      expect(Math.abs(off), `${model.parameters[index]!.name} ${fit.parameters[index]}`).toBeLessThan(3.5);
      expect(errors[index]! / parameter).toBeLessThan(0.35);
    }
  });

  it("forecasts the purchases that follow", () => {
    const forecaster = model.forecaster(fit.parameters);
    const expected = known.reduce((sum, customer) => sum + forecaster.expectedPurchases(customer, HORIZON), 0);
    expect(Math.abs(expected / future - 1)).toBeLessThan(0.06);
  });

  it("is hardly moved by the weak prior", () => {
    const held = fitCounts(model, groups);
    expect(fit.logLikelihood - held.logLikelihood).toBeLessThan(0.1);
  });
});

it("regular timing shows: the right number of ticks has the highest likelihood", () => {
  const parameters = [1.2, 4, 0.6, 2.5];
  const { known } = syntheticShop(betaGeometricLife(parameters, variant("", true, 2)), 5);
  const groups = groupsOf(known);
  const [random, two, three] = [1, 2, 3].map(
    (regularity) => fitCounts(betaGeometric(variant(`k${regularity}`, true, regularity)), groups).logLikelihood,
  );
  expect(two!).toBeGreaterThan(random! + 10);
  expect(two!).toBeGreaterThan(three! + 10);
});

it("a shop of many different customers, and a start elsewhere, lead to the same optimum", () => {
  const random = seededRandom(31);
  const live = paretoLife([0.7, 8, 0.9, 20]);
  const customers = Array.from({ length: 25_000 }, () => {
    const tenure = 100 * random();
    const times = live(random, tenure);
    return { frequency: times.length, recency: times.at(-1) ?? 0, tenure };
  });
  const groups = groupsOf(customers);
  const large = fitCounts(MBG_NBD, groups);
  const elsewhere = fitCounts(MBG_NBD, groups, { start: [3, 1, 0.1, 40] });
  expect(large.hasConverged).toBe(true);
  expect(elsewhere.hasConverged).toBe(true);
  for (const [index, parameter] of large.parameters.entries()) {
    expect(Math.abs(elsewhere.parameters[index]! / parameter - 1)).toBeLessThan(1e-3);
  }
});

it("standard errors are not given at a boundary", () => {
  const loyal = groupsOf([
    { frequency: 10, recency: 39, tenure: 40, weight: 40 },
    { frequency: 20, recency: 39, tenure: 40, weight: 40 },
  ]);
  for (const model of [BG_NBD, MBG_NBD, PARETO_NBD]) {
    expect(standardErrors(fitCounts(model, loyal, { hasPrior: false }), loyal)).toBeNull();
  }
});

describe("the spend model on a shop that follows it", () => {
  const [p, q, v] = [5, 3.5, 40];
  const random = seededRandom(13);
  const purchases = Int32Array.from({ length: CUSTOMERS }, () => 1 + Math.floor(4 * random()));
  const mean = Float64Array.from(purchases, (count) => {
    const rate = randomGamma(q, random) / v;
    return randomGamma(p * count, random) / rate / count;
  });

  it.each([true, false])("finds its parameters, prior %s", (hasPrior) => {
    const fit = fitSpend({ basis: "all", count: CUSTOMERS, purchases, mean }, { hasPrior });
    expect(fit.hasConverged).toBe(true);
    expect(fit.finding).toBeNull();
    expect(Math.abs(fit.parameters!.p / p - 1)).toBeLessThan(0.1);
    expect(Math.abs(fit.parameters!.q / q - 1)).toBeLessThan(0.1);
    expect(Math.abs(fit.populationMean / ((p * v) / (q - 1)) - 1)).toBeLessThan(0.05);
  });
});
