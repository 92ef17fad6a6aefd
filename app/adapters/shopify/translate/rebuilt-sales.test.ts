import { describe, expect, it } from "vitest";
import type { OrderWithoutAgreements } from "./rebuilt-sales";
import { rebuiltSales } from "./rebuilt-sales";

const line = {
  lineId: "11",
  quantity: 3,
  isGiftCard: false,
  unitPrice: "10.00",
  discounts: ["1.00"],
  taxes: [{ amount: "2.90", rate: 0.1 }],
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

  const included = {
    ...line,
    quantity: 1,
    unitPrice: "120.00",
    discounts: ["12.00"],
    taxes: [{ amount: "18.00", rate: 0.2 }],
  };
  const grossOf = ({ total, tax, discount }: { total: number; tax: number; discount: number }) =>
    total - tax + discount;

  it("takes the tax out of a discount on prices with tax, so that gross is the price without it", () => {
    const [row] = rebuiltSales(order({ taxesIncluded: true, lines: [included] })).sales;
    expect(row).toMatchObject({ total: 10800, tax: 1800, discount: 1000 });
    expect(row && grossOf(row)).toBe(10000);
  });

  it.each([
    ["on prices without tax the discount is without it already", false, ["12.00"], "21.60", 0.2, 1200],
    ["several discounts are one", true, ["7.00", "5.00"], "18.00", 0.2, 1000],
    ["without tax nothing is taken out", true, ["12.00"], "0.00", 0, 1200],
    ["a line given away has no tax paid: its rate tells", true, ["120.00"], "0.00", 0.2, 10000],
    ["without any rate the discount stands as it is", true, ["120.00"], "0.00", null, 12000],
  ])("%s", (_name, taxesIncluded, discounts, tax, rate, discount) => {
    const lines = [{ ...included, discounts, taxes: [{ amount: tax, rate }] }];
    expect(rebuiltSales(order({ taxesIncluded, lines })).sales[0]).toMatchObject({ discount });
  });

  it("gives back what was sold, whatever is in the price, when all of it comes back", () => {
    const back = { ...refund(1, "108.00", "18.00"), total: "108.00" };
    for (const changes of [{ refunds: [back] }, { cancelledAt: new Date("2020-02-01T00:00:00Z") }]) {
      const { sales } = rebuiltSales(order({ taxesIncluded: true, lines: [included], ...changes }));
      expect(sales.map(grossOf)).toEqual([10000, -10000]);
      expect(sales.reduce((sum, { discount }) => sum + discount, 0)).toBe(0);
    }
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
