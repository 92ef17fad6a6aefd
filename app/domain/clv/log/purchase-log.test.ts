import { describe, expect, it } from "vitest";
import { everyNthCustomer } from "./purchase-log";
import { purchaseLog } from "../../../../test/support/purchases/purchase-log";

it("puts purchases in order by customer and day, those of one day together", () => {
  const log = purchaseLog([
    { customer: "b", day: 7, value: 1 },
    { customer: "a", day: 3, value: 2 },
    { customer: "b", day: 5, value: 4 },
    { customer: "b", day: 7, value: 8 },
    { customer: "a", day: 3, value: -2 },
    { customer: "b", day: -1, value: 0 },
  ]);
  expect(log.customers).toEqual(["b", "a"]);
  expect([...log.starts]).toEqual([0, 3, 4]);
  expect([...log.days]).toEqual([-1, 5, 7, 3]);
  expect([...log.values]).toEqual([0, 4, 9, 0]);
});

it("can be empty", () => {
  const log = purchaseLog([]);
  expect([...log.starts]).toEqual([0]);
  expect(log.days).toHaveLength(0);
});

describe("everyNthCustomer", () => {
  const events = Array.from({ length: 40 }, (_, index) => ({
    customer: `c${index % 7}`,
    day: (index * 11) % 30,
    value: index,
  }));
  const log = purchaseLog(events);

  it.each([2, 3, 7, 9])("keeps the first and every %i-th after it, with all that is theirs", (n) => {
    const isKept = ({ customer }: { customer: string }) => log.customers.indexOf(customer) % n === 0;
    expect(everyNthCustomer(log, n)).toEqual(purchaseLog(events.filter(isKept)));
  });

  it("keeps all where every one is asked for", () => {
    for (const n of [0, 1]) expect(everyNthCustomer(log, n)).toBe(log);
  });
});
