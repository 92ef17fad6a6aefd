import { describe, expect, it } from "vitest";
import type { OrderWithoutAgreements } from "./rebuilt-sales";
import { rebuiltSales } from "./rebuilt-sales";

const line = {
  lineId: "11",
  quantity: 3,
  isGiftCard: false,
  unitPrice: "10.00",
  discounts: ["1.00"],
  taxes: ["2.90"],
  currencyCode: "EUR",
};
const order = (changes: Partial<OrderWithoutAgreements> = {}): OrderWithoutAgreements => ({
  orderId: "1",
  processedAt: new Date("2020-01-01T00:00:00Z"),
  cancelledAt: null,
  taxesIncluded: false,
  lines: [line],
  refunds: [],
  ...changes,
});
const refund = (quantity: number, subtotal: string, tax: string, day = "2020-01-05") => ({
  refundId: day.slice(-1),
  processedAt: new Date(`${day}T00:00:00Z`),
  total: subtotal,
  currencyCode: "EUR",
  lines: [{ lineId: "11", quantity, subtotal, tax }],
});

describe("rebuiltSales", () => {
  it("makes one ORDER row of a line, total after discount and with tax", () => {
    expect(rebuiltSales(order()).sales).toEqual([
      {
        agreementId: "Rebuilt/1",
        saleId: "11",
        action: "ORDER",
        lineType: "PRODUCT",
        lineId: "11",
        quantity: 3,
        total: 3190,
        tax: 290,
        discount: 100,
      },
    ]);
  });

  it("does not add tax that prices include already", () => {
    expect(rebuiltSales(order({ taxesIncluded: true })).sales[0]).toMatchObject({ total: 2900, tax: 290 });
  });

  it("returns shares of the discount that add up to the whole", () => {
    const thirds = ["2020-01-05", "2020-01-06", "2020-01-07"].map((day) => refund(1, "9.67", "0.97", day));
    const returned = rebuiltSales(order({ refunds: thirds })).sales.slice(1);
    expect(returned.map(({ discount }) => discount)).toEqual([-33, -34, -33]);
    expect(returned[0]).toMatchObject({ action: "RETURN", quantity: -1, total: -1064, tax: -97 });
  });

  it("makes one ADJUSTMENT row of a refund without lines", () => {
    const goodwill = { ...refund(0, "5.00", "0.00"), lines: [] };
    expect(rebuiltSales(order({ refunds: [goodwill] })).sales[1]).toMatchObject({
      lineType: "ADJUSTMENT",
      total: -500,
      quantity: 0,
    });
  });

  it("gives back at a cancellation what had not come back before", () => {
    const cancelled = order({ cancelledAt: new Date("2020-02-01T00:00:00Z"), refunds: [refund(1, "9.67", "0.97")] });
    const { sales, agreements } = rebuiltSales(cancelled);
    expect(sales.reduce((sum, sale) => sum + sale.total, 0)).toBe(0);
    expect(sales.reduce((sum, sale) => sum + sale.discount, 0)).toBe(0);
    expect(agreements.map(({ reason }) => reason)).toEqual(["ORDER", "REFUND", "REFUND"]);
  });
});
