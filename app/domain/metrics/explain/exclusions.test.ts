import { describe, expect, it } from "vitest";
import { at, checkout, context, order, row } from "../../../../test/support/builders";
import { storefrontEvent } from "~/domain/measurement/storefront-event";
import { DEFAULT_DEFINITIONS } from "~/domain/orders/definitions";
import type { Order } from "~/domain/orders/order";
import type { Segment } from "~/domain/orders/segment";
import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { MetricContext } from "~/domain/metrics/history/metric-context";
import { exclusions, orderScope } from "./exclusions";

const RANGE = { from: "2026-02-01", to: "2026-02-28" };
const AS_OF = context({ asOf: at("2026-04-30T00:00") });
const noon = (day: string) => at(`${day}T12:00`);
const bought = (day: string, more: Partial<Order> = {}) => order({ processedAt: noon(day), ...more });

const free = { rows: [row({ total: 0, discount: 500 })] };
const ORDERS: readonly Order[] = [
  bought("2026-02-01", { customerId: "1" }),
  bought("2026-02-28", { customerId: "1" }),
  bought("2026-02-02", {
    customerId: "2",
    rows: [row({ total: 1 }), row({ action: "RETURN", total: -1, happenedAt: noon("2026-02-03") })],
  }),
  bought("2026-02-03", { isTest: true }),
  bought("2026-02-04", { currencyCode: "USD" }),
  bought("2026-02-05", { rows: [row({ lineType: "GIFT_CARD" })] }),
  bought("2026-02-06", { cancelledAt: noon("2026-02-07"), financialStatus: "VOIDED" }),
  bought("2026-02-07", { financialStatus: "VOIDED" }),
  bought("2026-02-08", { financialStatus: "EXPIRED" }),
  bought("2026-02-09", free),
  bought("2026-02-09", free),
  bought("2026-02-10", { customerId: null }),
  bought("2026-02-11", { customerId: "1", isRenewal: true }),
  bought("2026-02-12", { customerId: "1", tags: ["staff"], channel: "POS" }),
  // Of other days: two with a row in the range, two without.
  bought("2026-01-29", {
    rows: [
      row({ lineType: "GIFT_CARD" }),
      row({ lineType: "GIFT_CARD", action: "RETURN", happenedAt: noon("2026-02-15") }),
    ],
  }),
  bought("2026-01-31", { ...free, rows: [...free.rows, row({ action: "RETURN", happenedAt: noon("2026-02-14") })] }),
  bought("2026-01-30", { isTest: true }),
  bought("2026-03-01", { isTest: true }),
];
const DEFINITIONS = { ...DEFAULT_DEFINITIONS, excludeOrderTags: ["staff"] };
const STRICT: MetricContext = {
  ...AS_OF,
  definitions: {
    ...DEFINITIONS,
    excludeZeroValueFromAov: true,
    fullyRefundedIsPurchase: false,
    subscriptionRenewalsAreRepeat: false,
  },
};
const excluded = (key: MetricKey, where = STRICT, segment: Segment = {}, orders = ORDERS) =>
  exclusions(METRICS[key].basis, { orders, checkouts: [] }, RANGE, where, segment);

