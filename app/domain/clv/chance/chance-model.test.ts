import { describe, expect, it } from "vitest";
import { logGamma } from "~/domain/numeric/gamma";
import { randomBeta, randomExponential, randomGamma, seededRandom } from "~/domain/numeric/random";
import { BG_NBD, betaGeometric, MBG_NBD } from "~/domain/clv/models/beta-geometric";
import type { CountModel, CustomerSummary } from "~/domain/clv/models/count-model";
import { PARETO_NBD } from "~/domain/clv/models/pareto-nbd";
import { weeksToPurchase } from "./next-purchase";
import { reliability } from "./reliability";

const CUSTOMERS: readonly CustomerSummary[] = [
  { frequency: 2, recency: 30.43, tenure: 38.86 },
  { frequency: 0, recency: 0, tenure: 38.86 },
  { frequency: 1, recency: 1.71, tenure: 38.86 },
  { frequency: 26, recency: 30.86, tenure: 31 },
  { frequency: 0, recency: 0, tenure: 0 },
];
const BETA_GEOMETRIC = [0.243, 4.414, 0.793, 2.426];
const PARETO = [0.553, 10.578, 0.606, 11.669];

/** Integral over all positive numbers by the trapezoidal rule on their logarithms, which is exact to rounding here. */
function overPositive(of: (value: number, log: number) => number): number {
  const [from, to, step] = [-120, 12, 0.05];
  let sum = 0;
  for (let log = from; log <= to; log += step) sum += of(Math.exp(log), log) * Math.exp(log) * step;
  return sum;
}

const gammaDensity = (shape: number, rate: number) => (value: number, log: number) =>
  Math.exp(shape * Math.log(rate) - logGamma(shape) + (shape - 1) * log - rate * value);

/** P(at least one purchase in t), from the posterior of rate and leaving probability, integrated without a closed form. */
function integratedBetaGeometric(
  leavesAfterFirst: boolean,
  { frequency: x, recency, tenure }: CustomerSummary,
  t: number,
) {
  const [r, alpha, a, b] = BETA_GEOMETRIC as [number, number, number, number];
  const density = gammaDensity(r, alpha);
  const rates = (until: number, weight: (rate: number) => number) =>
    overPositive((rate, log) => Math.exp(x * log - rate * until) * weight(rate) * density(rate, log));
  // p = o / (1 + o): with odds o over all positive numbers.
  const leaving = (stayed: number, left: number) =>
    overPositive((_, log) => Math.exp((a + left - 1) * log - (a + b + stayed + left) * Math.log1p(Math.exp(log))));
  const stays = leavesAfterFirst ? x + 1 : x;
  const active = leaving(stays, 0);
  const gone = stays > 0 ? leaving(stays - 1, 1) * rates(recency, () => 1) : 0;
  return (active * rates(tenure, (rate) => -Math.expm1(-rate * t))) / (active * rates(tenure, () => 1) + gone);
}

/** The same of Pareto/NBD: both rates are integrated over. */
function integratedPareto({ frequency: x, recency, tenure }: CustomerSummary, t: number) {
  const [r, alpha, s, beta] = PARETO as [number, number, number, number];
  const [buying, leaving] = [gammaDensity(r, alpha), gammaDensity(s, beta)];
  let [bought, all] = [0, 0];
  const [from, to, step] = [-60, 8, 0.1];
  for (let u = from; u <= to; u += step) {
    const lambda = Math.exp(u);
    for (let v = from; v <= to; v += step) {
      const mu = Math.exp(v);
      const both = lambda + mu;
      const weight = buying(lambda, u) * leaving(mu, v) * lambda * mu * Math.exp(x * u);
      const active = Math.exp(-both * tenure);
      bought += (weight * active * lambda * -Math.expm1(-both * t)) / both;
      all += weight * (active + (mu / both) * (Math.exp(-both * recency) - active));
    }
  }
  return bought / all;
}

