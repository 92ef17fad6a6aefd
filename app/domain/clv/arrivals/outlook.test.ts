import { describe, expect, it } from "vitest";
import { simulatedPurchases } from "../../../../test/support/purchases/simulated-purchases";
import type { PurchaseLog } from "~/domain/clv/log/purchase-log";
import { REFERENCE, shopModelsAt } from "~/domain/clv/shop-models";
import { arrivalsByMonth } from "./arrivals-by-month";
import { valueOfArrivals } from "./new-customer";
import { arrivalOutlook, outlookOf, outlookRange, withExisting } from "./outlook";
import { outlookShortage } from "./outlook-readiness";
import { outlookCame } from "./outlook-sums";
import type { PastOutlooks } from "./past-outlooks";

const log = (...customers: (readonly [day: number, value: number])[][]): PurchaseLog => ({
  customers: customers.map((_, index) => String(index)),
  starts: Int32Array.from(
    [0, ...customers.keys()].map((_, index) => sum(customers.slice(0, index).map((own) => own.length))),
  ),
  days: Int32Array.from(customers.flat().map(([day]) => day)),
  values: Float64Array.from(customers.flat().map(([, value]) => value)),
});
const QUIET = { key: "outlookQuiet", values: { months: 3 } } as const;
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe("arrivalsByMonth", () => {
  it("counts first purchases back from the end of the day, whole months alone", () => {
    // The last month holds days 70 to 100, the one before 40 to 69, and day 5 lies in one that is not whole.
    const days = [100, 71, 69, 40, 5].map((day) => [[day, 1] as const]);
    expect(arrivalsByMonth(log(...days, [[150, 1]]), 100)).toEqual([0, 2, 2]);
    expect(arrivalsByMonth(log([[100, 1]]), 100)).toEqual([]);
  });
});

describe("outlookCame", () => {
  it("parts what was bought by who had bought before", () => {
    const known = log(
      [
        [1, 10],
        [15, 20],
        [40, 5],
      ],
      [
        [12, 30],
        [19, 1],
      ],
      [[25, 100]],
    );
    expect(outlookCame(known, 10, 10)).toEqual({ newCustomers: 1, existing: 20, arriving: 31 });
  });
});

describe("valueOfArrivals", () => {
  it("gives each month its first purchases and the later ones of those who came before", () => {
    const value = valueOfArrivals([10, 0, 20], { firstValue: 5, laterValue: (months) => 2 * months });
    // Who comes at any time of a month has half of it left.
    expect(value.map((each) => Math.round(each * 1e9) / 1e9)).toEqual([60, 20, 140]);
  });
});

describe("outlookShortage", () => {
  it("asks for a year, a hundred new customers in it, and somebody lately", () => {
    const year = new Array<number>(12).fill(10);
    expect(outlookShortage(year)).toBeNull();
    expect(outlookShortage(year.slice(1))).toMatchObject({ values: { months: "11", customers: "enough" } });
    expect(outlookShortage(year.map(() => 8))).toMatchObject({ values: { months: "enough", customers: "96" } });
    expect(outlookShortage([...year, 0, 0, 0])).toMatchObject({ key: "outlookShort" });
    expect(outlookShortage([...year.map(() => 20), 0, 0, 0])).toEqual(QUIET);
  });
});

const nothing: PastOutlooks = { months: 12, isMature: false, cuts: [] };
const cutsOff = (factor: number): PastOutlooks => {
  const expected = { newCustomers: 1000, existing: 1e6, arriving: 1e6 };
  const came = { newCustomers: 1000 * factor, existing: 1e6 * factor, arriving: 1e6 * factor };
  return { months: 12, isMature: true, cuts: new Array(6).fill({ expected, came }) };
};
const width = (past: PastOutlooks, months = 12) => {
  const [low, high] = outlookRange(past, "arriving", 1e6, months)!;
  return Math.log(high / low);
};

describe("outlookRange", () => {
  it("is the wider the farther off earlier outlooks were, and the farther it looks", () => {
    expect(width(cutsOff(1.3))).toBeGreaterThan(width(cutsOff(1.1)));
    expect(width({ ...cutsOff(1.3), months: 3 })).toBeGreaterThan(width(cutsOff(1.3)));
    expect(width(nothing)).toBeGreaterThan(width(cutsOff(1.1)));
    expect(outlookRange(nothing, "arriving", 0, 12)).toBeNull();
  });
});

describe("outlookOf", () => {
  const arrivals = {
    name: "structural" as const,
    past: cutsOff(1.2),
    newCustomers: new Array<number>(12).fill(10.4),
    value: new Array<number>(12).fill(1000.4),
  };
  const shares = Array.from({ length: 12 }, (_, month) => 12 - month);
  const existing = { expected: 50_001, interval: [40_000, 60_000] as const };

  it("adds up: months to parts, parts to the whole", () => {
    for (const percent of [0, 12]) {
      const outlook = outlookOf(arrivals, existing, shares, percent, 100);
      if (!outlook.isReady) throw new Error("there is an outlook");
      expect(sum(outlook.months.map((month) => month.existing))).toBe(50_001);
      expect(sum(outlook.months.map((month) => month.arriving))).toBe(outlook.arriving.expected);
      expect(outlook.together.expected).toBe(50_001 + outlook.arriving.expected);
      expect(outlook.months.map(({ fromDay }) => fromDay).slice(0, 3)).toEqual([101, 131, 162]);
      const { interval, expected } = outlook.together;
      expect(interval![0]).toBeLessThan(expected);
      expect(interval![1]).toBeGreaterThan(expected);
    }
  });

  it("discounts customers still to come, later months by more", () => {
    const outlook = outlookOf(arrivals, existing, shares, 12, 100);
    if (!outlook.isReady) throw new Error("there is an outlook");
    expect(outlook.arriving.expected / (12 * 1000.4)).toBeCloseTo(1.12 ** -0.5, 3);
    expect(outlook.months[11]!.arriving).toBeLessThan(outlook.months[0]!.arriving);
  });

  it("says why there is none, and follows customers who are no more", () => {
    const none = outlookOf(QUIET, existing, shares, 0, 100);
    expect(none).toEqual({ isReady: false, because: QUIET });
    expect(withExisting(none, existing)).toBe(none);
    const outlook = outlookOf(arrivals, existing, shares, 0, 100);
    const fewer = withExisting(outlook, { expected: 40_000, interval: null });
    if (!fewer.isReady || !outlook.isReady) throw new Error("there is an outlook");
    expect(fewer.together.expected).toBe(40_000 + outlook.arriving.expected);
    expect(withExisting(outlook, existing)).toBe(outlook);
  });
});

describe("arrivalOutlook", () => {
  it("foresees the new customers of a steady shop and what they bring", () => {
    const days = 3 * 365;
    const shop = simulatedPurchases({ customers: 1500, days, seed: 5 });
    const now = days - 366;
    const models = shopModelsAt(shop, now, { hasPrior: true });
    const { newCustomers, value, past } = arrivalOutlook(
      shop,
      models,
      (day) => shopModelsAt(shop, day, { hasPrior: true }),
      { ...REFERENCE, model: "mbgnbd", basis: "all" },
    );
    const came = outlookCame(shop, now, 365.25);
    expect(past.cuts.length).toBeGreaterThan(1);
    expect(Math.abs(Math.log(came.newCustomers / sum(newCustomers)))).toBeLessThan(0.15);
    expect(Math.abs(Math.log(came.arriving / sum(value)))).toBeLessThan(0.25);
  });
});
