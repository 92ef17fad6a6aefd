import { describe, expect, it } from "vitest";
import { digamma, digammaRise, logGamma, logRising } from "./gamma";

// 17 digits, by mpmath.
describe.each([
  [1e-5, 11.512919692895826, -100000.57719921567],
  [0.3, 1.0957979948180756, -3.502524222200133],
  [1.5, -0.12078223763524522, 0.03648997397857652],
  [9.9, 12.57717990421988, 2.2411803166063815],
  [10.1, 13.027526738633236, 2.262214357094148],
  [2500, 17057.12197600184, 7.823845997522959],
  [1e9, 19723265827.5037, 20.723265836446412],
])("at %d", (z, logarithm, derivative) => {
  it("the logarithm of the gamma function is exact to 1e-14", () => {
    expect(Math.abs(logGamma(z) - logarithm)).toBeLessThan(1e-14 * (1 + Math.abs(logarithm)));
  });

  it("the digamma function is exact to 1e-14", () => {
    expect(Math.abs(digamma(z) - derivative)).toBeLessThan(1e-14 * (1 + Math.abs(derivative)));
  });
});

describe("a rise by a count", () => {
  it.each([
    [0.5, 20, 40.2591360316061, 4.95934642072907],
    [3, 400, 2011.797964318607, 5.074911018951597],
    [1e8, 40, 736.8272375580935, 3.9999992200002056e-7],
  ])("from %d by %d is exact", (z, count, logarithm, derivative) => {
    expect(Math.abs(logRising(z, count) / logarithm - 1)).toBeLessThan(1e-13);
    expect(Math.abs(digammaRise(z, count) / derivative - 1)).toBeLessThan(1e-13);
  });

  it("by nothing is nothing", () => {
    expect(logRising(0.243, 0)).toBe(0);
    expect(digammaRise(0.243, 0)).toBe(0);
  });

  it("does not jump where the factors are no longer multiplied out", () => {
    expect(logRising(0.7, 17) - logRising(0.7, 16)).toBeCloseTo(Math.log(16.7), 12);
    expect(digammaRise(0.7, 17) - digammaRise(0.7, 16)).toBeCloseTo(1 / 16.7, 12);
  });
});
