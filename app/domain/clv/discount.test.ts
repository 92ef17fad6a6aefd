import { describe, expect, it } from "vitest";
import { discountedResidualTransactions } from "../../../test/support/purchases/discounted-transactions";
import { discountedShare, discountedShares, discountFactor } from "./discount";
import { DAYS_PER_MONTH } from "./forecast-months";
import { PARETO_NBD } from "./models/pareto-nbd";

/** Of the CDNOW sample (Fader, Hardie and Lee 2005). */
const CDNOW = [0.5533, 10.578, 0.6061, 11.6675];
const forecaster = PARETO_NBD.forecaster(CDNOW);
const customers = [
  { frequency: 0, recency: 0, tenure: 38.86 },
  { frequency: 2, recency: 30.43, tenure: 38.86 },
  { frequency: 7, recency: 29.43, tenure: 38.86 },
];

describe("discountFactor", () => {
  it("takes money of a month to come in its middle", () => {
    expect(discountFactor(21, 6.5)).toBeCloseTo(1 / 1.1, 12);
    expect(discountFactor(0, 24)).toBe(1);
  });
});

describe("discountedShares", () => {
  it("reaches the closed form of discounted purchases over all time to come", () => {
    // At 60% a year a month's middle stands for its days, and nothing is left after forty years.
    const months = 40 * 12;
    const weeklyRate = (Math.log(1.6) / 365.25) * 7;
    for (const customer of customers) {
      const bought = forecaster.expectedPurchases(customer, (months * DAYS_PER_MONTH) / 7);
      const [share] = discountedShares(forecaster, customer, [months], 60);
      const dert = discountedResidualTransactions(CDNOW, customer, weeklyRate);
      expect(Math.abs((share! * bought) / dert - 1)).toBeLessThan(1e-3);
    }
  });

  it("falls with the rate and with the horizon, and is whole without a rate", () => {
    for (const customer of customers) {
      expect(discountedShares(forecaster, customer, [6, 12, 24], 0)).toEqual([1, 1, 1]);
      const [half, year, both] = discountedShares(forecaster, customer, [6, 12, 24], 10);
      expect(half).toBeLessThan(1);
      expect(year).toBeLessThan(half!);
      expect(both).toBeLessThan(year!);
      expect(discountedShares(forecaster, customer, [12], 20)[0]).toBeLessThan(year!);
      expect(discountedShares(forecaster, customer, [24, 6], 10)).toEqual([both, half]);
    }
  });

  it("is whole of nobody who will buy", () => {
    expect(discountedShares({ expectedPurchases: () => 0 }, customers[0]!, [12], 10)).toEqual([1]);
  });
});

describe("discountedShare", () => {
  it("weighs months by what falls in them", () => {
    expect(discountedShare([3, 1], 21)).toBeCloseTo((3 * discountFactor(21, 1) + discountFactor(21, 2)) / 4, 12);
    expect(discountedShare([0, 0], 21)).toBe(1);
  });
});
