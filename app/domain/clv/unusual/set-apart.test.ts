import { describe, expect, it, vi } from "vitest";
import { purchaseLog } from "../../../../test/support/purchases/purchase-log";
import { dayOf, purchasesOf, readCdnow, robot } from "../../../../test/support/purchases/purchase-logs";
import { simulatedPurchases } from "../../../../test/support/purchases/simulated-purchases";
import { TEST_DATA_MISSING, testData } from "../../../../test/support/test-data";
import { forecastShop, type ReadyForecast } from "~/domain/clv/forecast-shop";
import type { PurchaseEvent, PurchaseLog } from "~/domain/clv/log/purchase-log";

vi.setConfig({ testTimeout: 120_000 });

/** Others' forecasts may move by so much. */
const LIMIT = 0.25;

function forecastOf(log: PurchaseLog, day: number, setsApart = true): ReadyForecast {
  const result = forecastShop(log, day, { horizonsMonths: [12], setsApart });
  if (result.status !== "forecast") throw new Error("no forecast");
  return result;
}

/** By how much a forecast of the customers of a log moves, at the most, when others join them. */
function largestMove(
  log: PurchaseLog,
  day: number,
  { columns: before }: ReadyForecast,
  others: readonly PurchaseEvent[],
  setsApart = true,
): number {
  const { columns: after } = forecastOf(purchaseLog([...purchasesOf(log, day), ...others]), day, setsApart);
  let largest = 0;
  for (const part of ["expectedPurchases", "expectedValue"] as const) {
    const [was, is] = [before[part][0]!, after[part][0]!];
    was.forEach((amount, row) => {
      if (amount > 1e-6) largest = Math.max(largest, Math.abs(is[row]! / amount - 1));
    });
  }
  return largest;
}

/** Who plagues a shop that was open from one day to another, by what they are. */
const PLAGUES: Readonly<Record<string, (first: number, last: number) => PurchaseEvent[]>> = {
  "a bot of 2,000 orders": (first, last) => robot("bot", first, last, 2000),
  "a bot that began late": (first, last) => robot("bot", Math.round((first + 2 * last) / 3), last, 2000),
  "a bot that stopped": (first, last) => robot("bot", first, Math.round((first + last) / 2), 2000),
  "a till of every other day": (first, last) => robot("till", first, last, Math.round((last - first) / 2)),
  "ten bots": (first, last) =>
    Array.from({ length: 10 }, (_, index) => robot(`bot ${index}`, first + index, last - index, 2000)).flat(),
  "a slip of the keyboard": (_, last) => robot("slip", last - 40, last - 40, 1, 9_999_999),
  "a test account of cents": (first, last) => robot("test", first, last, 12, 0.01),
};

/** Like CDNOW: many buy once, few often, and half leave early. */
const SHOP = simulatedPurchases({ customers: 1500, days: 540, seed: 11, leaving: 0.4 });
const END = 540;

describe("customers set apart", () => {
  const before = forecastOf(SHOP, END);

  it.each(Object.keys(PLAGUES))("%s moves nobody else's forecast beyond the limit", (name) => {
    expect(largestMove(SHOP, END, before, PLAGUES[name]!(0, END))).toBeLessThanOrEqual(LIMIT);
  });

  it("would move others far beyond it if kept among them", () => {
    expect(largestMove(SHOP, END, before, PLAGUES["a bot of 2,000 orders"]!(0, END), false)).toBeGreaterThan(LIMIT);
  });

  it("leaves a shop without any as it is", () => {
    expect({ ...before, unusual: null }).toEqual(forecastOf(SHOP, END, false));
  });

  it("keeps a forecast of their own for wholesalers, at their own pace", () => {
    const others = [...robot("wholesaler", 0, END, 400, 900), ...robot("left", 0, 200, 190, 900)];
    const log = purchaseLog([...others, ...purchasesOf(SHOP)]);
    const { columns, unusual, findings } = forecastOf(log, END);
    expect([...unusual!]).toEqual([
      [0, "frequency"],
      [1, "frequency"],
    ]);
    expect(findings).toContain("unusual_set_apart");
    expect(Array.from(columns.customers)).toEqual(Array.from(log.customers.keys()));
    const [purchases, value] = [columns.expectedPurchases[0]!, columns.expectedValue[0]!];
    const year = (400 / END) * 365;
    expect(purchases[0]).toBeGreaterThan(0.6 * year);
    expect(purchases[0]).toBeLessThan(1.1 * year);
    expect(value[0]! / purchases[0]!).toBeGreaterThan(800);
    expect(columns.probabilityAlive[0]).toBeGreaterThan(0.9);
    expect(columns.probabilityAlive[1]).toBeLessThan(0.01);
    expect(purchases[1]).toBeLessThan(1);
  });
});

const SAMPLE = testData("clv/cdnow_sample.csv");

describe.skipIf(!SAMPLE)(SAMPLE ? "CDNOW" : `CDNOW (${TEST_DATA_MISSING})`, () => {
  it("is forecast as before beside bots", async () => {
    const [first, last] = [dayOf("1997-01-01"), dayOf("1997-09-30")];
    const log = await readCdnow(SAMPLE!);
    const before = forecastOf(log, last);
    expect(before.unusual!.size).toBe(0);
    for (const name of ["a bot of 2,000 orders", "a bot that stopped", "ten bots"]) {
      expect(largestMove(log, last, before, PLAGUES[name]!(first, last)), name).toBeLessThanOrEqual(LIMIT);
    }
  });
});
