import { describe, expect, it } from "vitest";
import { at, context, order, row } from "../../../../test/support/builders";
import type { Order } from "~/domain/orders/order";
import { DAY_MS } from "~/domain/time/shop-time";
import { purchaseBook } from "~/domain/metrics/history/purchase-book";
import { customerQuality, firstProducts, leadingGroups } from "./customer-quality";

const RANGE = { from: "2026-01-01", to: "2026-01-31" };
const bought = (customerId: string, day: string, more: Partial<Order> = {}) =>
  order({ customerId, processedAt: at(`${day}T12:00`), ...more });
const purchasers = (orders: readonly Order[], asOf = "2026-07-01T00:00") =>
  purchaseBook(orders, context({ asOf: at(asOf) })).purchasers;

describe("customerQuality", () => {
  const orders = [
    bought("1", "2026-01-10", { firstVisitSource: "google", leadProductId: "11", country: "DE" }),
    bought("1", "2026-02-10"),
    bought("1", "2026-06-10"),
    bought("2", "2026-01-12", { leadProductId: "11", rows: [row({ total: 5_000, discount: 500 })] }),
    bought("3", "2026-06-12", { firstVisitSource: "google" }),
  ];
  const groups = (asOf?: string) =>
    customerQuality(purchasers(orders, asOf), RANGE, context({ asOf: at(asOf ?? "2026-07-01T00:00") }));

  it("compares what customers kept within 90 days, with their number", () => {
    const of = (trait: string, key: string | null) => groups().find((each) => each.trait === trait && each.key === key);
    expect(of("first_visit_source", "google")).toMatchObject({ customers: 1, keptValue: 20_000, repeaters: 1 });
    expect(of("first_visit_source", null)).toMatchObject({ customers: 1, keptValue: 5_000, repeaters: 0 });
    expect(of("first_product", "11")).toMatchObject({ customers: 2, keptValue: 25_000 });
    expect(of("discount", "yes")).toMatchObject({ customers: 1, keptValue: 5_000 });
    expect(of("country", "DE")).toMatchObject({ customers: 1 });
  });
  it("leaves out customers younger than 90 days", () => {
    expect(groups("2026-04-11T00:00").filter(({ trait }) => trait === "discount")).toMatchObject([{ customers: 1 }]);
  });
  it("counts what happened exactly 90 days after the first purchase, and a discount of one cent", () => {
    const ninetyDaysLater = at("2026-01-31T12:00") + 90 * DAY_MS;
    const known = [
      bought("1", "2026-01-31", { rows: [row({ total: 3, discount: 1 })] }),
      order({ customerId: "1", processedAt: ninetyDaysLater, rows: [row({ total: 5 })] }),
      order({ customerId: "1", processedAt: ninetyDaysLater + 1 }),
      bought("2", "2026-01-01", { rows: [row({ total: 7 })] }),
      bought("3", "2026-02-01"),
      bought("4", "2025-12-31"),
    ];
    const where = context({ asOf: ninetyDaysLater });
    const byDiscount = customerQuality(purchaseBook(known, context()).purchasers, RANGE, where).filter(
      ({ trait }) => trait === "discount",
    );
    expect(byDiscount).toEqual([
      { trait: "discount", key: "yes", customers: 1, keptValue: 8, keptValueSquares: 64, repeaters: 1 },
      { trait: "discount", key: "no", customers: 1, keptValue: 7, keptValueSquares: 49, repeaters: 0 },
    ]);
  });
  it("says nothing of customers whose first purchase is hidden", () => {
    const limited = context({ isHistoryLimited: true });
    const hidden = [bought("1", "2026-01-10", { customerOrderIndex: 2, leadProductId: "11" })];
    const { purchasers: known } = purchaseBook(hidden, limited);
    expect(customerQuality(known, RANGE, limited)).toEqual([]);
    expect(firstProducts(known, RANGE)).toEqual([]);
  });
  it("joins what is beyond the leading groups", () => {
    expect(leadingGroups(groups(), "first_visit_source", 1)).toEqual([
      {
        trait: "first_visit_source",
        key: null,
        customers: 1,
        keptValue: 5_000,
        keptValueSquares: 25_000_000,
        repeaters: 0,
        isRest: false,
      },
      {
        trait: "first_visit_source",
        key: null,
        customers: 1,
        keptValue: 20_000,
        keptValueSquares: 400_000_000,
        repeaters: 1,
        isRest: true,
      },
    ]);
  });
  it("lists first products with those who came back", () => {
    expect(firstProducts(purchasers(orders), RANGE)).toEqual([{ productId: "11", customers: 2, repeaters: 1 }]);
  });
  it("lists the first product of most customers first, then the lower id", () => {
    const known = [
      bought("1", "2025-12-31", { leadProductId: "7" }),
      bought("2", "2026-01-01", { leadProductId: "10" }),
      bought("3", "2026-01-31", { leadProductId: "9" }),
      bought("4", "2026-01-10", { leadProductId: "8" }),
      bought("5", "2026-01-11", { leadProductId: "8" }),
      bought("5", "2026-01-12"),
      bought("6", "2026-02-01", { leadProductId: "7" }),
      bought("8", "2026-01-20"),
    ];
    expect(firstProducts(purchasers(known), RANGE)).toEqual([
      { productId: "8", customers: 2, repeaters: 1 },
      { productId: "9", customers: 1, repeaters: 0 },
      { productId: "10", customers: 1, repeaters: 0 },
    ]);
  });
});
