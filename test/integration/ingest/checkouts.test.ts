import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readAbandonedCheckouts } from "~/adapters/db/facts/abandoned-checkouts.server";
import { readShippingSplit } from "~/adapters/db/totals/shipping-split.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { explain } from "~/features/explain/explain.server";
import { shopReport, type ShopReport } from "~/features/report/shop-report.server";
import { addDays, dayOf } from "~/domain/time/shop-time";
import { because } from "~/domain/metrics/confidence/reason";
import { sayReason } from "~/words/records/reasons";
import { manualClock } from "../../simulator/time/clock";
import type { ShopStore } from "../../simulator/store/shop-store";
import { API_SECRET, type IngestApp, startIngestApp } from "../../support/app/ingest-app";

const NOW = Date.now();
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const today = dayOf(NOW, "Europe/Paris");
/** All days that matter here, yesterday's checkouts included. */
const RANGE = { from: addDays(today, -400), to: today };

const clock = manualClock(NOW);
let app: IngestApp;
let shop: ShopStore;
let productId: number;
let giftCardId: number;

beforeAll(async () => {
  app = await startIngestApp({ clock: clock.now });
});
afterAll(() => app.close());

beforeEach(() => {
  shop = app.createShop({ taxesIncluded: true });
  productId = shop.createProduct({ title: "Lamp", variants: [{ price: 12_000 }] }).id;
  giftCardId = shop.createProduct({ title: "Gift card", isGiftCard: true, variants: [{ price: 5_000 }] }).id;
});

/** Runs `work` in Shopify so many days ago. */
function ago<Result>(days: number, work: () => Result): Result {
  clock.set(NOW - days * DAY_MS);
  try {
    return work();
  } finally {
    clock.set(NOW);
  }
}

const lamp = () => ({ productId, quantity: 1, unitPrice: 12_000, tax: 2_000 });
const giftCard = () => ({ productId: giftCardId, quantity: 1, unitPrice: 5_000, tax: 0 });
const leave = (days: number) => ago(days, () => shop.createCheckout({ hasContact: true, lines: [lamp()] }));
const buy = (days: number) => ago(days, () => shop.completeCheckout(shop.createCheckout({ lines: [lamp()] }).id));

const report = (range = RANGE, asOf?: string): Promise<ShopReport> =>
  shopReport(app.context, String(shop.id), { ...range, ...(asOf !== undefined && { asOf }) });

/** The rate of now and, folded from the history, of the same moment: they must agree. */
async function rateOf(range = RANGE) {
  const [now, folded] = [await report(range), await report(range, new Date(Date.now() + MINUTE_MS).toISOString())];
  const pick = ({ metrics, tables }: ShopReport) => ({
    rate: [metrics.checkout_abandonment_rate.numerator, metrics.checkout_abandonment_rate.denominator],
    value: metrics.abandoned_value.value,
    since: metrics.checkout_abandonment_rate.since,
    because: metrics.checkout_abandonment_rate.unavailableBecause,
    others: tables.otherSources,
  });
  expect(pick(now)).toEqual(pick(folded));
  return pick(now);
}

async function send(topic: string, payload: object): Promise<number> {
  const body = JSON.stringify(payload);
  const answer = await fetch(app.webhookUrl, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": shop.domain,
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": randomUUID(),
      "x-shopify-event-id": randomUUID(),
      "x-shopify-triggered-at": new Date().toISOString(),
      "x-shopify-hmac-sha256": createHmac("sha256", API_SECRET).update(body).digest("base64"),
    },
  });
  return answer.status;
}

