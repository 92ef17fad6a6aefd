import { describe, expect, it } from "vitest";
import { gaussLegendre } from "./gauss-legendre";

describe("gaussLegendre", () => {
  const integrate = (size: number, f: (x: number) => number) => {
    const { nodes, weights } = gaussLegendre(size);
    return nodes.reduce((sum, x, index) => sum + weights[index]! * f(x), 0);
  };

  it("has the known rule of three points", () => {
    const { nodes, weights } = gaussLegendre(3);
    expect([...nodes].sort()).toEqual([-Math.sqrt(0.6), 0, Math.sqrt(0.6)].map((x) => expect.closeTo(x, 14)));
    expect([...weights].sort()).toEqual([5 / 9, 5 / 9, 8 / 9].map((weight) => expect.closeTo(weight, 14)));
  });

  it.each([1, 2, 5, 16, 64])("is exact for polynomials up to degree 2 x %d - 1", (size) => {
    for (let degree = 0; degree < 2 * size; degree++) {
      expect(integrate(size, (x) => x ** degree)).toBeCloseTo(degree % 2 === 0 ? 2 / (degree + 1) : 0, 12);
    }
  });

  it("integrates what falls by e^-30", () => {
    expect(Math.abs(integrate(18, (x) => Math.exp(-15 * (x + 1))) * 15 - 1)).toBeLessThan(1e-12);
  });
});
