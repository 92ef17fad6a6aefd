import { describe, expect, it } from "vitest";
import { mustBeWritten, withoutProducts } from "./list-upkeep";

const DAY_MS = 86_400_000;
const NOW = 100 * DAY_MS;
const ids = (count: number) => Array.from({ length: count }, (_, at) => String(at));
const standing = (listedIds: string[], daysAgo = 0, weights: number[] = []) => ({
  listedIds,
  weights,
  writtenAt: NOW - daysAgo * DAY_MS,
});
const isDue = (wanted: string[], before: ReturnType<typeof standing> | undefined, wrong: string[] = []) =>
  mustBeWritten({ listedIds: wanted, weights: [] }, before, NOW, (id) => wrong.includes(id));
const swapped = (list: string[], at: number) => list.with(at, list[at + 1]!).with(at + 1, list[at]!);

describe("mustBeWritten", () => {
  it("is so for a list that does not stand yet, and never for one that is the same", () => {
    expect(isDue(ids(12), undefined)).toBe(true);
    expect(isDue(ids(12), standing(ids(12), 400), ["3"])).toBe(false);
  });

  it("is so at once when one of the eight products shown changes", () => {
    expect(isDue(swapped(ids(12), 6), standing(ids(12)))).toBe(true);
    expect(isDue(ids(5), standing(ids(4)))).toBe(true);
  });

  it("waits a week for what stands behind them", () => {
    expect(isDue(swapped(ids(12), 8), standing(ids(12), 6))).toBe(false);
    expect(isDue(swapped(ids(12), 8), standing(ids(12), 7))).toBe(true);
    expect(isDue(ids(12), standing(ids(12), 6, [1, 2]))).toBe(false);
    expect(isDue(ids(12), standing(ids(12), 7, [1, 2]))).toBe(true);
  });

  it("does not wait where something stands there that must not", () => {
    expect(isDue(ids(11), standing(ids(12)), ["11"])).toBe(true);
  });
});

describe("withoutProducts", () => {
  it("takes products out with their weights, and is the same list where none was in it", () => {
    const list = { listedIds: ["a", "b", "c"], weights: [3, 2, 1] };
    expect(withoutProducts(list, (id) => id === "b")).toEqual({ listedIds: ["a", "c"], weights: [3, 1] });
    expect(withoutProducts(list, () => false)).toBe(list);
    expect(withoutProducts({ listedIds: ["a", "b"], weights: [] }, (id) => id === "a")).toEqual({
      listedIds: ["b"],
      weights: [],
    });
  });
});
