import { describe, expect, it } from "vitest";
import { REFERENCE } from "~/domain/clv/shop-models";
import type { Cut } from "./back-test";
import { compareForecasts } from "./compare";

const OTHER = { ...REFERENCE, model: "pnbd" };

/** A cut at which the other forecast has this loss, to which customers add so much; the reference has none. */
function cutOf(loss: number | null, influence: readonly number[], customers = [...influence.keys()]): Cut {
  const none = { loss: 0, influence: new Float64Array(influence.length) };
  return {
    models: { snapshot: { at: { customers: Int32Array.from(customers) } } },
    loss: (_: string, recipe: typeof OTHER) =>
      recipe === REFERENCE ? none : loss === null ? null : { loss, influence: Float64Array.from(influence) },
  } as unknown as Cut;
}

const compare = (...cuts: Cut[]) => compareForecasts("counts", OTHER, REFERENCE, cuts);

describe("compareForecasts", () => {
  it("takes the mean over cuts, and leaves out those that cannot tell", () => {
    expect(compare(cutOf(-0.2, [0, 0]), cutOf(0.1, [0, 0]))!.difference).toBeCloseTo(-0.05, 12);
    expect(compare(cutOf(-0.2, [0, 0]), cutOf(null, [0, 0]))!.difference).toBeCloseTo(-0.2, 12);
    expect(compare(cutOf(null, [0, 0]))).toBeNull();
    expect(compare()).toBeNull();
  });

  it("is as sure as customers agree, and the surer the more there are", () => {
    const of = (size: number) =>
      compare(
        cutOf(
          0,
          Array.from({ length: size }, (_, row) => (row % 2 ? 3 : -3)),
        ),
      )!;
    expect(of(100).standardError).toBeCloseTo(0.3, 12);
    expect(of(400).standardError).toBeCloseTo(0.15, 12);
  });

  it("takes other customers at a second cut for more evidence, and the same ones for none", () => {
    const noise = Array.from({ length: 100 }, (_, row) => (row % 2 ? 3 : -3));
    const others = noise.map((_, row) => 100 + row);
    expect(compare(cutOf(0, noise), cutOf(0, noise))!.standardError).toBeCloseTo(0.3, 12);
    expect(compare(cutOf(0, noise), cutOf(0, noise, others))!.standardError).toBeCloseTo(0.3 / Math.SQRT2, 12);
  });

  it("of a forecast with itself is nothing, and surely so", () => {
    expect(compareForecasts("counts", OTHER, OTHER, [cutOf(0.4, [2, -2])])).toEqual({
      difference: 0,
      standardError: 0,
    });
  });
});