describe("what was left out", () => {
  it("of a number of orders", () => {
    expect(excluded("orders")).toEqual({ test: 1, other_currency: 1, setting: 1, no_product: 1 });
    expect(excluded("aov")).toEqual({
      test: 1,
      other_currency: 1,
      setting: 1,
      no_product: 1,
      zero_value_by_setting: 2,
    });
    expect(excluded("aov", { ...STRICT, definitions: DEFINITIONS })).not.toHaveProperty("zero_value_by_setting");
    expect(excluded("aov_net")).not.toHaveProperty("zero_value_by_setting");
    expect(excluded("aov_new")).toMatchObject({ other_buyer: 9 });
  });
  it("of a sum of ledger rows, those of older orders included", () => {
    expect(excluded("net_sales")).toEqual({ test: 1, other_currency: 1, setting: 1, no_product: 2 });
    expect(excluded("net_sales_new")).toMatchObject({ other_buyer: 10 });
    expect(excluded("gift_cards_sold")).toEqual({ test: 1, other_currency: 1, setting: 1 });
    expect(excluded("shipping_cost_charged")).toEqual({ test: 1, other_currency: 1, setting: 1, no_product: 2 });
  });
  it("of a number of purchases or customers", () => {
    const noPurchases = { cancelled: 1, unpaid: 2, zero_value: 2, refunded: 1 };
    const noOrders = { test: 1, other_currency: 1, setting: 1, no_product: 1 };
    expect(excluded("identified_share")).toEqual({ ...noOrders, ...noPurchases });
    expect(excluded("purchase_frequency")).toEqual({ ...noOrders, ...noPurchases, unidentified: 1 });
    expect(excluded("customers")).toEqual({ ...noOrders, ...noPurchases, unidentified: 1, skipped_renewal: 1 });
    expect(excluded("customers", { ...STRICT, definitions: DEFINITIONS })).toEqual({
      ...noOrders,
      ...{ cancelled: 1, unpaid: 2, zero_value: 2, unidentified: 1 },
    });
    expect(excluded("lapse_point")).toMatchObject({ ...noOrders, test: 3, no_product: 2 });
  });
  it("of customers too young for a horizon, of the range alone", () => {
    const customers = [
      bought("2026-02-01", { customerId: "11", channel: "POS" }),
      bought("2026-02-28", { customerId: "12" }),
      bought("2026-01-31", { customerId: "13" }),
      bought("2026-03-30", { customerId: "14" }),
    ];
    const where = { ...AS_OF, asOf: noon("2026-03-30") };
    expect(excluded("clv_observed_60", where, {}, customers)).toEqual({ too_young: 2 });
    expect(excluded("clv_observed_60", where, { channel: "POS" }, customers)).toEqual({ too_young: 1 });
    // On 30 March the customer of 28 February is thirty days old to the minute.
    expect(excluded("clv_observed_30", where, {}, customers)).toEqual({});
    expect(excluded("time_to_second_purchase", where, {}, customers)).toEqual({});
  });
  it("of a segment, nothing of other segments", () => {
    expect(excluded("orders", STRICT, { channel: "POS" })).toEqual({ setting: 1 });
    expect(excluded("orders", STRICT, { buyer: "new" })).toEqual({});
  });
  it("of the checkouts of the range, by how they stand", () => {
    const begun = (day: string, more: Parameters<typeof checkout>[0] = {}) =>
      checkout({ startedAt: noon(day), ...more });
    const checkouts = [
      begun("2026-02-01"),
      begun("2026-02-28", { isTest: true }),
      begun("2026-02-03", { hasContact: false }),
      begun("2026-02-04", { hasContact: false }),
      begun("2026-02-05", { customerId: "5", token: "tab" }),
      begun("2026-02-05", { customerId: "5", token: "paid" }),
      begun("2026-02-06", { token: "former" }),
      begun("2026-01-31", { isTest: true }),
      begun("2026-03-01", { isTest: true }),
    ];
    const orders = [
      bought("2026-02-05", { checkoutToken: "paid", customerId: "5" }),
      bought("2026-02-06", { checkoutToken: "former", currencyCode: "USD", isTest: true }),
    ];
    const basis = METRICS.checkout_abandonment_rate.basis;
    const left = exclusions(basis, { orders, checkouts }, RANGE, AS_OF);
    expect(left).toEqual({ void: 1, anonymous: 2, superseded: 1 });
    const early = { ...AS_OF, asOf: noon("2026-02-01") };
    expect(exclusions(basis, { orders, checkouts }, RANGE, early)).toEqual({ open: 1 });
  });
});

describe("what was left out of cart abandonment", () => {
  it("is the carts of the range that are still open", () => {
    const where = { ...AS_OF, asOf: at("2026-02-28T18:00"), measuredFrom: "2026-02-01" };
    const events = ["2026-02-26T12:00", "2026-02-27T19:00", "2026-02-28T12:00"].map((moment, index) =>
      storefrontEvent({ id: `e${index}`, clientId: `v${index}`, at: at(moment), name: "product_added_to_cart" }),
    );
    const history = { orders: ORDERS, checkouts: [], storefront: { events, seenClients: new Set<string>() } };
    const { basis } = METRICS.cart_abandonment_rate;
    expect(exclusions(basis, history, RANGE, where)).toEqual({ open_cart: 2 });
    expect(exclusions(basis, history, { ...RANGE, to: "2026-02-26" }, where)).toEqual({});
  });
});

describe("orderScope", () => {
  it("is none for checkouts, and all days for numbers of the whole history", () => {
    expect(orderScope(METRICS.recovery_rate.basis, RANGE, AS_OF)).toBeNull();
    const scope = { buyers: null, excludesZeroValue: false, withRows: false };
    expect(orderScope(METRICS.clv_to_date.basis, RANGE, AS_OF)).toEqual({ ...scope, level: "numbered", range: null });
    expect(orderScope(METRICS.customers.basis, RANGE, AS_OF)).toEqual({ ...scope, level: "numbered", range: RANGE });
  });
});
