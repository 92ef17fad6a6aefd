import { expect, it } from "vitest";
import { purchaserOf } from "./purchase-book";

it("numbers a customer by the purchases that have a number", () => {
  const purchase = (number: number | null) => ({ at: 1, day: "2026-01-01", number, orderValue: 1, keptValue: 1 });
  const mixed = [purchase(1), purchase(null)];
  expect(purchaserOf("1", mixed)).toEqual([{ customerId: "1", purchases: mixed, numbered: [mixed[0]] }]);
  expect(purchaserOf("1", [purchase(null)])).toEqual([]);
});
