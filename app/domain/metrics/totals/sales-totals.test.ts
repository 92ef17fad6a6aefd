import { describe, expect, it } from "vitest";
import { at, context, order, row } from "../../../../test/support/builders";
import { allBuyers, netSalesOf, salesTotals } from "./sales-totals";

const MAY = { from: "2026-05-01", to: "2026-05-31" };
const placedAt = at("2026-05-10T12:00");
const later = (iso: string) => ({ happenedAt: at(iso), isOriginal: false });

/** Two products, shipping and everything else an order may hold; then an edit, a return and some goodwill. */
const full = order({
  processedAt: placedAt,
  totalPaid: 20_000,
  rows: [
    row({ total: 6_000, tax: 1_000, discount: 500, quantity: 2 }),
    row({ total: 1_200, tax: 200 }),
    row({ lineType: "SHIPPING", total: 480, tax: 80 }),
    row({ lineType: "DUTY", total: 330, tax: 30 }),
    row({ lineType: "FEE", total: 110, tax: 10 }),
    row({ lineType: "ADDITIONAL_FEE", total: 220, tax: 20 }),
    row({ lineType: "TIP", total: 105, tax: 5 }),
    row({ lineType: "GIFT_CARD", total: 5_050, tax: 50 }),
    row({ lineType: "UNKNOWN", total: 77, tax: 7 }),
    row({ total: 2_400, tax: 400, discount: 100, ...later("2026-05-12T12:00") }),
    row({ action: "RETURN", total: -1_200, tax: -200, ...later("2026-05-20T12:00") }),
    row({ action: "RETURN", lineType: "ADJUSTMENT", total: -300, quantity: 0, ...later("2026-05-21T12:00") }),
  ],
});

describe("salesTotals", () => {
  it("sorts every row of an order under its line", () => {
    expect(salesTotals([full], MAY, context()).new).toEqual({
      orders: 1,
      purchases: 1,
      identifiedPurchases: 1,
      cancelledOrders: 0,
      zeroValueOrders: 0,
      refundedOrders: 1,
      discountedOrders: 1,
      units: 3,
      orderValue: 6_000,
      orderValueSquares: 36_000_000,
      keptValue: 6_000 + 2_000 - 1_000 - 300,
      returnedValue: 1_300,
      totalPaid: 20_000,
      grossSales: 5_500 + 1_000 + 2_100,
      discounts: 600,
      returns: 1_300,
      shipping: 400,
      duties: 300,
      tips: 100,
      fees: 300,
      taxes: 1_000 + 200 + 80 + 30 + 10 + 20 + 400 - 200,
      giftCardsSold: 5_000,
    });
  });
  it("dates rows by the day they happened and orders by their own", () => {
    const on = (day: string) => allBuyers(salesTotals([full], { from: day, to: day }, context()));
    expect(on("2026-05-09")).toMatchObject({ orders: 0, grossSales: 0 });
    expect(on("2026-05-10")).toMatchObject({ orders: 1, grossSales: 6_500, returns: 0, keptValue: 6_700 });
    expect(on("2026-05-12")).toMatchObject({ orders: 0, grossSales: 2_100, orderValue: 0 });
    expect(on("2026-05-20")).toMatchObject({ orders: 0, grossSales: 0, returns: 1_000 });
    expect(netSalesOf(on("2026-05-21"))).toBe(-300);
  });
  it("cuts days in the shop's zone, however far it lies from UTC", () => {
    const sold = (processedAt: string, timeZone: string, day: string) =>
      allBuyers(salesTotals([order({ processedAt: at(processedAt) })], { from: day, to: day }, context({ timeZone })))
        .grossSales;
    expect(sold("2026-05-01T10:00", "Pacific/Kiritimati", "2026-05-02")).toBe(10_000);
    expect(sold("2026-05-02T09:59", "Pacific/Kiritimati", "2026-05-02")).toBe(10_000);
    expect(sold("2026-05-02T10:00", "Pacific/Kiritimati", "2026-05-02")).toBe(0);
    expect(sold("2026-05-03T10:59", "Pacific/Pago_Pago", "2026-05-02")).toBe(10_000);
    expect(sold("2026-05-03T11:00", "Pacific/Pago_Pago", "2026-05-02")).toBe(0);
  });
  it("counts gift cards of orders that are nothing else, and no other line of them", () => {
    const card = order({
      processedAt: placedAt,
      rows: [row({ lineType: "GIFT_CARD", total: 5_000 }), row({ lineType: "TIP", total: 100 })],
    });
    expect(allBuyers(salesTotals([card], MAY, context()))).toMatchObject({ orders: 0, giftCardsSold: 5_000, tips: 0 });
  });
  it("tells orders that are no purchase, worthless, cancelled or unidentified apart", () => {
    const placed = [
      order({ processedAt: placedAt, customerId: null }),
      order({ processedAt: placedAt, cancelledAt: placedAt + 1 }),
      order({ processedAt: placedAt, rows: [row({ total: 0, discount: 1 })] }),
      order({ processedAt: placedAt }),
      order({ processedAt: placedAt + 1 }),
    ];
    const totals = salesTotals(placed, MAY, context());
    expect(totals.other).toMatchObject({ orders: 3, purchases: 1, identifiedPurchases: 0, cancelledOrders: 1 });
    expect(totals.other).toMatchObject({ zeroValueOrders: 1, discountedOrders: 1 });
    expect(totals.new).toMatchObject({ orders: 1, identifiedPurchases: 1, zeroValueOrders: 0, discountedOrders: 0 });
    expect(totals.returning).toMatchObject({ orders: 1, purchases: 1, cancelledOrders: 0 });
  });
  it("keeps the former currency, and what a setting leaves out, out of everything", () => {
    const outside = [
      order({ processedAt: placedAt, currencyCode: "USD" }),
      order({ processedAt: placedAt, isTest: true }),
    ];
    expect(allBuyers(salesTotals(outside, MAY, context()))).toMatchObject({ orders: 0, grossSales: 0 });
  });
  it("takes the orders of a segment alone", () => {
    const orders = ["DE", "FR", "DE"].map((country) => order({ country, processedAt: placedAt }));
    expect(allBuyers(salesTotals(orders, MAY, context(), { country: "DE" }))).toMatchObject({
      orders: 2,
      grossSales: 20_000,
    });
  });
});
