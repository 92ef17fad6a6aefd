import { describe, expect, it } from "vitest";
import { simulatedPurchases } from "../../../../test/support/purchases/simulated-purchases";
import { seasonRatio } from "./season";
import { REFERENCE, shopModelsAt } from "~/domain/clv/shop-models";

const column = (length: number, value: (i: number) => number) => Float64Array.from({ length }, (_, i) => value(i));

describe("seasonRatio", () => {
  it("is nearly the ratio of many customers, and 1 of few", () => {
    const bought = (i: number) => (i % 2 === 0 ? 2 : 0);
    expect(
      seasonRatio(
        column(10_000, bought),
        column(10_000, () => 0.5),
      ),
    ).toBeCloseTo(2, 2);
    expect(
      seasonRatio(
        column(3, bought),
        column(3, () => 0.5),
      ),
    ).toBeLessThan(2.4);
    expect(
      seasonRatio(
        column(40, bought),
        column(40, () => 0.95),
      ),
    ).toBe(1);
  });

  it("is 1 where nothing came or nothing was expected", () => {
    expect(
      seasonRatio(
        column(5, () => 0),
        column(5, () => 1),
      ),
    ).toBe(1);
    expect(
      seasonRatio(
        column(5, () => 1),
        column(5, () => 0),
      ),
    ).toBe(1);
  });
});

describe("a shop with a strong autumn", () => {
  const isAutumn = (day: number) => day % 365 >= 270;
  const log = simulatedPurchases({ customers: 3000, days: 1100, seed: 5, season: (day) => (isAutumn(day) ? 1 : 0.3) });

  it("is forecast up before autumn, down after it, once a year and a half is known", () => {
    const before = shopModelsAt(log, 730 + 269, { hasPrior: true }).season(REFERENCE, 90);
    const after = shopModelsAt(log, 730 + 10, { hasPrior: true }).season(REFERENCE, 90);
    expect(before?.counts).toBeGreaterThan(1.3);
    expect(after?.counts).toBeLessThan(0.95);
  });

  it("has no known season after a year and a quarter", () => {
    expect(shopModelsAt(log, 450, { hasPrior: true }).season(REFERENCE, 90)).toBeNull();
  });
});
