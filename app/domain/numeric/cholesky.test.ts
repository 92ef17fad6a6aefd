import { describe, expect, it } from "vitest";
import { cholesky, invertPositiveDefinite } from "./cholesky";

const matrix = [
  [4, 2, -2],
  [2, 10, 2],
  [-2, 2, 6],
];

describe("cholesky", () => {
  it("finds the triangular root", () => {
    expect(cholesky(matrix)!.map((row) => [...row])).toEqual([
      [2, 0, 0],
      [1, 3, 0],
      [-1, 1, 2],
    ]);
  });

  it.each([
    [
      "a saddle",
      [
        [1, 2],
        [2, 1],
      ],
    ],
    [
      "a ridge",
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      "nothing known",
      [
        [Number.NaN, 0],
        [0, 1],
      ],
    ],
  ])("is null for %s", (_, flat) => {
    expect(cholesky(flat)).toBeNull();
    expect(invertPositiveDefinite(flat)).toBeNull();
  });
});

it("the inverse times the matrix is the identity", () => {
  const inverse = invertPositiveDefinite(matrix)!;
  for (const [row, values] of matrix.entries()) {
    for (const column of values.keys()) {
      const product = values.reduce((sum, value, k) => sum + value * inverse[k]![column]!, 0);
      expect(product).toBeCloseTo(row === column ? 1 : 0, 14);
    }
  }
});