describe("chance to buy", () => {
  it.each(CUSTOMERS)("of $frequency purchases, the last at $recency of $tenure, is its integral", (customer) => {
    for (const weeks of [30 / 7, 90 / 7]) {
      for (const model of [BG_NBD, MBG_NBD]) {
        const exact = integratedBetaGeometric(model === MBG_NBD, customer, weeks);
        expect(model.forecaster(BETA_GEOMETRIC).probabilityOfPurchase(customer, weeks)).toBeCloseTo(exact, 9);
      }
      const exact = integratedPareto(customer, weeks);
      expect(PARETO_NBD.forecaster(PARETO).probabilityOfPurchase(customer, weeks)).toBeCloseTo(exact, 7);
    }
  });

  it.each([
    { model: BG_NBD, parameters: BETA_GEOMETRIC },
    { model: PARETO_NBD, parameters: PARETO },
    {
      model: betaGeometric({ name: "mbgcnbd-2", leavesAfterFirst: true, regularity: 2 }),
      parameters: [1.2, 5, 0.8, 2.4],
    },
  ])("of $model.name is how often its customers buy", ({ model, parameters }) => {
    const random = seededRandom(3);
    const forecaster = model.forecaster(parameters);
    for (const customer of CUSTOMERS.slice(0, 4)) {
      const simulate = forecaster.simulator(customer);
      const draws = 20_000;
      let bought = 0;
      for (let draw = 0; draw < draws; draw++) bought += simulate(90 / 7, random) > 0 ? 1 : 0;
      const chance = forecaster.probabilityOfPurchase(customer, 90 / 7);
      expect(Math.abs(bought / draws - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / draws) + 1e-4);
    }
  });

  it("comes true as often as said, in a shop that follows the model", () => {
    const random = seededRandom(4);
    const [r, alpha, a, b] = BETA_GEOMETRIC as [number, number, number, number];
    const forecaster = BG_NBD.forecaster(BETA_GEOMETRIC);
    const size = 40_000;
    const [chances, came] = [new Float64Array(size), new Float64Array(size)];
    for (let index = 0; index < size; index++) {
      const rate = randomGamma(r, random) / alpha;
      const leaves = randomBeta(a, b, random);
      const tenure = 10 + 40 * random();
      let customer = { frequency: 0, recency: 0, tenure };
      for (let at = randomExponential(random) / rate; at < tenure + 90 / 7; at += randomExponential(random) / rate) {
        if (at > tenure) {
          came[index] = 1;
          break;
        }
        customer = { frequency: customer.frequency + 1, recency: at, tenure };
        if (random() < leaves) break;
      }
      chances[index] = forecaster.probabilityOfPurchase(customer, 90 / 7);
    }
    const rows = reliability(chances, came);
    expect(rows.length).toBeGreaterThan(8);
    for (const { customers, expected, actual } of rows) {
      expect(Math.abs(actual - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / customers) + 1e-3);
    }
  });
});

describe("weeks to the next purchase", () => {
  const FARTHEST = 260;
  const MODELS: readonly { model: CountModel; parameters: readonly number[] }[] = [
    { model: BG_NBD, parameters: BETA_GEOMETRIC },
    { model: MBG_NBD, parameters: BETA_GEOMETRIC },
    { model: PARETO_NBD, parameters: PARETO },
    {
      model: betaGeometric({ name: "mbgcnbd-3", leavesAfterFirst: true, regularity: 3 }),
      parameters: [1.2, 5, 0.8, 2.4],
    },
  ];

  it.each(MODELS)("is where the chance of $model.name reaches the share, or endless where it never does", (each) => {
    const forecaster = each.model.forecaster(each.parameters);
    let reached = 0;
    for (const customer of CUSTOMERS) {
      for (const share of [0.1, 0.25, 0.75, 0.99]) {
        const weeks = weeksToPurchase(forecaster, customer, share, FARTHEST);
        if (weeks === Infinity) {
          expect(forecaster.probabilityOfPurchase(customer, FARTHEST)).toBeLessThan(share);
          continue;
        }
        reached += 1;
        expect(forecaster.probabilityOfPurchase(customer, weeks)).toBeGreaterThanOrEqual(share - 1e-8);
        expect(forecaster.probabilityOfPurchase(customer, weeks - 0.02)).toBeLessThan(share);
      }
    }
    expect(reached).toBeGreaterThan(3);
  });
});
