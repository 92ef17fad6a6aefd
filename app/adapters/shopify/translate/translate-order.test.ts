import { describe, expect, it } from "vitest";
import { translateLine, translateOrder, translateSale } from "./translate-order";

const money = (amount: string, currencyCode = "EUR") => ({ shopMoney: { amount, currencyCode } });
const order = (changes: object = {}) => ({
  id: "gid://shopify/Order/1",
  name: "#1",
  processedAt: "2026-01-01T00:00:00Z",
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-02T00:00:00Z",
  cancelledAt: null,
  test: false,
  displayFinancialStatus: "PAID",
  sourceName: "web",
  currencyCode: "EUR",
  checkoutToken: "t",
  cartToken: null,
  discountCodes: [],
  tags: ["a"],
  attribution: null,
  customer: { id: "gid://shopify/Customer/2" },
  originalTotalPriceSet: money("12.50"),
  ...changes,
});
const sale = (changes: object = {}) => ({
  id: "gid://shopify/ProductSale/5",
  actionType: "ORDER",
  lineType: "PRODUCT",
  quantity: 1,
  totalAmount: money("12.50"),
  totalTaxAmount: money("2.00"),
  totalDiscountAmountBeforeTaxes: money("0.0"),
  ...changes,
});

describe("translateOrder", () => {
  it("keeps ids as text and amounts in minor units", () => {
    expect(translateOrder(order())).toMatchObject({ orderId: "1", customerId: "2", totalPaid: 1250, channel: "web" });
    expect(translateOrder(order({ id: "gid://shopify/Order/9007199254740993" })).orderId).toBe("9007199254740993");
  });

  it("reads how many orders the customer has, which Shopify writes as text", () => {
    const customer = (numberOfOrders?: unknown) => ({ customer: { id: "gid://shopify/Customer/2", numberOfOrders } });
    expect(translateOrder(order(customer("12"))).customerOrderCount).toBe(12);
    expect(translateOrder(order(customer())).customerOrderCount).toBeNull();
    expect(translateOrder(order({ customer: null })).customerOrderCount).toBeNull();
    expect(() => translateOrder(order(customer("-1")))).toThrow("not a number of orders");
  });

  it("tells subscription renewals", () => {
    expect(translateOrder(order({ sourceName: "subscription_contract" })).isRenewal).toBe(true);
    expect(translateOrder(order()).isRenewal).toBe(false);
  });

  it("reads the first and the last visit as two, a campaign's own name before the site's", () => {
    const firstVisit = { source: "Google", utmParameters: { source: "google", medium: "cpc" } };
    const lastVisit = { source: "direct", utmParameters: null };
    expect(translateOrder(order({ customerJourneySummary: { firstVisit, lastVisit } }))).toMatchObject({
      firstVisitSource: "google",
      firstVisitMedium: "cpc",
      lastVisitSource: "direct",
      lastVisitMedium: null,
    });
  });

  it.each([
    ["no visit", { firstVisit: null, lastVisit: null }, null, null],
    ["only a last visit", { firstVisit: null, lastVisit: { source: "direct" } }, null, "direct"],
    ["a single visit, named once", { firstVisit: { source: "google" }, lastVisit: null }, "google", "google"],
    ["visits of unknown source", { firstVisit: { source: "unknown" }, lastVisit: { source: "" } }, null, null],
    [
      "a campaign without a name",
      { firstVisit: { source: "google", utmParameters: { source: "", medium: "" } }, lastVisit: null },
      "google",
      "google",
    ],
  ])("makes no source up of %s", (_name, customerJourneySummary, firstVisitSource, lastVisitSource) => {
    expect(translateOrder(order({ customerJourneySummary }))).toMatchObject({
      firstVisitSource,
      firstVisitMedium: null,
      lastVisitSource,
      lastVisitMedium: null,
    });
  });

  it("takes the negative total of a return without a purchase", () => {
    expect(translateOrder(order({ originalTotalPriceSet: money("-40.0") })).totalPaid).toBe(-4000);
  });

  it("replaces NUL, which the database cannot store", () => {
    expect(translateOrder(order({ name: "a\0b" })).name).toBe("a\uFFFDb");
  });

  it.each([
    ["a missing id", { id: undefined }],
    ["an id of another kind of text", { id: "1" }],
    ["an id beyond eight bytes", { id: "gid://shopify/Order/9223372036854775808" }],
    ["a wrong type", { test: "no" }],
    ["year 1", { processedAt: "0001-01-01T00:00:00Z" }],
    ["year 9999", { processedAt: "9999-12-31T00:00:00Z" }],
    ["no moment", { updatedAt: "yesterday" }],
    ["an exponent", { originalTotalPriceSet: money("1e309") }],
    ["no number", { originalTotalPriceSet: money("NaN") }],
    ["a draft", { id: "gid://shopify/DraftOrder/1" }],
    ["a company for a customer", { customer: { id: "gid://shopify/Company/2" } }],
    ["no currency", { currencyCode: "euro" }],
  ])("I7: refuses %s", (_name, changes) => {
    expect(() => translateOrder(order(changes))).toThrow();
  });
});

describe("translateSale", () => {
  it("I7: parses amounts by the currency's decimals", () => {
    const total = (amount: string, currency: string) =>
      translateSale(sale({ totalAmount: money(amount, currency), totalTaxAmount: money("0") }), "OrderAgreement/1")
        .total;
    expect([total("1250", "JPY"), total("1250.0", "JPY"), total("1.250", "KWD"), total("12.5", "EUR")]).toEqual([
      1250, 1250, 1250, 1250,
    ]);
  });

  it("rounds a tax that has more decimals than the currency", () => {
    const { tax } = translateSale(sale({ totalTaxAmount: money("1.085") }), "OrderAgreement/1");
    expect(tax).toBe(109);
  });

  it("keeps a sale of unknown action where no number reads it", () => {
    expect(translateSale(sale({ actionType: "UNKNOWN" }), "OrderAgreement/1")).toMatchObject({
      action: "UPDATE",
      lineType: "UNKNOWN",
    });
  });
});

describe("translateLine", () => {
  it("knows no product of a line whose product was deleted", () => {
    const line = { id: "gid://shopify/LineItem/4", title: "x", quantity: 1, isGiftCard: false, product: null };
    expect(translateLine(line, "1")).toMatchObject({ lineId: "4", productId: null, variantId: null });
  });

  it.each([
    ["product.set.2", "product.set.2"],
    ["search.for_you.12", "search.for_you.12"],
    ["product.set.0", null],
    ["product.set.100", null],
    ["product:pairs", null],
    ["For Anna, with love", null],
    [null, null],
  ])("reads of its attributes only which list it was added from: %s", (value, rec) => {
    const line = { id: "gid://shopify/LineItem/4", title: "x", quantity: 1, isGiftCard: false };
    const customAttributes = [
      { key: "Engraving", value: "product.set.1" },
      { key: "_rec", value },
    ];
    expect(translateLine({ ...line, customAttributes }, "1").rec).toBe(rec);
    expect(translateLine(line, "1").rec).toBeNull();
  });
});
