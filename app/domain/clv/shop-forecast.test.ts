import { describe, expect, it } from "vitest";
import { simulatedPurchases, type SimulatedShop } from "../../../test/support/purchases/simulated-purchases";
import { DAY_MS } from "~/domain/time/shop-time";
import type { ForecastInput } from "./log/forecast-input";
import { shopForecast } from "./shop-forecast";

function inputOf(shop: SimulatedShop): ForecastInput {
  const simulated = simulatedPurchases(shop);
  const log = { ...simulated, values: simulated.values.map((value) => Math.round(100 * value)) };
  const ends = log.starts.subarray(1);
  return {
    log,
    lastAt: Float64Array.from(ends, (end) => log.days[end - 1]! * DAY_MS),
    purchases: Int32Array.from(ends, (end, customer) => end - log.starts[customer]!),
    valueToDate: Float64Array.from(ends, (end, customer) =>
      log.values.subarray(log.starts[customer]!, end).reduce((sum, value) => sum + value, 0),
    ),
  };
}

describe("ranges", () => {
  const shop = { customers: 260, days: 199, seed: 3, leaving: 0.6 };
  const { summary } = shopForecast(inputOf(shop), shop.days);

  it("stand around every mean, of the shop, of groups and of acquisition months", () => {
    const parts = [summary, ...summary.groups, ...summary.cohorts];
    expect(parts.length).toBeGreaterThan(8);
    for (const { months } of parts) {
      for (const { purchases, purchasesInterval, value, valueInterval } of Object.values(months)) {
        expect(purchasesInterval![0]).toBeLessThan(purchases);
        expect(purchasesInterval![1]).toBeGreaterThan(purchases);
        expect(valueInterval![0]).toBeLessThan(value);
        expect(valueInterval![1]).toBeGreaterThan(value);
      }
    }
  });

  it("are narrower for the shop than for any part of it", () => {
    const width = ({ months }: Pick<typeof summary, "months">) => {
      const [low, high] = months[12].valueInterval!;
      return (high - low) / months[12].value;
    };
    for (const part of [...summary.groups, ...summary.cohorts]) expect(width(part)).toBeGreaterThan(width(summary));
  });
});

describe("expected loss", () => {
  it("of a customer whom the value takes for active is a part of that value", () => {
    // Value by BG/NBD, under which every customer of one purchase is active; who has left is told by MBG/NBD.
    const shop = { customers: 1500, days: 419, seed: 1, leaving: 0.5, leavesAfterFirst: false };
    const input = inputOf(shop);
    const { customers, summary } = shopForecast(input, shop.days);
    expect(summary.chosen).toMatchObject({ counts: "bgnbd", value: expect.stringMatching(/^bgnbd/) });
    const once = [...input.purchases.keys()].filter((customer) => input.purchases[customer] === 1);
    expect(once.length).toBeGreaterThan(100);
    for (const customer of once) {
      const { probabilityAlive, value, loss } = customers;
      expect(probabilityAlive[customer]).toBeLessThan(1);
      expect(loss[customer]).toBeLessThanOrEqual(value[12][customer]!);
      expect(Math.abs(loss[customer]! - value[12][customer]! * (1 - probabilityAlive[customer]!))).toBeLessThan(1);
    }
  });
});
