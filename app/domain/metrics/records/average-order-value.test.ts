import { expect, it } from "vitest";
import { context } from "../../../../test/support/builders";
import { DEFAULT_DEFINITIONS } from "~/domain/orders/definitions";
import { AVERAGE_RECORDS } from "./average-order-value";

const { aov, aov_median: median } = AVERAGE_RECORDS;

it("leaves zero-value orders out of the average where the shop asks for it", () => {
  const placed = { orders: 5, zeroValueOrders: 1, orderValue: 1_000 };
  expect(aov.formula(placed, context()).value).toBe(200);
  const definitions = { ...DEFAULT_DEFINITIONS, excludeZeroValueFromAov: true };
  expect(aov.formula(placed, context({ definitions })).value).toBe(250);
});

it("gives the median with the orders behind it", () => {
  const ofNine = median.formula({ median: 700, orders: 9 }, context());
  expect(ofNine).toMatchObject({ value: 700, n: 9, numerator: null, denominator: null });
  expect(median.formula({ median: null, orders: 0 }, context())).toMatchObject({ value: null, n: 0 });
});
