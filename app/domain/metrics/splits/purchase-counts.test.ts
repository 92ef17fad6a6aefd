import { describe, expect, it } from "vitest";
import { purchaseCountBands } from "./purchase-counts";

describe("purchaseCountBands", () => {
  it("adds up to all customers", () => {
    const bands = purchaseCountBands([
      { purchases: 1, customers: 5 },
      { purchases: 5, customers: 2 },
      { purchases: 40, customers: 1 },
    ]);
    expect(bands.map(({ customers }) => customers)).toEqual([5, 0, 0, 2, 0, 1]);
    expect(bands.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(purchaseCountBands([])).toEqual([]);
  });
  it("puts every number of purchases into one band", () => {
    const counts = [1, 2, 3, 4, 5, 6, 10, 11, 40].map((purchases, index) => ({ purchases, customers: 2 ** index }));
    expect(purchaseCountBands(counts).map(({ label, customers }) => [label, customers])).toEqual([
      ["1", 1],
      ["2", 2],
      ["3", 4],
      ["4 to 5", 8 + 16],
      ["6 to 10", 32 + 64],
      ["11 and more", 128 + 256],
    ]);
    expect(purchaseCountBands(counts)[0]?.share).toBe(1 / 511);
    expect(purchaseCountBands(counts).map(({ from, to }) => [from, to])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 5],
      [6, 10],
      [11, null],
    ]);
  });
  it("has no band without customers", () => {
    expect(purchaseCountBands([])).toEqual([]);
    expect(purchaseCountBands([{ purchases: 2, customers: 0 }])).toEqual([]);
  });
});
