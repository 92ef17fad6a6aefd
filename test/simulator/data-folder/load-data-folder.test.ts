import { describe, expect, it } from "vitest";
import { orderHistory } from "../sales/sales-ledger";
import type { OrderRecord } from "../store/records/order";
import { loadDataFolder } from "./load-data-folder";
import { checkout, line, order, shop, testFolder } from "./test-folder";

const folder = testFolder();
const { write } = folder;

describe("a data folder", () => {
  it("becomes a shop, with what is missing as in a plain shop", () => {
    write({ "checkouts.jsonl": [checkout] });
    const loaded = loadDataFolder(folder.store, folder.directory);
    expect(loaded).toMatchObject({ products: 1, customers: 0, orders: 1, checkouts: 1 });
    expect(loaded.shop.profile()).toMatchObject({ ...shop, taxesIncluded: false, installedAt: null });
    expect(loaded.shop.profile().scopes).toContain("read_all_orders");
    expect(loaded.shop.order(1)).toMatchObject({
      customerId: 5,
      createdAt: Date.UTC(2026, 0, 5, 10),
      updatedAt: Date.UTC(2026, 0, 5, 10),
      sourceName: "web",
      isTest: false,
      checkoutToken: null,
      lines: [{ productId: 7, variantId: 70, title: "Bar", quantity: 2, unitPrice: 1000, discount: 0 }],
    });
    expect(loaded.shop.customer(5)?.createdAt).toBe(Date.UTC(2026, 0, 5, 10));
    expect(loaded.shop.checkoutByToken("t9")).toMatchObject({ id: 9, lines: [{ unitPrice: 1000 }], completedAt: null });
    expect(loaded.shop.product(7)).toMatchObject({ status: "ACTIVE", vendor: "Soap" });
  });

  it("knows where a checkout was begun, what its shipping costs, and which products are gift cards", () => {
    const till = {
      ...checkout,
      sourceName: "pos",
      deviceId: 37,
      userId: 12,
      locationId: 555,
      shipping: "12.00",
      shippingTax: "2.00",
      presentmentCurrency: "CHF",
      lines: [{ productId: 7, quantity: 1, giftCard: true }],
    };
    write({ "checkouts.jsonl": [checkout, { ...till, id: 10, token: "t10" }] });
    const { shop: loaded } = loadDataFolder(folder.store, folder.directory);
    const plain = { sourceName: "web", deviceId: null, userId: null, locationId: null, shipping: null, shippingTax: 0 };
    expect(loaded.checkout(9)).toMatchObject({ ...plain, presentmentCurrency: "EUR" });
    const { sourceName, deviceId, userId, locationId } = till;
    expect(loaded.checkout(10)).toMatchObject({
      ...{ sourceName, deviceId, userId, locationId },
      ...{ shipping: 1200, shippingTax: 200, presentmentCurrency: "CHF" },
    });
    expect(loaded.product(7)?.isGiftCard).toBe(true);
  });

  it("tells of everything Shopify's ledger knows", () => {
    const markets = [{ countries: ["CH"], currencyCode: "CHF", rate: "0.95" }];
    const told = {
      ...order,
      ...{ agreedAt: "2026-02-01T00:00:00Z", sourceName: "pos", deviceId: 37, userId: 12, locationId: 555 },
      ...{ shipping: "4.90", shippingTax: "0.93", presentmentCurrency: "CHF" },
      lines: [{ ...line, discount: "2.00", discountAfterTax: "2.38" }],
      charges: [
        { kind: "duty", amount: "4.20", tax: "0.20" },
        { kind: "unknown", amount: "0.99" },
      ],
      edits: [{ at: "2026-02-02T00:00:00Z", lines: [], updates: [{ line: 0, total: "-1.19", discount: "1.00" }] }],
      returns: [
        {
          at: "2026-02-03T00:00:00Z",
          lines: [{ line: 0, quantity: 1 }],
          exchange: [{ ...line, quantity: 1, unitPrice: "15.00" }],
          charges: [{ kind: "fee", amount: "2.00" }],
        },
      ],
      refunds: [
        {
          at: "2026-02-04T00:00:00Z",
          ...{ adjustment: "-1.19", adjustmentTax: "-0.19", shipping: "2.00", shippingTax: "0.38" },
          charges: [{ kind: "duty", amount: "4.20", tax: "0.20" }],
        },
      ],
    };
    const broughtBack = { ...order, id: 2, name: "#1002", hasAgreements: false, lines: [{ ...line, quantity: -1 }] };
    const kept = { ...order, id: 3, name: "#1003", cancelledAt: "2026-01-06T00:00:00Z", keepsMoney: true };
    write({ "shop.json": JSON.stringify({ ...shop, markets }), "orders.jsonl": [told, broughtBack, kept] });
    const { shop: loaded } = loadDataFolder(folder.store, folder.directory);
    const rows = (id: number) =>
      orderHistory(loaded.order(id) as OrderRecord).agreements.map(({ happenedAt, sales }) => [
        new Date(happenedAt).toISOString().slice(0, 10),
        ...sales.map(({ kind, actionType, total, tax }) => [kind, actionType, total, tax]),
      ]);
    expect(rows(1)).toEqual([
      [
        "2026-02-01",
        ["ProductSale", "ORDER", 1800, 0],
        ["ShippingLineSale", "ORDER", 583, 93],
        ["DutySale", "ORDER", 420, 20],
        ["UnknownSale", "ORDER", 99, 0],
      ],
      ["2026-02-02", ["ProductSale", "UPDATE", -119, 0]],
      [
        "2026-02-03",
        ["ProductSale", "RETURN", -840, 0],
        ["ProductSale", "ORDER", 1500, 0],
        ["FeeSale", "ORDER", 200, 0],
      ],
      [
        "2026-02-04",
        ["ShippingLineSale", "RETURN", -238, -38],
        ["DutySale", "RETURN", -420, -20],
        ["AdjustmentSale", "RETURN", 119, 19],
      ],
    ]);
    expect(loaded.order(1)).toMatchObject({
      ...{ sourceName: "pos", deviceId: 37, userId: 12, locationId: 555, presentmentRate: 0.95 },
      updatedAt: Date.UTC(2026, 1, 4),
    });
    expect(rows(2)[0]).toEqual(["2026-01-05", ["ProductSale", "RETURN", -1000, 0]]);
    expect(loaded.order(2)?.hasAgreements).toBe(false);
    expect(rows(3)[1]?.at(-1)).toEqual(["AdjustmentSale", "RETURN", 2000, 0]);
  });

  it("says when the app is installed, where the folder does", () => {
    write();
    expect(loadDataFolder(folder.store, folder.directory).installedAt).toBeNull();
    const other = { ...shop, domain: "other.myshopify.com", installedAt: "2026-01-05T10:00:00Z" };
    write({ "shop.json": JSON.stringify(other) });
    const loaded = loadDataFolder(folder.store, folder.directory);
    expect(loaded.installedAt).toBe(Date.UTC(2026, 0, 5, 10));
    expect(loaded.shop.product(7)?.createdAt).toBe(loaded.installedAt);
  });

  it("is installed at the day it is to stand at, rather than when the folder says, but not before its last event", () => {
    write({ "shop.json": JSON.stringify({ ...shop, installedAt: "2026-01-05T10:00:00Z" }) });
    const standsAt = Date.UTC(2026, 2, 31, 10);
    expect(() => loadDataFolder(folder.store, folder.directory, { standsAt: Date.UTC(2026, 0, 4) })).toThrow(
      "orders.jsonl:1 tells of 2026-01-05T10:00:00Z, after the day the shop is to stand at; name a later day.",
    );
    expect(loadDataFolder(folder.store, folder.directory, { standsAt }).installedAt).toBe(standsAt);
  });

  it("keeps the titles of products it does not hold, as of deleted ones", () => {
    write({ "orders.jsonl": [{ ...order, lines: [{ ...line, productId: 99, title: "Gone" }] }] });
    const { shop: loaded } = loadDataFolder(folder.store, folder.directory);
    expect(loaded.order(1)?.lines[0]).toMatchObject({ productId: null, variantId: null, title: "Gone" });
  });

  it("keeps the first and the last visit of a journey apart", () => {
    const journey = { firstSource: "google", firstMedium: "cpc", source: "newsletter", medium: "email" };
    write({ "orders.jsonl": [{ ...order, journey }] });
    expect(loadDataFolder(folder.store, folder.directory).shop.order(1)?.journey).toMatchObject(journey);
  });

  it("takes edits, refunds and cancellations as the ledger's amounts", () => {
    const rows = [
      {
        ...order,
        edits: [{ at: "2026-01-06T00:00Z", lines: [{ productId: 7, quantity: -1, unitPrice: "10.00" }] }],
        refunds: [{ at: "2026-01-07T00:00Z", lines: [{ line: 0, quantity: 1 }], adjustment: "1.50" }],
      },
    ];
    write({ "orders.jsonl": rows });
    const loaded = loadDataFolder(folder.store, folder.directory).shop.order(1);
    expect(loaded?.updatedAt).toBe(Date.UTC(2026, 0, 7));
    const totals = loaded && orderHistory(loaded).agreements.map(({ sales }) => sales.map(({ total }) => total));
    expect(totals).toEqual([[2000], [-1000], [-1000, -150]]);
  });

  it("never hands out an id that the folder uses", () => {
    write();
    const { shop: loaded } = loadDataFolder(folder.store, folder.directory);
    const placed = loaded.placeOrder({ lines: [{ productId: 7, quantity: 1 }] });
    expect(placed.id).toBeGreaterThan(1);
    expect(placed.name).toBe("#1002");
    expect(new Set([...placed.lines, ...(loaded.order(1)?.lines ?? [])].map(({ id }) => id)).size).toBe(2);
  });

  it("may be loaded beside another shop with the same ids", () => {
    write();
    loadDataFolder(folder.store, folder.directory);
    write({ "shop.json": JSON.stringify({ ...shop, domain: "other.myshopify.com" }) });
    loadDataFolder(folder.store, folder.directory);
    expect(folder.store.shops().map((each) => each.counts().orders)).toEqual([1, 1]);
  });
});
