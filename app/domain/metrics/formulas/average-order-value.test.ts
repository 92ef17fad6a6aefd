import { expect, it } from "vitest";
import { DEFAULT_DEFINITIONS } from "~/domain/orders/definitions";
import { averageOrderValue, medianOrderValue } from "./average-order-value";
import { emptySalesTotals } from "~/domain/metrics/totals/sales-totals";

it("leaves worthless orders out of the average where the shop asks for it", () => {
  const totals = { ...emptySalesTotals(), orders: 5, zeroValueOrders: 1, orderValue: 1_000 };
  expect(averageOrderValue(totals, DEFAULT_DEFINITIONS).value).toBe(200);
  expect(averageOrderValue(totals, { ...DEFAULT_DEFINITIONS, excludeZeroValueFromAov: true }).value).toBe(250);
});

it("gives the median with the orders behind it", () => {
  expect(medianOrderValue(700, 9)).toMatchObject({ value: 700, n: 9, numerator: null, denominator: null });
  expect(medianOrderValue(null, 0)).toMatchObject({ value: null, n: 0 });
});
