import { describe, expect, it } from "vitest";
import exactCases from "../../../../test/fixtures/clv/exact-cases.json";
import { groupsOf } from "../../../../test/support/purchases/purchase-logs";
import { BG_NBD, MBG_NBD, betaGeometric } from "./beta-geometric";
import type { CountModel } from "./count-model";
import { PARETO_NBD } from "./pareto-nbd";

const MODELS = [BG_NBD, MBG_NBD, PARETO_NBD];

/**
 * Pareto/NBD customers silent for 64 weeks after 300 purchases: the fixture's P(alive) is off in the eighth digit
 * there. These were computed apart, by 40-digit quadrature (mpmath).
 */
const PRECISE = new Map([
  [0.5534, { palive: 5.727227328973755e-105, expected: 6.946851629912377e-103 }],
  [0.5143, { palive: 6.88631559000362e-117, expected: 9.530977403570101e-115 }],
  [10.465, { palive: 1.0261819561162353e-128, expected: 8.880226670530383e-127 }],
  [0.742, { palive: 2.843809403634229e-104, expected: 3.630816138630115e-102 }],
  [0.8, { palive: 3.45940090608721e-114, expected: 4.065238232209799e-112 }],
  [1.449, { palive: 2.6802051653837904e-69, expected: 2.525753628701333e-67 }],
]);

const relativeError = (value: number, exact: number) => Math.abs(value / exact - 1);

describe.each(MODELS)("$name against values of 60 digits", (model) => {
  const cases = exactCases.cases.filter((exact) => exact.model === model.name);

  it("has cases", () => expect(cases.length).toBeGreaterThan(15));

  it.each(cases)("$params: x $x, t_x $t_x, T $T", ({ params, x, t_x: recency, T: tenure, t, ll, palive, expected }) => {
    const customer = { frequency: x, recency, tenure };
    const precise = model === PARETO_NBD && x === 300 ? PRECISE.get(params[0]!)! : { palive, expected };
    const forecaster = model.forecaster(params);
    expect(relativeError(model.logLikelihood(params, groupsOf([customer]), new Float64Array(4)), ll)).toBeLessThan(
      1e-8,
    );
    expect(relativeError(forecaster.probabilityAlive(customer), precise.palive)).toBeLessThan(1e-8);
    expect(relativeError(forecaster.expectedPurchases(customer, t), precise.expected)).toBeLessThan(1e-8);
  });
});

const slope = (
  model: CountModel,
  parameters: readonly number[],
  index: number,
  groups: ReturnType<typeof groupsOf>,
) => {
  const at = (factor: number) =>
    model.logLikelihood(
      parameters.map((parameter, i) => (i === index ? parameter * factor : parameter)),
      groups,
      new Float64Array(4),
    );
  const step = 1e-5;
  return (at(1 + step) - at(1 - step)) / (2 * step * parameters[index]!);
};

describe.each([
  ...MODELS,
  betaGeometric({ name: "bgcnbd-3", leavesAfterFirst: false, regularity: 3 }),
  betaGeometric({ name: "mbgcnbd-2", leavesAfterFirst: true, regularity: 2 }),
])("the gradient of $name", (model) => {
  const exact = exactCases.cases.filter(({ model: name }) => name === model.name).map(({ params }) => params);
  const sets =
    exact.length > 0
      ? exact
      : [
          [0.5, 4, 0.8, 2.4],
          [2.5, 1.5, 0.3, 5],
        ];

  it("is that of central differences", () => {
    const groups = groupsOf([
      { frequency: 0, recency: 0, tenure: 39, weight: 5 },
      { frequency: 2, recency: 30.43, tenure: 38.86 },
      { frequency: 5, recency: 20, tenure: 20, logGaps: 3 },
      { frequency: 60, recency: 51, tenure: 52, weight: 2, logGaps: 4 },
    ]);
    for (const set of sets) {
      const gradient = new Float64Array(4);
      model.logLikelihood(set, groups, gradient);
      for (const index of set.keys()) {
        const numeric = slope(model, set, index, groups);
        expect(Math.abs(gradient[index]! - numeric) / (1 + Math.abs(numeric)), `${set} ${index}`).toBeLessThan(1e-6);
      }
    }
  });
});
