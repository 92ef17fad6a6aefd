import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadDataFolder } from "./load-data-folder";
import type { OrderRecord } from "../store/records/order";
import { orderHistory } from "../sales/sales-ledger";
import { openStore } from "../store/store";
import type { Store } from "../store/store";

let directory: string;
let store: Store;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "data-folder-"));
  store = openStore({ file: ":memory:" });
});
afterEach(() => {
  store.close();
  rmSync(directory, { recursive: true, force: true });
});

const shop = { name: "Soap", domain: "soap.myshopify.com", ianaTimezone: "Europe/Berlin", currencyCode: "EUR" };
const product = {
  id: 7,
  title: "Bar",
  handle: "bar",
  variants: [{ id: 70, title: "Small", price: "10.00", inventory: 3 }],
};
const line = { productId: 7, quantity: 2, unitPrice: "10.00" };
const order = { id: 1, name: "#1001", customerId: 5, processedAt: "2026-01-05T10:00:00Z", lines: [line] };
const checkout = {
  id: 9,
  token: "t9",
  hasContact: true,
  startedAt: "2026-01-05T09:00:00Z",
  updatedAt: "2026-01-05T09:12:00Z",
  lines: [{ productId: 7, quantity: 1 }],
};

/** Writes the folder with `changes` over a small correct one; an array is a file of rows, a string its text. */
function write(changes: Record<string, unknown> = {}): void {
  const files: Record<string, unknown> = {
    "shop.json": JSON.stringify(shop),
    "products.jsonl": [product],
    "orders.jsonl": [order],
    ...changes,
  };
  for (const [name, content] of Object.entries(files)) {
    if (content === null) continue;
    const text =
      typeof content === "string" ? content : (content as unknown[]).map((row) => JSON.stringify(row)).join("\n");
    writeFileSync(join(directory, name), text);
  }
}

function refusal(changes: Record<string, unknown>): string {
  write(changes);
  try {
    loadDataFolder(store, directory);
  } catch (error) {
    expect((error as Error).name).toBe("DataFolderError");
    expect(store.shops()).toEqual([]);
    expect(store.database.get(`SELECT count(*) AS n FROM "order"`)?.["n"]).toBe(0);
    return (error as Error).message;
  }
  throw new Error("the folder was not refused");
}

