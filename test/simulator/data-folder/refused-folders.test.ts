import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkout, event, line, order, product, shop, testFolder } from "./test-folder";

const folder = testFolder();
const { refusal } = folder;

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
      "an event nobody tells",
      { "events.jsonl": [event, { ...event, id: "e2", name: "clicked" }] },
      "events.jsonl:2: name must be the name of an event of Shopify's, or rec_viewed.",
    ],
    [
      "an event at no moment",
      { "events.jsonl": [{ ...event, at: "2026-01-05 10:00" }] },
      'events.jsonl:1: at is wrong: "2026-01-05 10:00" is no moment such as "2026-02-01T03:30:00Z".',
    ],
    [
      "an event of nobody",
      { "events.jsonl": [event, event, { ...event, clientId: undefined }] },
      "events.jsonl:3: clientId",
    ],
    [
      "half a search result",
      { "events.jsonl": [{ ...event, results: 0.5 }] },
      "events.jsonl:1: results must be a whole number.",
    ],
    [
      "stock of no day",
      { "stock.jsonl": [{ variantId: 70, day: "today", available: 3 }] },
      'stock.jsonl:1: day must be a day such as "2026-05-01".',
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
    mkdirSync(join(folder.directory, file));
    expect(refusal({ [file]: null })).toBe(`${join(folder.directory, file)} cannot be read: it is a folder.`);
  });

  it("a file that cannot be looked at, which is not a missing one", () => {
    symlinkSync("checkouts.jsonl", join(folder.directory, "checkouts.jsonl"));
    expect(refusal({})).toBe(`${join(folder.directory, "checkouts.jsonl")} cannot be read: ELOOP.`);
  });

  it.each(cases)("%s", (_, changes, message) => {
    const text = refusal(changes);
    expect(text).toContain(message);
    expect(text).toMatch(/^[^\n]*\.$/);
  });
});
