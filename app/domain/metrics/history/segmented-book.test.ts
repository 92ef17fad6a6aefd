import { describe, expect, it } from "vitest";
import { at, context, order, row } from "../../../../test/support/builders";
import type { Order } from "~/domain/orders/order";
import { isInSegment, type Segment } from "~/domain/orders/segment";
import { purchaseBook } from "./purchase-book";
import { acquiredIn, buyersIn, firstProductsOf, ordersWhere } from "./segmented-book";

const bought = (id: string, customerId: string | null, day: string, more: Partial<Order> = {}) =>
  order({ id, customerId, processedAt: at(`${day}T12:00`), ...more });

/** Ada begins with tea in the shop and goes on online; Ben begins online with soap; a stranger buys tea. */
const ORDERS = [
  bought("1", "ada", "2026-01-01", { leadProductId: "tea", channel: "POS" }),
  bought("2", "ada", "2026-01-02", { leadProductId: "soap" }),
  bought("3", "ben", "2026-01-03", { leadProductId: "soap" }),
  bought("4", null, "2026-01-04", { leadProductId: "tea" }),
  bought("5", "ada", "2026-01-05", { rows: [row({ discount: 100 })] }),
];
const BOOK = purchaseBook(ORDERS, context());
const idsIn = (segment: Segment) =>
  ordersWhere(BOOK, (asked) => isInSegment(asked, segment)).map(({ order: { id } }) => id);

describe("ordersWhere", () => {
  it("gives all orders of a customer the product that opened the first one", () => {
    expect(firstProductsOf(BOOK)).toEqual(
      new Map([
        ["ada", "tea"],
        ["ben", "soap"],
      ]),
    );
    expect(idsIn({ firstProductId: "tea" }).toSorted()).toEqual(["1", "2", "5"]);
    expect(idsIn({ firstProductId: "soap" })).toEqual(["3"]);
  });
  it("finds every order by its own channel and discount", () => {
    expect(idsIn({ channel: "POS" })).toEqual(["1"]);
    expect(idsIn({ hasDiscount: true })).toEqual(["5"]);
    expect(idsIn({}).toSorted()).toEqual(["1", "2", "3", "4", "5"]);
  });
});

describe("buyersIn", () => {
  it("keeps of each customer the purchases of the segment, with their numbers in the whole history", () => {
    const [ada, ben, ...others] = buyersIn(BOOK, { channel: "Online Store" });
    expect(ada?.customerId).toBe("ada");
    expect(ada?.purchases.map(({ number }) => number)).toEqual([2, 3]);
    expect(ada?.numbered.map(({ number }) => number)).toEqual([2, 3]);
    expect(ada?.orders.map(({ order: { id } }) => id)).toEqual(["2", "5"]);
    expect(ben?.orders.map(({ order: { id } }) => id)).toEqual(["3"]);
    expect(others).toEqual([]);
  });
  it("leaves out customers without one", () => {
    expect(buyersIn(BOOK, { channel: "POS" }).map(({ customerId }) => customerId)).toEqual(["ada"]);
    expect(buyersIn(BOOK, { country: "DE" })).toEqual([]);
  });
});

describe("acquiredIn", () => {
  it("takes customers by their first purchase, with all they bought", () => {
    const [ada, ...others] = acquiredIn(BOOK, { channel: "POS" });
    expect(ada?.customerId).toBe("ada");
    expect(ada?.purchases).toHaveLength(3);
    expect(others).toEqual([]);
    expect(acquiredIn(BOOK, { firstProductId: "soap" }).map(({ customerId }) => customerId)).toEqual(["ben"]);
    expect(acquiredIn(BOOK, { hasDiscount: true })).toEqual([]);
  });
  it("does not ask whether they are new: everybody once was", () => {
    expect(acquiredIn(BOOK, { buyer: "returning" })).toHaveLength(2);
  });
  it("leaves out customers whose first purchase is hidden, unless nothing is asked", () => {
    const hidden = purchaseBook(
      [bought("9", "cem", "2026-01-01", { customerOrderIndex: 3 })],
      context({ isHistoryLimited: true }),
    );
    expect(acquiredIn(hidden, { channel: "Online Store" })).toEqual([]);
    expect(acquiredIn(hidden, {})).toHaveLength(1);
    expect(firstProductsOf(hidden)).toEqual(new Map([["cem", null]]));
  });
});
