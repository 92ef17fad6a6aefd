import { beforeEach, describe, expect, it } from "vitest";
import { manualClock, type ManualClock } from "../time/clock";
import { orderAmounts } from "./order-amounts";
import type { OrderRecord } from "../store/records/order";
import { orderHistory } from "./sales-ledger";
import { openStore, type NewShop, type Store } from "../store/store";
import type { ShopEvent } from "../store/shop-context";
import type { ShopStore } from "../store/shop-store";

const START = Date.UTC(2026, 0, 5, 10);
const DAY_MS = 86_400_000;
const SOAP = 7;
const BRUSH = 8;

let store: Store;
let shop: ShopStore;
let clock: ManualClock;
let events: ShopEvent[];

function open(profile: Partial<NewShop> = {}): void {
  clock = manualClock(START);
  events = [];
  store = openStore({ file: ":memory:", clock: clock.now, onEvent: (event) => events.push(event) });
  shop = store.createShop({
    ...{ domain: "soap.myshopify.com", name: "Soap", ianaTimezone: "UTC", currencyCode: "EUR" },
    ...profile,
  });
  shop.createProduct({ id: SOAP, title: "Soap", variants: [{ price: 1000 }] });
  shop.createProduct({ id: BRUSH, title: "Brush", variants: [{ price: 1500 }] });
}
beforeEach(() => {
  open();
  return () => store.close();
});

/** The rows of one agreement: action, kind, units, total, tax, discount. */
function rowsOf(order: OrderRecord, agreement: number) {
  return orderHistory(order).agreements[agreement]?.sales.map(
    ({ actionType, kind, quantity, total, tax, discount }) =>
      [actionType, kind, quantity, total, tax, discount] as const,
  );
}
const amountsOf = (order: OrderRecord) => orderAmounts(order, orderHistory(order));
const payloadOf = (topic: string) => events.findLast((event) => event.topic === topic)?.payload;

describe("a native exchange", () => {
  it("for something dearer is a return agreement with what comes back and what goes out", () => {
    const { id } = shop.placeOrder({ lines: [{ productId: SOAP, quantity: 2, discount: 301, tax: 323 }] });
    clock.advance(DAY_MS);
    const exchange = [{ productId: BRUSH, quantity: 1, tax: 285 }];
    const order = shop.returnOrder(id, { lines: [{ line: 0, quantity: 1 }], exchange });
    expect(orderHistory(order).agreements[1]).toMatchObject({
      kind: "ReturnAgreement",
      reason: "RETURN",
      happenedAt: START + DAY_MS,
      refund: null,
    });
    expect(rowsOf(order, 1)).toEqual([
      ["RETURN", "ProductSale", -1, -(1000 - 151 + 162), -162, -151],
      ["ORDER", "ProductSale", 1, 1785, 285, 0],
    ]);
    expect(amountsOf(order)).toMatchObject({ refunded: 0, currentTotal: 2022 - 1011 + 1785 });
    // The brush follows the order's own lines and can come back itself.
    expect(rowsOf(shop.refundOrder(id, { lines: [{ line: 1, quantity: 1 }] }), 2)?.[0]?.[3]).toBe(-1785);
  });

  it("for something cheaper pays the difference back, less what the shop keeps for it", () => {
    const { id } = shop.placeOrder({ lines: [{ productId: BRUSH, quantity: 1 }] });
    const order = shop.returnOrder(id, {
      lines: [{ line: 0, quantity: 1 }],
      exchange: [{ productId: SOAP, quantity: 1 }],
      charges: [{ kind: "FEE", amount: 200, tax: 32 }],
    });
    expect(rowsOf(order, 1)?.map(([action, kind, , total]) => [action, kind, total])).toEqual([
      ["RETURN", "ProductSale", -1500],
      ["ORDER", "ProductSale", 1000],
      ["ORDER", "FeeSale", 200],
    ]);
    expect(amountsOf(order).refunded).toBe(300);
  });

  it("cannot take back more than was bought, nor be told of an order without agreements", () => {
    const { id } = shop.placeOrder({ lines: [{ productId: SOAP, quantity: 1 }] });
    expect(() => shop.returnOrder(id, { lines: [{ line: 0, quantity: 2 }] })).toThrow("of which 1 are left");
    shop.updateOrder(id, { hasAgreements: false });
    expect(() => shop.returnOrder(id, { lines: [{ line: 0, quantity: 1 }] })).toThrow("order without agreements");
  });
});

