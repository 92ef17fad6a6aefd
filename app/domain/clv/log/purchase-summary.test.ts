import { describe, expect, it } from "vitest";
import { purchaseLog } from "../../../../test/support/purchases/purchase-log";
import { customersAt, groupSummaries } from "./purchase-summary";

const log = purchaseLog(
  [
    ["regular", [0, 7, 21, 28]],
    ["later", [40]],
    ["once", [10]],
    ["also once", [10]],
  ].flatMap(([customer, days]) => (days as number[]).map((day) => ({ customer: customer as string, day, value: 1 }))),
);

describe("customersAt", () => {
  it("counts repeat days, the days to the last and to the end, and the gaps, up to the day", () => {
    const at = customersAt(log, 27);
    expect([...at.customers]).toEqual([0, 2, 3]);
    expect([...at.frequency]).toEqual([2, 0, 0]);
    expect([...at.recencyDays]).toEqual([21, 0, 0]);
    expect([...at.tenureDays]).toEqual([27, 17, 17]);
    expect([...at.logGaps]).toEqual([expect.closeTo(Math.log(1) + Math.log(2), 12), 0, 0]);
  });

  it("includes the day itself", () => {
    expect(customersAt(log, 28).frequency[0]).toBe(3);
    expect(customersAt(log, 40).count).toBe(4);
  });
});

describe("groupSummaries", () => {
  it("puts equal customers together, sorted by frequency, in weeks that are not rounded", () => {
    const { groups, groupOf } = groupSummaries(customersAt(log, 27));
    expect(groups.count).toBe(2);
    expect([...groupOf]).toEqual([1, 0, 0]);
    expect([...groups.frequency]).toEqual([0, 2]);
    expect([...groups.recency]).toEqual([0, 3]);
    expect([...groups.tenure]).toEqual([17 / 7, 27 / 7]);
    expect([...groups.weight]).toEqual([2, 1]);
    expect(groups.logGaps[1]).toBeCloseTo(Math.log(2), 12);
  });

  it("refuses who cannot be a customer, and days beyond any history", () => {
    const summary = (frequency: number, recency: number, tenure: number) => ({
      count: 1,
      frequency: Int32Array.of(frequency),
      recencyDays: Int32Array.of(recency),
      tenureDays: Int32Array.of(tenure),
      logGaps: Float64Array.of(0),
    });
    for (const [frequency, recency, tenure] of [
      [-1, 0, 10],
      [1, -1, 10],
      [1, 11, 10],
      [0, 0, 65_536],
    ] as const) {
      expect(() => groupSummaries(summary(frequency, recency, tenure))).toThrow("not a customer");
    }
    for (const tenure of [0, 10, 65_535]) {
      const { groups } = groupSummaries(summary(1, tenure, tenure));
      expect([groups.frequency[0], groups.recency[0], groups.tenure[0]]).toEqual([1, tenure / 7, tenure / 7]);
    }
  });

  it("takes the mean regularity of customers who differ in nothing else", () => {
    const alike = purchaseLog(
      [
        ["early return", [0, 7, 28]],
        ["even pace", [0, 14, 28]],
      ].flatMap(([customer, days]) =>
        (days as number[]).map((day) => ({ customer: customer as string, day, value: 1 })),
      ),
    );
    const { groups } = groupSummaries(customersAt(alike, 28));
    expect([...groups.weight]).toEqual([2]);
    expect(groups.logGaps[0]).toBeCloseTo((Math.log(3) + 2 * Math.log(2)) / 2, 12);
  });
});