describe("where the rate begins", () => {
  it("is where Shopify's list reached back to when it was first read, and stays there", async () => {
    shop.updateProfile({ forgetsOldCheckouts: true });
    [300, 200, 100].forEach(leave);
    [300, 200, 100, 60, 20].forEach(buy);
    [60, 20].forEach(leave);
    await app.install(shop);
    const knownFrom = addDays(dayOf(NOW - 90 * DAY_MS, "Europe/Paris"), 1);
    expect(await rateOf()).toMatchObject({ rate: [2, 4], since: knownFrom });
    expect(await rateOf({ from: addDays(today, -80), to: today })).toMatchObject({ rate: [2, 4], since: null });
    const before = await rateOf({ from: addDays(today, -400), to: addDays(knownFrom, -1) });
    expect(before).toMatchObject({ rate: [null, null], value: null });
    expect(before.because).toBe(sayReason(because("checkoutsUnknown", { day: knownFrom })));

    shop.updateProfile({ forgetsOldCheckouts: false });
    await app.importAll(shop);
    expect(await rateOf()).toMatchObject({ rate: [2, 4], since: knownFrom });
  });

  it("is earlier where the list still held an older checkout", async () => {
    [300, 200].forEach(leave);
    [320, 250].forEach(buy);
    await app.install(shop);
    expect(await rateOf()).toMatchObject({ rate: [2, 3], since: dayOf(NOW - 300 * DAY_MS, "Europe/Paris") });
  });

  it("holds for every list of a number too", async () => {
    [300, 60].forEach(leave);
    [320, 50].forEach(buy);
    shop.updateProfile({ forgetsOldCheckouts: true });
    await app.install(shop);
    const explained = await explain(app.context, String(shop.id), { key: "checkout_abandonment_rate", range: RANGE });
    expect(explained.list.total).toMatchObject({ numerator: 1, denominator: 2 });
    expect(explained.over?.from).toBe(addDays(dayOf(NOW - 90 * DAY_MS, "Europe/Paris"), 1));
    const listed = await withShop(app.database.db, String(shop.id), (tx) =>
      readAbandonedCheckouts(tx, String(shop.id), RANGE, Date.now(), 60, { offset: 0, limit: 10 }),
    );
    expect(listed).toHaveLength(1);
  });

  it("is nowhere while the list cannot be read, which is said instead of 0%", async () => {
    [60, 50].forEach(buy);
    app.simulator.faults.add({
      surface: "graphql",
      matching: "abandonedCheckouts",
      times: 20,
      kind: { type: "graphqlError", code: "ACCESS_DENIED", message: "no" },
    });
    await app.install(shop);
    app.simulator.faults.clear();
    expect((await rateOf()).because).toContain("has not been read yet");
  });
});

describe("which checkouts belong to the online store", () => {
  it("leaves out carts and orders of tills, completed drafts and renewals, whatever their source is called", async () => {
    buy(20);
    leave(20);
    ago(20, () => {
      const till = { sourceName: "pos", deviceId: 37, userId: 12, locationId: 555 };
      shop.createCheckout({ hasContact: true, lines: [lamp()], ...till });
      shop.completeCheckout(shop.createCheckout({ lines: [lamp()], ...till }).id);
      shop.placeOrder({ lines: [lamp()], sourceName: "pos", checkoutToken: "pos-1" });
      shop.placeOrder({ lines: [lamp()], sourceName: "shopify_draft_order", checkoutToken: "draft-1" });
      shop.placeOrder({ lines: [lamp()], sourceName: "subscription_contract_checkout_one", checkoutToken: "sub-1" });
      shop.placeOrder({ lines: [lamp()], sourceName: "3890849", checkoutToken: "app-1" });
    });
    await app.install(shop);
    expect(await rateOf()).toMatchObject({
      rate: [1, 2],
      others: [
        { sourceName: "pos", count: 2 },
        { sourceName: "3890849", count: 1 },
        { sourceName: "shopify_draft_order", count: 1 },
        { sourceName: "subscription_contract_checkout_one", count: 1 },
      ],
    });
  });

  it("leaves out a message that names a device, a member of staff or a place, even where it says web", async () => {
    await app.install(shop);
    const body = (id: number, extra: object) => ({
      id,
      token: `t${id}`,
      customer: { id: 4711 + id },
      created_at: new Date(NOW - 90 * MINUTE_MS).toISOString(),
      updated_at: new Date(NOW - 90 * MINUTE_MS).toISOString(),
      currency: "EUR",
      subtotal_price: "10.00",
      source_name: "web",
      ...extra,
    });
    expect(await send("checkouts/create", body(1, {}))).toBe(200);
    expect(await send("checkouts/create", body(2, { source_name: "pos" }))).toBe(200);
    expect(await send("checkouts/create", body(3, { device_id: 37 }))).toBe(200);
    expect(await send("checkouts/create", body(4, { user_id: 12 }))).toBe(200);
    expect(await send("checkouts/create", body(5, { location_id: 555 }))).toBe(200);
    expect(await send("checkouts/create", body(6, { source_name: "" }))).toBe(200);
    expect(await send("checkouts/create", body(7, { source_name: "Buy Button" }))).toBe(200);
    expect(await send("checkouts/create", body(8, { source_name: 580111 }))).toBe(200);
    await app.settle(shop);
    expect(await rateOf()).toMatchObject({
      rate: [2, 2],
      others: [
        { sourceName: "pos", count: 3 },
        { sourceName: "580111", count: 1 },
        { sourceName: "Buy Button", count: 1 },
        { sourceName: "staff", count: 1 },
      ],
    });
  });

  it("knows invoices of drafts, paid or left, by the source their messages name", async () => {
    await app.install(shop);
    const invoice = { sourceName: "shopify_draft_order", hasContact: true, lines: [lamp()] };
    for (let paid = 0; paid < 3; paid++) shop.completeCheckout(shop.createCheckout(invoice).id);
    clock.set(NOW - 2 * 60 * MINUTE_MS);
    shop.createCheckout(invoice);
    clock.set(NOW);
    await app.settle(shop);
    expect(await rateOf()).toMatchObject({
      rate: [0, 0],
      others: [{ sourceName: "shopify_draft_order", count: 4 }],
    });
  });
});

