import { describe, expect, it } from "vitest";
import { daysUntilMeasurable } from "./when-measurable";

describe("when a lift could show", () => {
  it("is when the error has fallen to two fifths of the lift", () => {
    // ln 1.05 / (1.645 + 0.842) = 0.01962: twice that error takes four times the days.
    expect(daysUntilMeasurable(2 * 0.019622, 50)).toBe(150);
    expect(daysUntilMeasurable(0.0196, 50)).toBe(0);
    expect(daysUntilMeasurable(0.05, 50, 0.2)).toBe(0);
  });
  it("is not said where it would take more than two years", () => {
    expect(daysUntilMeasurable(0.2, 50)).toBeNull();
  });
});
