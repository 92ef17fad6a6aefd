import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cumulativeShare } from "./line-units";
import type { OrderLine, OrderRecord } from "../store/records/order";
import { linesOf, orderHistory } from "./sales-ledger";

const day = (n: number) => Date.UTC(2026, 0, n);

function line(changes: Partial<OrderLine> = {}): OrderLine {
  return {
    id: 1,
    productId: 7,
    variantId: 70,
    title: "Soap",
    quantity: 1,
    unitPrice: 1000,
    discount: 0,
    // Where a test says nothing else, as before tax.
    discountAfterTax: changes.discount ?? 0,
    tax: 0,
    isGiftCard: false,
    properties: [],
    ...changes,
  };
}

function order(changes: Partial<OrderRecord> = {}): OrderRecord {
  return {
    id: 1,
    name: "#1",
    customerId: null,
    processedAt: day(1),
    agreedAt: changes.processedAt ?? day(1),
    createdAt: day(1),
    updatedAt: day(1),
    cancelledAt: null,
    keepsMoney: false,
    isTest: false,
    financialStatus: null,
    sourceName: "web",
    deviceId: null,
    userId: null,
    locationId: null,
    checkoutId: null,
    checkoutToken: null,
    cartToken: null,
    discountCodes: [],
    country: null,
    tags: [],
    currencyCode: "EUR",
    presentmentCurrency: "EUR",
    presentmentRate: 1,
    taxesIncluded: false,
    attributes: [],
    lines: [line()],
    shipping: 0,
    shippingTax: 0,
    tip: 0,
    charges: [],
    edits: [],
    returns: [],
    refunds: [],
    journey: null,
    hasAgreements: true,
    agreementId: 100,
    ...changes,
  };
}

/** Rows after the original agreement, without the columns a test is not about. */
function later(of: OrderRecord) {
  return orderHistory(of)
    .agreements.slice(1)
    .flatMap((agreement) =>
      agreement.sales.map(({ actionType, lineType, quantity, total, tax, discount }) => ({
        actionType,
        lineType,
        quantity,
        total,
        tax,
        discount,
      })),
    );
}

const NOTHING_ELSE = { adjustmentTax: 0, shipping: 0, shippingTax: 0, charges: [] };

const refund = (lines: { line: number; quantity: number }[], at = day(2), adjustment = 0, id = 200) => ({
  id,
  at,
  lines,
  adjustment,
  ...NOTHING_ELSE,
});

describe("the original agreement", () => {
  it("adds tax to the total when prices do not include it", () => {
    const lines = [line({ quantity: 2, discount: 300, tax: 170 })];
    const [agreement] = orderHistory(order({ lines })).agreements;
    expect(agreement).toMatchObject({ kind: "OrderAgreement", reason: "ORDER", happenedAt: day(1) });
    expect(agreement?.sales[0]).toMatchObject({
      kind: "ProductSale",
      quantity: 2,
      total: 1870,
      tax: 170,
      discount: 300,
    });
  });

  it("leaves the total alone when prices include the tax", () => {
    const lines = [line({ unitPrice: 12000, tax: 2000 })];
    const [agreement] = orderHistory(order({ taxesIncluded: true, lines })).agreements;
    expect(agreement?.sales[0]).toMatchObject({ total: 12000, tax: 2000 });
  });

  it("has a row for gift cards, for shipping and for the tip", () => {
    const lines = [line({ isGiftCard: true, unitPrice: 5000 })];
    const [agreement] = orderHistory(order({ lines, shipping: 490, tip: 200 })).agreements;
    expect(agreement?.sales.map((sale) => [sale.kind, sale.lineType, sale.quantity, sale.total])).toEqual([
      ["GiftCardSale", "GIFT_CARD", 1, 5000],
      ["ShippingLineSale", "SHIPPING", null, 490],
      ["TipSale", "TIP", null, 200],
    ]);
  });
});

describe("shares of a line", () => {
  it("are rounded cumulatively, so that the parts add up to the whole", () => {
    expect([1, 2, 3].map((units) => cumulativeShare(100, units, 3))).toEqual([33, 67, 100]);
    expect(cumulativeShare(5, 1, 2)).toBe(3);
    expect(cumulativeShare(90_071_992_547_409, 99_999, 100_000)).toBe(90_071_091_827_484);
  });
});

