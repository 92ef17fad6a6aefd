import { beforeEach, describe, expect, it } from "vitest";
import { manualClock } from "../time/clock";
import type { ManualClock } from "../time/clock";
import { orderHistory } from "../sales/sales-ledger";
import { openStore } from "./store";
import type { ShopEvent } from "./shop-context";
import type { ShopStore } from "./shop-store";
import type { Store } from "./store";

const START = Date.UTC(2026, 0, 5, 10);
const MINUTE_MS = 60_000;

let store: Store;
let shop: ShopStore;
let clock: ManualClock;
let events: ShopEvent[];

beforeEach(() => {
  clock = manualClock(START);
  events = [];
  store = openStore({ file: ":memory:", clock: clock.now, onEvent: (event) => events.push(event) });
  shop = store.createShop({ domain: "soap.myshopify.com", name: "Soap", ianaTimezone: "UTC", currencyCode: "EUR" });
  shop.createProduct({ id: 7, title: "Bar of soap", variants: [{ id: 70, price: 1000, inventory: 2 }] });
  events = [];
  return () => store.close();
});

const topics = () => events.map(({ topic }) => topic);
const bar = (quantity: number) => ({ productId: 7, quantity });

describe("a checkout", () => {
  it("becomes an order with its lines, tokens and customer, and lowers the stock", () => {
    const checkout = shop.createCheckout({
      cartToken: "cart",
      hasContact: true,
      lines: [bar(2)],
      discountCodes: ["TEN"],
    });
    clock.advance(MINUTE_MS);
    const order = shop.completeCheckout(checkout.id, { shipping: 490 });
    expect(order).toMatchObject({
      name: "#1001",
      checkoutId: checkout.id,
      checkoutToken: checkout.token,
      cartToken: "cart",
      discountCodes: ["TEN"],
      sourceName: "web",
      shipping: 490,
      processedAt: START + MINUTE_MS,
      lines: [{ productId: 7, variantId: 70, quantity: 2, unitPrice: 1000 }],
    });
    expect(shop.customer(order.customerId ?? 0)?.createdAt).toBe(START + MINUTE_MS);
    expect(shop.checkout(checkout.id)).toMatchObject({
      completedAt: START + MINUTE_MS,
      orderId: order.id,
      wasIdle: false,
    });
    expect(shop.variant(70)?.inventory).toBe(0);
    expect(topics()).toEqual([
      "checkouts/create",
      "customers/create",
      "orders/create",
      "customers/update",
      "products/update",
      "variants/out_of_stock",
      "checkouts/update",
    ]);
  });

  it("remembers that it was idle for more than ten minutes", () => {
    const { id } = shop.createCheckout({ lines: [bar(1)] });
    clock.advance(10 * MINUTE_MS);
    expect(shop.updateCheckout(id, { hasContact: true }).wasIdle).toBe(false);
    clock.advance(10 * MINUTE_MS + 1000);
    expect(shop.updateCheckout(id, { lines: [bar(2)] }).wasIdle).toBe(true);
    expect(shop.updateCheckout(id, {}).wasIdle).toBe(true);
  });

  it("says in its messages where it was begun and what each line and the shipping cost", () => {
    shop.createProduct({ id: 8, title: "Voucher", isGiftCard: true, variants: [{ id: 80, price: 5000 }] });
    events = [];
    const { id } = shop.createCheckout({
      ...{ sourceName: "pos", deviceId: 37, userId: 12, locationId: 555, presentmentCurrency: "CHF" },
      lines: [
        { ...bar(2), discount: 300, tax: 323 },
        { productId: 8, quantity: 1 },
      ],
      shipping: 490,
      shippingTax: 93,
    });
    expect(events[0]?.payload).toMatchObject({
      ...{ source_name: "pos", device_id: 37, user_id: 12, location_id: 555, presentment_currency: "CHF" },
      ...{ total_line_items_price: "70.00", total_discounts: "3.00", subtotal_price: "67.00" },
      ...{ total_tax: "4.16", total_price: "76.06", tax_lines: [{ price: "4.16" }] },
      line_items: [
        {
          ...{ price: "10.00", quantity: 2, gift_card: false, taxable: true },
          ...{ discount_allocations: [{ amount: "3.00" }], tax_lines: [{ price: "3.23" }] },
        },
        { price: "50.00", gift_card: true, discount_allocations: [], tax_lines: [] },
      ],
      shipping_lines: [{ price: "4.90", tax_lines: [{ price: "0.93" }] }],
    });
    expect(shop.completeCheckout(id)).toMatchObject({ sourceName: "pos", presentmentCurrency: "CHF", shipping: 490 });
  });

  it("can be completed once, and not while it is empty", () => {
    const empty = shop.createCheckout({});
    expect(() => shop.completeCheckout(empty.id)).toThrow("is empty");
    const { id } = shop.createCheckout({ lines: [bar(1)] });
    shop.completeCheckout(id, { customerId: null });
    expect(() => shop.completeCheckout(id)).toThrow("already completed");
    expect(() => shop.updateCheckout(id, {})).toThrow("already completed");
  });
});