describe("an edit of price, discount or tax", () => {
  it("is an UPDATE row, and what comes back later carries its share of it", () => {
    const { id } = shop.placeOrder({ lines: [{ productId: SOAP, quantity: 3, tax: 570 }] });
    shop.refundOrder(id, { lines: [{ line: 0, quantity: 1 }] });
    clock.advance(DAY_MS);
    const change = { line: 0, total: -601, tax: -96, discount: 505, discountAfterTax: 601 };
    const edited = shop.editOrder(id, [], [change]);
    expect(rowsOf(edited, 2)).toEqual([["UPDATE", "ProductSale", 0, -601, -96, 505]]);
    shop.refundOrder(id, { lines: [{ line: 0, quantity: 1 }] });
    const order = shop.cancelOrder(id);
    const rows = orderHistory(order).agreements.flatMap(({ sales }) => sales);
    const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0);
    expect(rowsOf(order, 3)?.[0]?.[3]).toBe(-(1190 - 301));
    expect([sum(({ total }) => total), sum(({ tax }) => tax), sum(({ discount }) => discount)]).toEqual([0, 0, 0]);
  });

  it("is refused for a line of which nothing is left", () => {
    const { id } = shop.placeOrder({ lines: [{ productId: SOAP, quantity: 1 }] });
    shop.refundOrder(id, { lines: [{ line: 0, quantity: 1 }] });
    clock.advance(DAY_MS);
    const change = { line: 0, total: -100, tax: 0, discount: 100, discountAfterTax: 100 };
    expect(() => shop.editOrder(id, [], [change])).toThrow('changes "Soap", of which nothing is left');
  });
});

describe("what is charged beside goods", () => {
  it("has a row of its kind, comes back with a refund that names it, and stays at a cancellation", () => {
    const duty = { kind: "DUTY" as const, amount: 420, tax: 20 };
    const { id } = shop.placeOrder({
      lines: [{ productId: SOAP, quantity: 1 }],
      charges: [
        duty,
        { kind: "ADDITIONAL_FEE", amount: 50, tax: 0 },
        { kind: "FEE", amount: 30, tax: 0 },
        { kind: "UNKNOWN", amount: 99, tax: 0 },
      ],
    });
    expect(
      shop.order(id) && rowsOf(shop.order(id) as OrderRecord, 0)?.map(([, kind, , total]) => [kind, total]),
    ).toEqual([
      ["ProductSale", 1000],
      ["DutySale", 420],
      ["AdditionalFeeSale", 50],
      ["FeeSale", 30],
      ["UnknownSale", 99],
    ]);
    expect(payloadOf("orders/create")).toMatchObject({
      total_price: "15.99",
      original_total_duties_set: { shop_money: { amount: "4.00" } },
      original_total_additional_fees_set: { shop_money: { amount: "0.50" } },
    });
    shop.refundOrder(id, { charges: [duty] });
    expect(payloadOf("refunds/create")).toMatchObject({
      duties: [{ amount_set: { shop_money: { amount: "4.00" } } }],
      transactions: [{ amount: "4.20" }],
    });
    const order = shop.cancelOrder(id);
    expect(rowsOf(order, 1)).toEqual([["RETURN", "DutySale", null, -420, -20, 0]]);
    expect(rowsOf(order, 2)?.map(([, kind]) => kind)).toEqual(["ProductSale"]);
    expect(() => shop.refundOrder(id, { charges: [duty] })).toThrow("more of the kind DUTY than was charged");
  });
});

describe("a refund", () => {
  it("may keep something back for restocking or give goodwill, each with its tax", () => {
    const { id } = shop.placeOrder({ lines: [{ productId: SOAP, quantity: 1, tax: 190 }] });
    const kept = shop.refundOrder(id, { lines: [{ line: 0, quantity: 1 }], adjustment: -119, adjustmentTax: -19 });
    expect(rowsOf(kept, 1)?.[1]).toEqual(["RETURN", "AdjustmentSale", null, 119, 19, 0]);
    expect(payloadOf("refunds/create")).toMatchObject({
      order_adjustments: [{ kind: "refund_discrepancy", amount: "1.00", tax_amount: "0.19" }],
      transactions: [{ amount: "10.71" }],
    });
    const given = shop.refundOrder(id, { adjustment: 238, adjustmentTax: 38 });
    expect(rowsOf(given, 2)).toEqual([["RETURN", "AdjustmentSale", null, -238, -38, 0]]);
  });

  it("may give shipping back with its tax; a cancellation then brings the rest, and nothing comes back twice", () => {
    const { id } = shop.placeOrder({ lines: [{ productId: SOAP, quantity: 1 }], shipping: 490, shippingTax: 93 });
    shop.refundOrder(id, { shipping: 200, shippingTax: 38 });
    expect(payloadOf("refunds/create")).toMatchObject({
      refund_shipping_lines: [{ subtotal_amount_set: { shop_money: { amount: "2.00" } } }],
      order_adjustments: [{ kind: "shipping_refund", amount: "-2.00", tax_amount: "-0.38" }],
      transactions: [{ amount: "2.38" }],
    });
    expect(() => shop.refundOrder(id, { shipping: 291 })).toThrow("more than the shipping");
    const order = shop.cancelOrder(id);
    expect(rowsOf(order, 1)).toEqual([["RETURN", "ShippingLineSale", null, -238, -38, 0]]);
    expect(rowsOf(order, 2)?.[1]).toEqual(["RETURN", "ShippingLineSale", null, -345, -55, 0]);
    expect(amountsOf(order)).toMatchObject({ shipping: 490, currentShipping: 0, currentTotal: 0 });
  });
});

