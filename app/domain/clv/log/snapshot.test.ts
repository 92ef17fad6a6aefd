import { describe, expect, it } from "vitest";
import { purchaseLog } from "../../../../test/support/purchases/purchase-log";
import { outcomeOf, perCustomer, repeatersIn, snapshotAt } from "./snapshot";

const log = purchaseLog(
  [
    ["often", [1, 10, 11, 15, 16, 20]],
    ["once", [10]],
    ["not yet", [11, 12]],
  ].flatMap(([customer, days]) =>
    (days as number[]).map((day) => ({ customer: customer as string, day, value: 2 ** day })),
  ),
);

describe("outcomeOf", () => {
  it("is what known customers bought after the day, up to the last day asked for", () => {
    const { counts, values } = outcomeOf(snapshotAt(log, 10), 5);
    expect([...counts]).toEqual([2, 0]);
    expect([...values]).toEqual([2 ** 11 + 2 ** 15, 0]);
  });

  it("is nothing where no days are asked for", () => {
    expect([...outcomeOf(snapshotAt(log, 10), 0).counts]).toEqual([0, 0]);
  });
});

describe("repeatersIn", () => {
  it("counts who had bought on a second day by then", () => {
    expect([9, 10, 11, 12].map((day) => repeatersIn(snapshotAt(log, day)))).toEqual([0, 1, 1, 2]);
  });
});

describe("perCustomer", () => {
  it("asks in weeks, and gives customers of one history one answer", () => {
    const { grouping } = snapshotAt(log, 17);
    const answers = perCustomer(
      grouping,
      ({ frequency, recency, tenure }) => 10_000 * frequency + 100 * recency + tenure,
    );
    expect([...answers]).toEqual([
      expect.closeTo(40_000 + (100 * 15) / 7 + 16 / 7, 9),
      expect.closeTo(1, 9),
      expect.closeTo(10_000 + 100 / 7 + 6 / 7, 9),
    ]);
  });
});
