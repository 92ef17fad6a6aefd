import { describe, expect, it } from "vitest";
import { forecastArrivals } from "./arrival-model";
import { chooseArrivals } from "./choose-arrivals";

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const months = (count: number, of: (month: number) => number) =>
  Array.from({ length: count }, (_, month) => Math.round(of(month)));
const season = (month: number) => 1 + 0.5 * Math.cos((2 * Math.PI * month) / 12);

describe("forecastArrivals", () => {
  it("goes on as before where nothing changes", () => {
    for (const count of forecastArrivals(new Array<number>(24).fill(50), 12)) {
      expect(Math.abs(count / 50 - 1)).toBeLessThan(0.015);
    }
  });

  it("lets growth that it has seen fade", () => {
    const grown = months(24, (month) => 50 * 1.03 ** month);
    const next = forecastArrivals(grown, 12);
    expect(next[0]).toBeGreaterThan(grown.at(-3)!);
    expect(next.at(-1)).toBeGreaterThan(next[0]!);
    // Twelve more months of 3% would end at 50 x 1.03 ** 35.
    expect(next.at(-1)).toBeLessThan(50 * 1.03 ** 35);
  });

  it("knows a season after three years, and believes little of it after one", () => {
    const next = (years: number) =>
      forecastArrivals(
        months(12 * years, (month) => 80 * season(month)),
        12,
      );
    const [known, guessed] = [next(3), next(1)];
    for (const [month, count] of known.entries()) expect(Math.abs(count / (80 * season(month)) - 1)).toBeLessThan(0.1);
    const reach = (of: readonly number[]) => Math.max(...of) / Math.min(...of);
    expect(reach(known)).toBeGreaterThan(2.3);
    expect(reach(guessed)).toBeLessThan(reach(known));
  });

  it("is nothing where nobody came, and finite for months without anybody", () => {
    expect(forecastArrivals([0, 0, 0], 2)).toEqual([0, 0]);
    for (const count of forecastArrivals([5, 0, 0, 9, 0, 1, 0, 0, 2, 0, 0, 1], 12)) {
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThan(10);
    }
  });
});

describe("chooseArrivals", () => {
  it("keeps the model where nothing is clearly nearer, or there is nothing to tell", () => {
    expect(
      chooseArrivals(
        months(24, (month) => 50 * 1.03 ** month),
        12,
      ),
    ).toBe("structural");
    expect(chooseArrivals([10, 20, 30], 12)).toBe("structural");
  });

  it("takes a simple forecast that was clearly nearer", () => {
    // Years that repeat to the customer.
    const repeating = months(36, (month) => [10, 80, 20, 90, 15, 60, 5, 70, 30, 95, 12, 55][month % 12]!);
    const name = chooseArrivals(repeating, 12);
    expect(name).toBe("same-month");
    expect(sum(repeating.slice(-12))).toBe(542);
  });
});