it("a cancellation that keeps the money brings the goods back and stands an adjustment against them", () => {
  const { id } = shop.placeOrder({ lines: [{ productId: SOAP, quantity: 1, tax: 190 }], shipping: 490 });
  const order = shop.cancelOrder(id, { keepsMoney: true });
  expect(rowsOf(order, 1)).toEqual([
    ["RETURN", "ProductSale", -1, -1190, -190, 0],
    ["RETURN", "ShippingLineSale", null, -490, 0, 0],
    ["RETURN", "AdjustmentSale", null, 1680, 190, 0],
  ]);
  expect(amountsOf(order)).toMatchObject({ refunded: 0, currentTotal: 1680 });
  expect(payloadOf("refunds/create")).toMatchObject({ transactions: [] });
});

it("an order brought over from another platform has its agreement at the time of the move", () => {
  const processedAt = START - 900 * DAY_MS;
  const order = shop.placeOrder({ lines: [{ productId: SOAP, quantity: 1 }], processedAt, agreedAt: START });
  expect(order.processedAt).toBe(processedAt);
  expect(orderHistory(order).agreements[0]?.happenedAt).toBe(START);
});

it("a return without a purchase is an order of RETURN rows and a negative total, and cannot be refunded", () => {
  const order = shop.placeOrder({
    lines: [{ productId: SOAP, quantity: -2, tax: 380, discount: 100 }],
    sourceName: "pos",
  });
  expect(rowsOf(order, 0)).toEqual([["RETURN", "ProductSale", -2, -2280, -380, -100]]);
  expect(amountsOf(order)).toMatchObject({ originalTotal: -2280, total: -2280, currentTotal: -2280 });
  expect(payloadOf("orders/create")).toMatchObject({
    total_price: "-22.80",
    line_items: [{ quantity: 2, current_quantity: 0 }],
  });
  expect(() => shop.refundOrder(order.id, { lines: [{ line: 0, quantity: 1 }] })).toThrow("of which 0 are left");
});

it("where prices include tax, a discount takes more off the price than off the sale", () => {
  open({ taxesIncluded: true });
  const { id } = shop.placeOrder({
    lines: [{ productId: SOAP, quantity: 3, unitPrice: 11_900, discount: 3000, discountAfterTax: 3570, tax: 5130 }],
  });
  const order = shop.refundOrder(id, { lines: [{ line: 0, quantity: 1 }] });
  const [sold, back] = orderHistory(order).agreements.map(({ sales }) => sales[0]);
  expect(sold).toMatchObject({ total: 32_130, tax: 5130, discount: 3000, discountAfterTax: 3570 });
  // total - tax + discount is the price without tax, times three
  expect((sold?.total ?? 0) - (sold?.tax ?? 0) + (sold?.discount ?? 0)).toBe(30_000);
  expect(back).toMatchObject({ total: -10_710, tax: -1710, discount: -1000, discountAfterTax: -1190 });
  expect(amountsOf(order)).toMatchObject({ discounts: 3570, lineItems: 35_700 });
});

it("a buyer in another market sees every amount in its money", () => {
  open({ currencyCode: "EUR", markets: [{ countries: ["JP"], currencyCode: "JPY", rate: 162.5 }] });
  shop.placeOrder({ lines: [{ productId: SOAP, quantity: 1 }], presentmentCurrency: "JPY" });
  expect(payloadOf("orders/create")).toMatchObject({
    presentment_currency: "JPY",
    total_price_set: {
      shop_money: { amount: "10.00", currency_code: "EUR" },
      presentment_money: { amount: "1625", currency_code: "JPY" },
    },
  });
});