describe("an order", () => {
  it("can be refunded, edited and cancelled, each at its own time", () => {
    const { id } = shop.placeOrder({ lines: [bar(3)], sourceName: "pos" });
    clock.advance(MINUTE_MS);
    shop.refundOrder(id, { lines: [{ line: 0, quantity: 1 }] });
    clock.advance(MINUTE_MS);
    shop.editOrder(id, [bar(1), { ...bar(-1) }]);
    clock.advance(MINUTE_MS);
    events = [];
    const cancelled = shop.cancelOrder(id);
    expect(topics()).toEqual(["orders/cancelled", "orders/updated", "refunds/create"]);
    const { agreements, lines } = orderHistory(cancelled);
    expect(agreements.map(({ kind, happenedAt }) => [kind, (happenedAt - START) / MINUTE_MS])).toEqual([
      ["OrderAgreement", 0],
      ["RefundAgreement", 1],
      ["OrderEditAgreement", 2],
      ["RefundAgreement", 3],
    ]);
    expect(lines.map(({ left }) => left)).toEqual([0, 0]);
    expect(cancelled.updatedAt).toBe(START + 3 * MINUTE_MS);
    expect(() => shop.cancelOrder(id)).toThrow("already cancelled");
    expect(() => shop.editOrder(id, [bar(1)])).toThrow("is cancelled");
  });

  it("keeps its title and loses its product when the product is deleted", () => {
    const { id } = shop.placeOrder({ lines: [bar(1)] });
    shop.deleteProduct(7);
    expect(shop.order(id)?.lines[0]?.title).toBe("Bar of soap");
    expect(shop.product(7)).toBeUndefined();
  });

  it("is gone without a trace once deleted", () => {
    const { id } = shop.placeOrder({ lines: [bar(1)] });
    events = [];
    shop.deleteOrder(id);
    expect(shop.order(id)).toBeUndefined();
    expect(events).toMatchObject([{ topic: "orders/delete", payload: { id } }]);
  });
});

describe("a command that fails", () => {
  it("changes nothing, reports nothing and takes no ids", () => {
    const before = shop.placeOrder({ lines: [bar(1)] });
    expect(() => shop.placeOrder({ lines: [bar(1), { productId: 404, quantity: 1 }] })).toThrow("no product 404");
    expect(() => shop.placeOrder({ lines: [bar(1)], customerId: 404 })).toThrow("no customer 404");
    expect(shop.counts()).toMatchObject({ orders: 1, customers: 0 });
    expect(shop.placeOrder({ lines: [bar(1)] }).id).toBe(before.id + 1);
  });
});

describe("customers", () => {
  it("that are merged give everything to the one who stays", () => {
    const [from, into] = [shop.createCustomer(), shop.createCustomer()];
    const order = shop.placeOrder({ lines: [bar(1)], customerId: from.id });
    const checkout = shop.createCheckout({ customerId: from.id, lines: [bar(1)] });
    clock.advance(MINUTE_MS);
    events = [];
    shop.mergeCustomers(from.id, into.id);
    expect(shop.order(order.id)).toMatchObject({ customerId: into.id, updatedAt: START + MINUTE_MS });
    expect(shop.checkout(checkout.id)?.customerId).toBe(into.id);
    expect(shop.customer(from.id)).toBeUndefined();
    expect(topics()).toEqual(["orders/updated", "customers/merge", "customers/update"]);
  });

  it("with orders cannot be deleted", () => {
    const { id } = shop.createCustomer();
    shop.placeOrder({ lines: [bar(1)], customerId: id });
    expect(() => shop.deleteCustomer(id)).toThrow("has orders");
  });
});

describe("stock", () => {
  it("that is not tracked never sells out", () => {
    shop.setInventory(70, null);
    events = [];
    shop.placeOrder({ lines: [bar(99)] });
    expect(shop.variant(70)?.inventory).toBeNull();
    expect(topics()).toEqual(["orders/create"]);
  });

  it("says when it comes back", () => {
    shop.setInventory(70, 0);
    events = [];
    shop.setInventory(70, 5);
    expect(topics()).toEqual(["products/update", "variants/in_stock"]);
  });
});

describe("handles", () => {
  it("are made of titles and never collide", () => {
    const handles = ["Bar of soap", "Seife & Öl", "!!!"].map(
      (title) => shop.createProduct({ title, variants: [{ price: 1 }] }).handle,
    );
    expect(handles).toEqual(["bar-of-soap-1", "seife-öl", "product"]);
  });
});
