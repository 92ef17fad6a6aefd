import { expect, it } from "vitest";
import { order, row } from "../../../test/support/builders";
import { grossOf, keptValue, originalDiscount, orderValue, returnedValue, unitsOrdered } from "./order-value";

/** Two products and shipping; later a unit edited in, one returned, some goodwill, and a gift card sold beside. */
const lived = order({
  rows: [
    row({ total: 6_000, tax: 1_000, discount: 500, quantity: 2 }),
    row({ total: 1_200, tax: 200, discount: 100 }),
    row({ lineType: "SHIPPING", total: 490, tax: 90, discount: 10 }),
    row({ lineType: "GIFT_CARD", total: 5_000 }),
    row({ total: 600, tax: 100, isOriginal: false }),
    row({ action: "RETURN", total: -1_200, tax: -200, isOriginal: false }),
    row({ action: "RETURN", lineType: "ADJUSTMENT", total: -300, isOriginal: false, quantity: 0 }),
    row({ action: "RETURN", lineType: "SHIPPING", total: -490, tax: -90, isOriginal: false }),
  ],
});

it("values an order as placed, whatever happened to it later", () => {
  expect(orderValue(lived)).toBe(6_000);
  expect(originalDiscount(lived)).toBe(600);
  expect(unitsOrdered(lived)).toBe(3);
});

it("values what was bought, not what was brought back in exchange", () => {
  const back = row({ action: "RETURN", isOriginal: true, quantity: -1, total: -4_000, discount: -200 });
  const exchange = order({ rows: [row({ total: 6_000, discount: 500 }), back] });
  expect(orderValue(exchange)).toBe(6_000);
  expect(originalDiscount(exchange)).toBe(500);
  expect(unitsOrdered(exchange)).toBe(1);
  expect(keptValue(exchange)).toBe(2_000);
  expect(returnedValue(exchange)).toBe(4_000);
});

it("keeps of the merchandise what was not given back", () => {
  expect(keptValue(lived)).toBe(6_000 + 500 - 1_000 - 300);
  expect(returnedValue(lived)).toBe(1_300);
});

it("returns nothing rather than minus nothing", () => {
  expect(Object.is(returnedValue(order()), 0)).toBe(true);
});

it("adds the discount to what a row is worth before it", () => {
  expect(grossOf(row({ total: 1_200, tax: 200, discount: 100 }))).toBe(1_100);
});