describe("what an abandoned checkout is worth", () => {
  it("is merchandise before tax without gift cards, the same from the list and from messages", async () => {
    const left = { hasContact: true, lines: [lamp(), giftCard()], shipping: 1_200, shippingTax: 200 };
    ago(20, () => shop.createCheckout({ ...left, lines: [lamp()] }));
    ago(20, () => shop.createCheckout(left));
    ago(20, () => shop.createCheckout({ ...left, lines: [giftCard()], shipping: 0, shippingTax: 0 }));
    await app.install(shop);
    expect(await rateOf()).toMatchObject({ rate: [3, 3], value: "200.00" });
    ago(0.5, () => shop.createCheckout({ ...left, lines: [lamp()] }));
    ago(0.5, () => shop.createCheckout(left));
    ago(0.5, () => shop.createCheckout({ ...left, lines: [giftCard()], shipping: 0, shippingTax: 0 }));
    await app.settle(shop);
    expect(await rateOf()).toMatchObject({ rate: [6, 6], value: "400.00" });
  });

  it("is offered with delivery at a price before tax, the same from both; free delivery only messages tell", async () => {
    const left = { hasContact: true, lines: [lamp()] };
    const leaveAll = (days: number) =>
      ago(days, () => {
        shop.createCheckout({ ...left, shipping: 1_200, shippingTax: 200 });
        shop.createCheckout({ ...left, shipping: 0 });
        shop.createCheckout(left);
      });
    const abandoned = async () => {
      const split = await withShop(app.context.db, String(shop.id), (tx) =>
        readShippingSplit(tx, String(shop.id), RANGE, Date.now(), 60),
      );
      return Object.fromEntries(split.flatMap((each) => (each.abandoned > 0 ? [[each.share, each.abandoned]] : [])));
    };
    leaveAll(20);
    await app.install(shop);
    expect(await abandoned()).toEqual({ "10_to_20": 1, unknown: 2 });
    leaveAll(0.5);
    await app.settle(shop);
    expect(await abandoned()).toEqual({ free: 1, "10_to_20": 2, unknown: 3 });
  });

  it("takes the tax of the lines where a message tells only the tax of everything", async () => {
    await app.install(shop);
    const body = (id: number, extra: object) => ({
      id,
      token: `t${id}`,
      email: "shopper@example.com",
      created_at: new Date(NOW - 90 * MINUTE_MS).toISOString(),
      updated_at: new Date(NOW - 90 * MINUTE_MS).toISOString(),
      currency: "EUR",
      taxes_included: true,
      subtotal_price: "120.00",
      total_tax: "22.00",
      shipping_lines: [{ tax_lines: [{ price: "2.00" }] }],
      ...extra,
    });
    await send("checkouts/create", body(1, { line_items: [{ gift_card: false, line_price: "120.00" }] }));
    await send("checkouts/create", body(2, { taxes_included: false }));
    await app.settle(shop);
    expect(await app.rows(shop, "SELECT reason FROM webhook_inbox WHERE shop_id = $1 AND status = 'dead'")).toEqual([]);
    expect(await rateOf()).toMatchObject({ rate: [2, 2], value: "220.00" });
  });
});