describe("a refund", () => {
  it("gives every unit its share of discount and tax, and all of them the whole", () => {
    const of = order({
      lines: [line({ quantity: 3, discount: 100, tax: 50 })],
      refunds: [1, 2, 3].map((n) => refund([{ line: 0, quantity: 1 }], day(1 + n), 0, 200 + n)),
    });
    const rows = later(of);
    expect(rows.map((row) => [row.quantity, row.discount, row.tax, row.total])).toEqual([
      [-1, -33, -17, -984],
      [-1, -34, -16, -982],
      [-1, -33, -17, -984],
    ]);
    expect(rows.reduce((sum, row) => sum + row.total, 0)).toBe(-(3000 - 100 + 50));
    expect(rows.every((row) => row.actionType === "RETURN" && row.lineType === "PRODUCT")).toBe(true);
  });

  it("keeps its rows in a refund agreement of its own moment", () => {
    const { agreements } = orderHistory(order({ refunds: [refund([{ line: 0, quantity: 1 }], day(9))] }));
    expect(agreements[1]).toMatchObject({ id: 200, kind: "RefundAgreement", reason: "REFUND", happenedAt: day(9) });
  });

  it("shows money beyond goods as an adjustment row", () => {
    expect(later(order({ refunds: [refund([{ line: 0, quantity: 1 }], day(2), 250)] }))[1]).toEqual({
      actionType: "RETURN",
      lineType: "ADJUSTMENT",
      quantity: null,
      total: -250,
      tax: 0,
      discount: 0,
    });
  });

  it("of goodwill has no line at all", () => {
    expect(later(order({ refunds: [refund([], day(2), 500)] })).map((row) => row.lineType)).toEqual(["ADJUSTMENT"]);
  });

  it("is refused beyond the units that are left", () => {
    const of = order({ refunds: [refund([{ line: 0, quantity: 1 }]), refund([{ line: 0, quantity: 1 }], day(3))] });
    expect(() => orderHistory(of)).toThrow("returns 1 units of line 0, of which 0 are left");
    expect(() => orderHistory(order({ refunds: [refund([{ line: 4, quantity: 1 }])] }))).toThrow("names line 4");
  });
});

describe("an edit", () => {
  const added = line({ id: 2, productId: 8, variantId: 80, title: "Brush", unitPrice: 5000 });

  it("that adds units makes an ORDER row of its own moment", () => {
    const of = order({ edits: [{ id: 300, at: day(2), lines: [added], updates: [] }] });
    expect(orderHistory(of).agreements[1]).toMatchObject({ kind: "OrderEditAgreement", happenedAt: day(2) });
    expect(later(of)).toEqual([
      { actionType: "ORDER", lineType: "PRODUCT", quantity: 1, total: 5000, tax: 0, discount: 0 },
    ]);
  });

  it("that removes units makes a RETURN row with the edit's own amounts", () => {
    const removal = line({ quantity: -2, discount: 20, tax: 10 });
    const of = order({
      lines: [line({ quantity: 3 })],
      edits: [{ id: 300, at: day(2), lines: [removal], updates: [] }],
    });
    expect(later(of)).toEqual([
      { actionType: "RETURN", lineType: "PRODUCT", quantity: -2, total: -1990, tax: -10, discount: -20 },
    ]);
    expect(orderHistory(of).lines[0]?.left).toBe(1);
  });

  it("cannot remove what is not there", () => {
    const of = order({ edits: [{ id: 300, at: day(2), lines: [line({ quantity: -2 })], updates: [] }] });
    expect(() => orderHistory(of)).toThrow('an edit removes 2 of "Soap", of which 1 are left');
  });

  it("puts its lines after the order's own for later refunds, not for earlier ones", () => {
    const edits = [{ id: 300, at: day(3), lines: [line({ quantity: -1 }), added], updates: [] }];
    expect(linesOf(order({ edits })).map((each) => each.title)).toEqual(["Soap", "Brush"]);
    const rows = later(order({ edits, refunds: [refund([{ line: 1, quantity: 1 }], day(4))] }));
    expect(rows.at(-1)?.total).toBe(-5000);
    expect(() => orderHistory(order({ edits, refunds: [refund([{ line: 1, quantity: 1 }], day(2))] }))).toThrow(
      "before it was added",
    );
  });
});