describe("a data folder", () => {
  it("becomes a shop, with what is missing as in a plain shop", () => {
    write({ "checkouts.jsonl": [checkout] });
    const loaded = loadDataFolder(store, directory);
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
    const { shop: loaded } = loadDataFolder(store, directory);
    const plain = { sourceName: "web", deviceId: null, userId: null, locationId: null, shipping: 0, shippingTax: 0 };
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
    const { shop: loaded } = loadDataFolder(store, directory);
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
    expect(loadDataFolder(store, directory).installedAt).toBeNull();
    const other = { ...shop, domain: "other.myshopify.com", installedAt: "2026-01-05T10:00:00Z" };
    write({ "shop.json": JSON.stringify(other) });
    const loaded = loadDataFolder(store, directory);
    expect(loaded.installedAt).toBe(Date.UTC(2026, 0, 5, 10));
    expect(loaded.shop.product(7)?.createdAt).toBe(loaded.installedAt);
  });

  it("is installed at the day it is to stand at, rather than when the folder says, but not before its last event", () => {
    write({ "shop.json": JSON.stringify({ ...shop, installedAt: "2026-01-05T10:00:00Z" }) });
    const standsAt = Date.UTC(2026, 2, 31, 10);
    expect(() => loadDataFolder(store, directory, { standsAt: Date.UTC(2026, 0, 4) })).toThrow(
      "orders.jsonl:1 tells of 2026-01-05T10:00:00Z, after the day the shop is to stand at; name a later day.",
    );
    expect(loadDataFolder(store, directory, { standsAt }).installedAt).toBe(standsAt);
  });

  it("keeps the titles of products it does not hold, as of deleted ones", () => {
    write({ "orders.jsonl": [{ ...order, lines: [{ ...line, productId: 99, title: "Gone" }] }] });
    const { shop: loaded } = loadDataFolder(store, directory);
    expect(loaded.order(1)?.lines[0]).toMatchObject({ productId: null, variantId: null, title: "Gone" });
  });

  it("keeps the first and the last visit of a journey apart", () => {
    const journey = { firstSource: "google", firstMedium: "cpc", source: "newsletter", medium: "email" };
    write({ "orders.jsonl": [{ ...order, journey }] });
    expect(loadDataFolder(store, directory).shop.order(1)?.journey).toMatchObject(journey);
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
    const loaded = loadDataFolder(store, directory).shop.order(1);
    expect(loaded?.updatedAt).toBe(Date.UTC(2026, 0, 7));
    const totals = loaded && orderHistory(loaded).agreements.map(({ sales }) => sales.map(({ total }) => total));
    expect(totals).toEqual([[2000], [-1000], [-1000, -150]]);
  });

  it("never hands out an id that the folder uses", () => {
    write();
    const { shop: loaded } = loadDataFolder(store, directory);
    const placed = loaded.placeOrder({ lines: [{ productId: 7, quantity: 1 }] });
    expect(placed.id).toBeGreaterThan(1);
    expect(placed.name).toBe("#1002");
    expect(new Set([...placed.lines, ...(loaded.order(1)?.lines ?? [])].map(({ id }) => id)).size).toBe(2);
  });

  it("may be loaded beside another shop with the same ids", () => {
    write();
    loadDataFolder(store, directory);
    write({ "shop.json": JSON.stringify({ ...shop, domain: "other.myshopify.com" }) });
    loadDataFolder(store, directory);
    expect(store.shops().map((each) => each.counts().orders)).toEqual([1, 1]);
  });
});

