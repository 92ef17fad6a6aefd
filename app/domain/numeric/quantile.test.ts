import { expect, it } from "vitest";
import { quantile } from "./quantile";

it("interpolates between neighbours", () => {
  const values = [10, 20, 40];
  expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantile(values, share))).toEqual([10, 15, 20, 30, 40]);
  expect(quantile([7], 0.3)).toBe(7);
});

it("is unknown without values", () => {
  expect(quantile([], 0.5)).toBeNull();
});

it("refuses shares that are none", () => {
  for (const share of [-0.01, 1.01, NaN]) expect(() => quantile([1], share)).toThrow(RangeError);
});
