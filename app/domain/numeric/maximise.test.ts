import { describe, expect, it } from "vitest";
import { inverseCurvature, maximise, type Objective } from "./maximise";

const hill: Objective = ([x = 0, y = 0], gradient) => {
  gradient[0] = -2 * (x - 3);
  gradient[1] = -200 * (y + 1);
  return 5 - (x - 3) ** 2 - 100 * (y + 1) ** 2;
};

/** Rosenbrock's valley, upside down. */
const valley: Objective = ([x = 0, y = 0], gradient) => {
  gradient[0] = 2 * (1 - x) + 400 * x * (y - x * x);
  gradient[1] = -200 * (y - x * x);
  return -((1 - x) ** 2) - 100 * (y - x * x) ** 2;
};

describe("maximise", () => {
  it.each([
    ["a hill", hill, [0, 0], [3, -1]],
    ["a curved valley", valley, [-1.2, 1], [1, 1]],
  ] as const)("finds the top of %s", (_, objective, start, top) => {
    const { point, isStationary, gradient } = maximise(objective, start, { tolerance: 1e-9 });
    expect(isStationary).toBe(true);
    expect(Array.from(point)).toEqual(top.map((coordinate) => expect.closeTo(coordinate, 6)));
    expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-6);
  });

  it("stays at a top it starts from", () => {
    expect(maximise(hill, [3, -1], { tolerance: 1e-9 })).toMatchObject({ iterations: 0, isStationary: true, value: 5 });
  });

  it("takes few steps from a start near the top", () => {
    const options = { tolerance: 1e-9 };
    const far = maximise(hill, [2, -0.5], options);
    const near = maximise(hill, [2, -0.5], { ...options, inverse: inverseCurvature(hill, Float64Array.of(2, -0.5)) });
    expect(near.isStationary).toBe(true);
    expect(Array.from(near.point)).toEqual([expect.closeTo(3, 6), expect.closeTo(-1, 6)]);
    expect(near.iterations).toBeLessThan(far.iterations);
  });

  it("takes a start that is not near after all", () => {
    const inverse = inverseCurvature(valley, Float64Array.of(-1.2, 3));
    const { point } = maximise(valley, [-1.2, 3], { tolerance: 1e-9, inverse });
    expect(Array.from(point)).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
  });

  it("keeps inside where the function is defined", () => {
    const logarithm: Objective = ([x = 0], gradient) => {
      gradient[0] = 1 / x - 1;
      return x > 0 ? Math.log(x) - x : Number.NEGATIVE_INFINITY;
    };
    expect(maximise(logarithm, [0.01], { tolerance: 1e-9 }).point[0]).toBeCloseTo(1, 6);
  });

  it("ends on a slope without a top", () => {
    const slope: Objective = (point, gradient) => {
      gradient[0] = 1;
      return point[0]!;
    };
    const { isStationary, iterations } = maximise(slope, [0], { tolerance: 1e-9, maxIterations: 20 });
    expect(isStationary).toBe(false);
    expect(iterations).toBeLessThanOrEqual(20);
  });

  it("gives back a start that is not defined", () => {
    const nowhere: Objective = () => Number.NEGATIVE_INFINITY;
    expect(maximise(nowhere, [1, 2], { tolerance: 1e-9 })).toMatchObject({ isStationary: false, iterations: 0 });
  });

  it("never moves a component further than the longest step", () => {
    const seen: number[] = [];
    const watched: Objective = (point, gradient) => {
      seen.push(point[0]!);
      return hill(point, gradient);
    };
    maximise(watched, [-50, -1], { tolerance: 1e-9, maxStep: 1 });
    expect(seen[1]! - seen[0]!).toBeLessThanOrEqual(1);
  });
});