describe("a cancellation", () => {
  it("brings back what was not yet refunded: products, edited-in units, gift cards and shipping, not the tip", () => {
    const of = order({
      lines: [line({ quantity: 3, discount: 100, tax: 50 }), line({ id: 3, isGiftCard: true, unitPrice: 2500 })],
      shipping: 490,
      tip: 200,
      edits: [{ id: 300, at: day(2), lines: [line({ id: 2, title: "Brush", unitPrice: 5000 })], updates: [] }],
      refunds: [refund([{ line: 0, quantity: 1 }], day(3))],
      cancelledAt: day(4),
    });
    const { agreements, lines } = orderHistory(of);
    const cancellation = agreements.at(-1);
    expect(cancellation).toMatchObject({ kind: "RefundAgreement", happenedAt: day(4) });
    expect(cancellation?.sales.map((sale) => [sale.lineType, sale.quantity, sale.total, sale.discount])).toEqual([
      ["PRODUCT", -2, -(2000 - 67 + 33), -67],
      ["GIFT_CARD", -1, -2500, 0],
      ["PRODUCT", -1, -5000, 0],
      ["SHIPPING", null, -490, 0],
    ]);
    const kept = agreements.flatMap((agreement) => agreement.sales).reduce((sum, sale) => sum + sale.total, 0);
    expect(kept).toBe(200);
    expect(lines.every((each) => each.left === 0)).toBe(true);
  });

  it("comes after a refund of the same moment", () => {
    const of = order({
      lines: [line({ quantity: 2 })],
      refunds: [refund([{ line: 0, quantity: 1 }], day(2))],
      cancelledAt: day(2),
    });
    expect(later(of).map((row) => row.quantity)).toEqual([-1, -1]);
  });
});

describe("whatever is given back, in whatever steps", () => {
  const lineOf = fc.record({
    quantity: fc.integer({ min: 1, max: 12 }),
    unitPrice: fc.integer({ min: 0, max: 99_999 }),
    discount: fc.integer({ min: 0, max: 5_000 }),
    tax: fc.integer({ min: 0, max: 5_000 }),
    isGiftCard: fc.boolean(),
  });

  it("a cancelled order keeps nothing but its tip, tax and discount included", () => {
    fc.assert(
      fc.property(
        fc.array(lineOf, { minLength: 1, maxLength: 4 }),
        fc.array(fc.array(fc.nat({ max: 12 }), { minLength: 4, maxLength: 4 }), { maxLength: 5 }),
        fc.boolean(),
        (lines, refunds, taxesIncluded) => {
          const left = lines.map(({ quantity }) => quantity);
          const of = order({
            taxesIncluded,
            shipping: 490,
            tip: 123,
            lines: lines.map((each, index) => line({ id: index, ...each })),
            refunds: refunds.map((units, n) => {
              const taken = lines.map((_, index) => {
                const quantity = Math.min(units[index] ?? 0, left[index] ?? 0);
                left[index] = (left[index] ?? 0) - quantity;
                return { line: index, quantity };
              });
              return refund(
                taken.filter(({ quantity }) => quantity > 0),
                day(2 + n),
                0,
                200 + n,
              );
            }),
            cancelledAt: day(20),
          });
          const rows = orderHistory(of).agreements.flatMap(({ sales }) => sales);
          const sum = (pick: (row: (typeof rows)[number]) => number) =>
            rows.reduce((total, row) => total + pick(row), 0);
          expect([sum((row) => row.total), sum((row) => row.tax), sum((row) => row.discount)]).toEqual([123, 0, 0]);
          expect(
            rows.every((row) => (row.actionType === "RETURN" ? row.tax <= 0 && row.discount <= 0 : row.tax >= 0)),
          ).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("the ids of rows", () => {
  it("do not change when something else happens to the order", () => {
    const before = order({ refunds: [refund([{ line: 0, quantity: 1 }], day(5))], lines: [line({ quantity: 2 })] });
    const after = {
      ...before,
      edits: [{ id: 300, at: day(2), lines: [line({ id: 9 })], updates: [] }],
      cancelledAt: day(6),
    };
    const idsOf = (of: OrderRecord) => orderHistory(of).agreements.flatMap(({ sales }) => sales.map(({ id }) => id));
    expect(idsOf(after)).toEqual(expect.arrayContaining(idsOf(before)));
    expect(new Set(idsOf(after)).size).toBe(idsOf(after).length);
  });
});
