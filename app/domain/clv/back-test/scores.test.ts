import { describe, expect, it } from "vitest";
import { scoresOf } from "./scores";

const columns = (forecast: number[], actual: number[]) =>
  scoresOf(Float64Array.from(forecast), Float64Array.from(actual));

describe("scoresOf", () => {
  it("takes errors per customer and of the total", () => {
    const { mae, rmse, totalError } = columns([1, 2, 3], [1, 0, 7]);
    expect(mae).toBe(2);
    expect(rmse).toBe(Math.sqrt(20 / 3));
    expect(totalError).toBe(6 / 8 - 1);
  });

  it("is perfect for what happened", () => {
    expect(columns([0, 1, 4, 2], [0, 1, 4, 2])).toMatchObject({ mae: 0, rmse: 0, gini: 1, spearman: 1, totalError: 0 });
  });

  it("gives -1 for the wrong way round", () => {
    const { gini, spearman } = columns([3, 2, 1], [1, 2, 3]);
    expect(gini).toBeCloseTo(-1, 12);
    expect(spearman).toBeCloseTo(-1, 12);
  });

  it("shares ranks and the Gini's places among equal forecasts, whatever their order", () => {
    // Ranks of the forecast 1.5, 1.5, 3; of the actual 1, 2, 3.
    const one = columns([1, 1, 2], [0, 1, 5]);
    const other = columns([1, 1, 2], [1, 0, 5]);
    expect(one.gini).toBe(other.gini);
    // (2 · (1.5 · 1 + 3 · 5) / (3 · 6) - 4 / 3) / (2 · (2 · 1 + 3 · 5) / (3 · 6) - 4 / 3)
    expect(one.gini).toBeCloseTo(0.5 / (5 / 9), 12);
    expect(one.spearman).toBeCloseTo(1.5 / Math.sqrt(1.5 * 2), 12);
  });

  it("takes floor(n / 10) of the highest forecasts, ties by input order", () => {
    const actual = [...Array<number>(18).fill(1), 5, 9];
    const forecast = [...Array<number>(18).fill(0), 1, 1];
    expect(columns(forecast, actual).top10Share).toBe(14 / 32);
    expect(columns([...forecast.slice(0, 19), 1, 1], [...actual, 7]).top10Share).toBe(14 / 39);
    expect(columns([1, 2, 3], [1, 2, 3]).top10Share).toBeNull();
  });

  it("has no ratios where nothing happened or all is alike", () => {
    const nothing = columns([1, 2], [0, 0]);
    expect(nothing).toEqual({
      mae: 1.5,
      rmse: Math.sqrt(2.5),
      pearson: null,
      spearman: null,
      gini: null,
      top10Share: null,
      totalError: null,
    });
    expect(columns([1, 2], [3, 3]).gini).toBeNull();
    const alike = Array<number>(7).fill(0.1);
    expect(columns(alike, [0, 1, 0, 2, 0, 0, 5])).toMatchObject({ pearson: null, spearman: null });
    expect(columns([1], [1])).toMatchObject({ mae: 0, gini: null, pearson: null, totalError: 0 });
  });

  it("refuses columns of different length, and none at all", () => {
    expect(() => columns([1], [1, 2])).toThrow("1 forecasts for 2 customers cannot be scored");
    expect(() => columns([], [])).toThrow(RangeError);
  });
});