describe("a malformed data folder is refused as a whole, with file, line and reason", () => {
  const second = (changes: object) => [order, { ...order, id: 2, ...changes }];
  const cases: [string, Record<string, unknown>, string][] = [
    ["a missing file", { "orders.jsonl": null }, "orders.jsonl does not exist; an empty file stands for no rows."],
    [
      "a shop without a zone",
      { "shop.json": '{"name":"S","domain":"s.myshopify.com","currencyCode":"EUR"}' },
      "shop.json:1: ianaTimezone is missing.",
    ],
    [
      "a zone that does not exist",
      { "shop.json": JSON.stringify({ ...shop, ianaTimezone: "Mars/Base" }) },
      'shop.json:1: ianaTimezone must be an IANA time zone such as "Europe/Berlin".',
    ],
    [
      "a currency that does not exist",
      { "shop.json": JSON.stringify({ ...shop, currencyCode: "EUX" }) },
      'shop.json:1: currencyCode must be a currency code such as "EUR".',
    ],
    [
      "a presentment currency that does not exist",
      { "orders.jsonl": second({ presentmentCurrency: "Dollar" }) },
      'orders.jsonl:2: presentmentCurrency must be a currency code such as "USD".',
    ],
    [
      "a day that does not exist",
      { "orders.jsonl": second({ processedAt: "2026-02-31T10:00Z" }) },
      'orders.jsonl:2: processedAt is wrong: "2026-02-31T10:00Z" names a day that does not exist.',
    ],
    ["broken JSON", { "orders.jsonl": `${JSON.stringify(order)}\n{"id": 2,` }, "orders.jsonl:2: not a line of JSON."],
    ["an id twice", { "orders.jsonl": [order, order] }, "orders.jsonl:2: the order id 1 is used a second time."],
    [
      "a missing field",
      { "orders.jsonl": second({ processedAt: undefined }) },
      "orders.jsonl:2: processedAt is missing.",
    ],
    [
      "a negative id",
      { "orders.jsonl": second({ customerId: -1 }) },
      "orders.jsonl:2: customerId must be a positive integer.",
    ],
    [
      "money as a number",
      { "orders.jsonl": second({ lines: [{ ...line, unitPrice: 10 }] }) },
      'orders.jsonl:2: lines[0].unitPrice must be a decimal string such as "12.50".',
    ],
    [
      "too many decimals",
      { "orders.jsonl": second({ shipping: "4.999" }) },
      'orders.jsonl:2: "4.999" has more decimals than EUR knows.',
    ],
    [
      "no zone in a moment",
      { "orders.jsonl": second({ processedAt: "2026-01-05 10:00" }) },
      'orders.jsonl:2: processedAt is wrong: "2026-01-05 10:00" is no moment such as "2026-02-01T03:30:00Z".',
    ],
    [
      "no units",
      { "orders.jsonl": second({ lines: [{ ...line, quantity: 0 }] }) },
      "orders.jsonl:2: lines[0].quantity must not be zero.",
    ],
    [
      "a refund of nothing",
      { "orders.jsonl": second({ refunds: [{ at: "2026-01-06T00:00Z", lines: [{ line: 3, quantity: 1 }] }] }) },
      "orders.jsonl:2: a refund names line 3, but the order has 1.",
    ],
    [
      "a refund of too much",
      { "orders.jsonl": second({ refunds: [{ at: "2026-01-06T00:00Z", lines: [{ line: 0, quantity: 3 }] }] }) },
      "orders.jsonl:2: a refund returns 3 units of line 0, of which 2 are left.",
    ],
    [
      "a cancellation too early",
      { "orders.jsonl": second({ cancelledAt: "2026-01-01T00:00Z" }) },
      "orders.jsonl:2: cancelledAt is before processedAt.",
    ],
    [
      "a first visit without a last one",
      { "orders.jsonl": second({ journey: { firstSource: "google" } }) },
      "orders.jsonl:2: journey needs the last visit too: give it source or medium.",
    ],
    [
      "an unknown payment state",
      { "orders.jsonl": second({ financialStatus: "LOST" }) },
      "orders.jsonl:2: financialStatus",
    ],
    [
      "a handle twice",
      { "products.jsonl": [product, { ...product, id: 8, variants: [{ id: 80, price: "1.00" }] }] },
      'products.jsonl:2: the handle "bar" is used a second time.',
    ],
    [
      "a variant twice",
      { "products.jsonl": [product, { ...product, id: 8, handle: "b" }] },
      "products.jsonl:2: the variant id 70 is used a second time.",
    ],
    [
      "a checkout token twice",
      { "checkouts.jsonl": [checkout, { ...checkout, id: 10 }] },
      'checkouts.jsonl:2: the checkout token "t9" is used a second time.',
    ],
    [
      "a checkout going back in time",
      { "checkouts.jsonl": [{ ...checkout, updatedAt: "2026-01-01T00:00Z" }] },
      "checkouts.jsonl:1: updatedAt is before startedAt.",
    ],
    [
      "money kept of an order that was not cancelled",
      { "orders.jsonl": second({ keepsMoney: true }) },
      "orders.jsonl:2: keepsMoney needs a cancelledAt.",
    ],
    [
      "a charge of no known kind",
      { "orders.jsonl": second({ charges: [{ kind: "toll", amount: "1.00" }] }) },
      "orders.jsonl:2: charges[0].kind must be duty, fee, additional_fee or unknown.",
    ],
    [
      "a charge paid to the buyer",
      { "orders.jsonl": second({ charges: [{ kind: "duty", amount: "-1.00" }] }) },
      "orders.jsonl:2: a charge must not be negative.",
    ],
    [
      "a return before the order",
      { "orders.jsonl": second({ returns: [{ at: "2026-01-01T00:00Z", lines: [{ line: 0, quantity: 1 }] }] }) },
      "orders.jsonl:2: a return is before processedAt.",
    ],
    [
      "a return of too much",
      { "orders.jsonl": second({ returns: [{ at: "2026-01-06T00:00Z", lines: [{ line: 0, quantity: 3 }] }] }) },
      "orders.jsonl:2: a return returns 3 units of line 0, of which 2 are left.",
    ],
    [
      "a native return of an order without agreements",
      {
        "orders.jsonl": second({
          hasAgreements: false,
          returns: [{ at: "2026-01-06T00:00Z", lines: [{ line: 0, quantity: 1 }] }],
        }),
      },
      "orders.jsonl:2: an order without agreements cannot have a return of Shopify's own kind.",
    ],
    [
      "an edit of a line that does not exist",
      {
        "orders.jsonl": second({
          edits: [{ at: "2026-01-06T00:00Z", lines: [], updates: [{ line: 4, total: "1.00" }] }],
        }),
      },
      "orders.jsonl:2: an edit changes line 4, but the order has 1.",
    ],
    [
      "more shipping given back than was paid",
      { "orders.jsonl": second({ shipping: "4.90", refunds: [{ at: "2026-01-06T00:00Z", shipping: "4.91" }] }) },
      "orders.jsonl:2: the refunds give back more than the shipping.",
    ],
    [
      "a market without a rate",
      { "shop.json": JSON.stringify({ ...shop, markets: [{ countries: ["CH"], currencyCode: "CHF", rate: "0.00" }] }) },
      'shop.json:1: markets[0].rate must be a rate such as "0.9512".',
    ],
    [
      "a checkout from nowhere",
      { "checkouts.jsonl": [{ ...checkout, sourceName: "" }] },
      "checkouts.jsonl:1: sourceName",
    ],
    [
      "a device that has no number",
      { "checkouts.jsonl": [{ ...checkout, deviceId: "till" }] },
      "checkouts.jsonl:1: deviceId must be a positive integer.",
    ],
    [
      "shipping that is paid to the buyer",
      { "checkouts.jsonl": [{ ...checkout, shipping: "-4.90" }] },
      "checkouts.jsonl:1: shipping must not be negative.",
    ],
    [
      "an installation before the folder's last event",
      {
        "shop.json": JSON.stringify({ ...shop, installedAt: "2026-01-05T09:30:00Z" }),
        "checkouts.jsonl": [checkout],
      },
      "shop.json:1: installedAt 2026-01-05T09:30:00Z is before what orders.jsonl:1 tells of 2026-01-05T10:00:00Z; name",
    ],
    [
      "an installation before a refund",
      {
        "shop.json": JSON.stringify({ ...shop, installedAt: "2026-01-05T11:00:00Z" }),
        "orders.jsonl": second({ refunds: [{ at: "2026-01-06T00:00:00Z", lines: [], adjustment: "1.00" }] }),
      },
      "is before what orders.jsonl:2 tells of 2026-01-06T00:00:00Z",
    ],
    [
      "an installation before a checkout ended",
      {
        "shop.json": JSON.stringify({ ...shop, installedAt: "2026-01-05T11:00:00Z" }),
        "checkouts.jsonl": [{ ...checkout, completedAt: "2026-01-05T11:00:01Z" }],
      },
      "is before what checkouts.jsonl:1 tells of 2026-01-05T11:00:01Z",
    ],
    [
      "an installation at no time",
      { "shop.json": JSON.stringify({ ...shop, installedAt: "2026-01-05" }) },
      "shop.json:1: installedAt is wrong",
    ],
    ["a list where a row should be", { "orders.jsonl": "[]" }, "orders.jsonl:1:"],
  ];
  it.each(["shop.json", "orders.jsonl"])("a %s that is a folder", (file) => {
    mkdirSync(join(directory, file));
    expect(refusal({ [file]: null })).toBe(`${join(directory, file)} cannot be read: it is a folder.`);
  });

  it("a file that cannot be looked at, which is not a missing one", () => {
    symlinkSync("checkouts.jsonl", join(directory, "checkouts.jsonl"));
    expect(refusal({})).toBe(`${join(directory, "checkouts.jsonl")} cannot be read: ELOOP.`);
  });

  it.each(cases)("%s", (_, changes, message) => {
    const text = refusal(changes);
    expect(text).toContain(message);
    expect(text).toMatch(/^[^\n]*\.$/);
  });
});
