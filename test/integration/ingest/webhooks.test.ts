import { createHmac, randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "~/adapters/db/connect/client.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { readDataStatus } from "~/adapters/db/shop/data-status.server";
import { lockShop } from "~/adapters/db/ledger/shop-rules.server";
import { drainShop } from "~/features/ingest/drain-shop.server";
import type { ShopStore } from "../../simulator/store/shop-store";
import {
  API_SECRET,
  type IngestApp,
  PREVIOUS_SECRET,
  provideContext,
  startIngestApp,
} from "../../support/app/ingest-app";
import { fillShop } from "../../support/shops/shop-life";

let app: IngestApp;
let shop: ShopStore;
let other: ShopStore;
let stoppedAt: number | null = null;

beforeAll(async () => {
  app = await startIngestApp({ clock: () => stoppedAt ?? Date.now() });
  shop = app.createShop();
  fillShop(shop, { orders: 6 });
  await app.install(shop);
  other = app.createShop();
  await app.install(other);
});

afterAll(() => app.close());

/** Has Shopify date all that changes meanwhile to one second, however long it takes. */
async function inOneSecond(change: () => Promise<void>): Promise<void> {
  stoppedAt = Date.now();
  try {
    await change();
  } finally {
    stoppedAt = null;
  }
}

interface Message {
  readonly topic?: string;
  readonly body?: string | Buffer;
  readonly shop?: string;
  readonly eventId?: string;
  readonly webhookId?: string;
  readonly signature?: string | null;
  readonly secret?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

const sign = (body: string | Buffer, secret = API_SECRET) => createHmac("sha256", secret).update(body).digest("base64");

async function send(message: Message = {}): Promise<number> {
  const { body = orderBody(1), method = "POST", secret = API_SECRET } = message;
  const signature = message.signature === undefined ? sign(body, secret) : message.signature;
  const answer = await fetch(app.webhookUrl, {
    method,
    ...(method !== "GET" && { body: new Uint8Array(Buffer.from(body)) }),
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": message.topic ?? "orders/updated",
      "x-shopify-shop-domain": message.shop ?? shop.domain,
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": message.webhookId ?? randomUUID(),
      "x-shopify-event-id": message.eventId ?? randomUUID(),
      "x-shopify-triggered-at": new Date().toISOString(),
      ...(signature !== null && { "x-shopify-hmac-sha256": signature }),
      ...message.headers,
    },
  });
  await answer.arrayBuffer();
  return answer.status;
}

const orderBody = (id: number | string) => `{"id": ${id}, "admin_graphql_api_id": "gid://shopify/Order/${id}"}`;
const inbox = (of = shop) =>
  app.rows<{ topic: string; event_id: string; status: string; reason: string | null }>(
    of,
    "SELECT topic, event_id, status, reason FROM webhook_inbox WHERE shop_id = $1",
  );
const deadReasons = async (of = shop) =>
  (await inbox(of)).filter(({ status }) => status === "dead").map((row) => row.reason);

describe("a webhook", () => {
  it("brings a new order into the numbers", async () => {
    const [product] = shop.products();
    const order = shop.placeOrder({ lines: [{ productId: product?.id ?? 0, quantity: 3 }] });
    await app.settle(shop);
    const [stored] = await app.rows<{ units: number }>(
      shop,
      `SELECT units FROM orders WHERE shop_id = $1 AND order_id = ${order.id}`,
    );
    expect(stored?.units).toBe(3);
  });

  it("follows refunds, edits, cancellations and deletions to the same numbers as an import", async () => {
    fillShop(shop, { orders: 12, seed: 5 });
    const last = shop.latestOrders(1)[0];
    if (last !== undefined) shop.deleteOrder(last.id);
    await app.settle(shop);
    const { facts } = (await app.snapshot(shop)) as { facts: Record<string, object[]> };
    expect(facts["orders"]?.length).toBe(shop.counts().orders);
    expect(facts["deleted_order"]?.length).toBe(1);
    expect(await deadReasons()).toEqual([]);
  });

  it("keeps the catalogue: a product sold out, changed and deleted", async () => {
    const product = shop.createProduct({
      title: "Lamp",
      category: "Furniture > Lighting > Lamps",
      variants: [
        { price: 0, inventory: 1 },
        { price: 500, inventory: 1 },
        { price: 600, inventory: 0 },
      ],
    });
    await app.settle(shop);
    const row = () =>
      app.rows(
        shop,
        `SELECT title, category, is_gift_card, has_stock, lowest_price::int, highest_price::int
           FROM product WHERE shop_id = $1 AND product_id = ${product.id}`,
      );
    const lamp = { title: "Lamp", category: "Furniture > Lighting > Lamps", is_gift_card: false };
    // What a variant that costs nothing costs is no price.
    expect(await row()).toEqual([{ ...lamp, has_stock: true, lowest_price: 500, highest_price: 600 }]);
    for (const { id } of product.variants) {
      shop.setInventory(id, 0);
      shop.updateVariant(id, { price: 0 });
    }
    shop.updateProduct(product.id, { title: "Lamp 2", isGiftCard: true });
    await app.settle(shop);
    const sold = { ...lamp, title: "Lamp 2", is_gift_card: true };
    expect(await row()).toEqual([{ ...sold, has_stock: false, lowest_price: null, highest_price: null }]);
    shop.deleteProduct(product.id);
    await app.settle(shop);
    expect(await row()).toEqual([]);
  });

  it("keeps every moment a checkout was active, and when it was completed", async () => {
    const [product] = shop.products();
    const [customer] = shop.customers();
    const checkout = shop.createCheckout({ hasContact: true, customerId: customer?.id ?? null });
    await app.settle(shop);
    shop.updateCheckout(checkout.id, { lines: [{ productId: product?.id ?? 0, quantity: 2 }] });
    const order = shop.completeCheckout(checkout.id);
    await app.settle(shop);
    const [stored] = await app.rows<{ order_id: string; state: string }>(
      shop,
      `SELECT order_id, state FROM checkout WHERE shop_id = $1 AND checkout_id = ${checkout.id}`,
    );
    expect(stored).toEqual({ order_id: String(order.id), state: "completed" });
  });

  it("W2: knows a checkout that began and was completed within one second, whichever message comes first", async () => {
    const moment = "2026-02-03T04:05:06Z";
    const message = (id: number, completedAt: string | null) =>
      JSON.stringify({
        ...{ id, token: `one-second-${id}`, email: "customer-1@example.com", currency: "EUR", subtotal_price: "10.00" },
        ...{
          total_tax: "0.00",
          taxes_included: false,
          created_at: moment,
          updated_at: moment,
          completed_at: completedAt,
        },
      });
    for (const [id, first, second] of [
      [901, null, moment],
      [902, moment, null],
    ] as const) {
      for (const completedAt of [first, second]) {
        const body = message(id, completedAt);
        expect(await send({ topic: "checkouts/update", body, eventId: randomUUID(), shop: shop.domain })).toBe(200);
      }
    }
    await app.drain(shop);
    const stored = await app.rows<{ completed_at: Date | null }>(
      shop,
      "SELECT completed_at FROM checkout WHERE shop_id = $1 AND checkout_id IN (901, 902)",
    );
    expect(stored.map((row) => row.completed_at?.toISOString())).toEqual(Array(2).fill("2026-02-03T04:05:06.000Z"));
  });

  it("W4: ends at what Shopify shows, however many changes share a second", async () => {
    const id = shop.latestOrders(1)[0]?.id ?? 0;
    await inOneSecond(async () => {
      for (const tag of ["a", "b", "c", "d", "e", "f", "g", "h"]) {
        shop.updateOrder(id, { tags: [tag] });
        await app.settle(shop);
        const stored = await app.rows(shop, `SELECT tags FROM orders WHERE shop_id = $1 AND order_id = ${id}`);
        expect(stored).toEqual([{ tags: [tag] }]);
      }
    });
  });

  it("I10: holds no lock of the shop while Shopify is asked, however long that takes", async () => {
    const id = shop.latestOrders(1)[0]?.id ?? 0;
    const shopId = String(shop.id);
    const original = globalThis.fetch;
    let readings = 0;
    // Shopify answers only once somebody else has had the lock.
    globalThis.fetch = async (input, init) => {
      const { hostname } = new URL(input instanceof Request ? input.url : String(input));
      if (hostname !== shop.domain) return original(input, init);
      await withShop(app.database.db, shopId, async (tx) => {
        await tx.query("SET LOCAL lock_timeout = '2s'");
        await lockShop(tx, shopId);
      });
      if (String(init?.body).includes("OrdersById")) readings += 1;
      return original(input, init);
    };
    const tags = ["i", "j", "k", "l", "m", "n"];
    try {
      await inOneSecond(async () => {
        for (const tag of tags) {
          shop.updateOrder(id, { tags: [tag] });
          await app.settle(shop);
        }
      });
    } finally {
      globalThis.fetch = original;
    }
    expect(readings).toBeGreaterThan(tags.length);
    const stored = await app.rows(shop, `SELECT tags FROM orders WHERE shop_id = $1 AND order_id = ${id}`);
    expect(stored).toEqual([{ tags: ["n"] }]);
  });

  it("I10: is read again when the order was written by somebody else while Shopify was asked", async () => {
    const id = shop.latestOrders(1)[0]?.id ?? 0;
    const shopId = String(shop.id);
    const original = globalThis.fetch;
    let readings = 0;
    globalThis.fetch = async (input, init) => {
      const answer = await original(input, init);
      // Written after it was read for the first time, as another worker would: the reading is the newest no more.
      if (String(init?.body).includes("OrdersById") && ++readings === 2) {
        await withShop(app.database.db, shopId, (tx) =>
          tx.query("UPDATE orders SET tags = '{other}' WHERE shop_id = $1 AND order_id = $2", [shopId, id]),
        );
      }
      return answer;
    };
    try {
      await inOneSecond(async () => {
        for (const tag of ["o", "p"]) {
          shop.updateOrder(id, { tags: [tag] });
          await app.settle(shop);
        }
      });
    } finally {
      globalThis.fetch = original;
    }
    expect(readings).toBeGreaterThanOrEqual(3);
    const stored = await app.rows(shop, `SELECT tags FROM orders WHERE shop_id = $1 AND order_id = ${id}`);
    expect(stored).toEqual([{ tags: ["p"] }]);
  });

  it("moves everything of a merged customer to the surviving one", async () => {
    const [first, second] = shop.customers();
    const [product] = shop.products();
    if (!first || !second || !product) throw new Error("the shop is empty");
    shop.placeOrder({ customerId: first.id, lines: [{ productId: product.id, quantity: 1 }] });
    await app.settle(shop);
    const customers = async () =>
      (await withShop(app.database.db, String(shop.id), (tx) => readDataStatus(tx, String(shop.id)))).customers;
    const before = await customers();
    shop.mergeCustomers(first.id, second.id);
    await app.settle(shop);
    expect(await customers()).toBe(before - 1);
    const left = await app.rows(shop, `SELECT FROM orders WHERE shop_id = $1 AND customer_id = ${first.id}`);
    expect(left).toEqual([]);
    const [merged] = await app.rows<{ merged_into: string }>(
      shop,
      `SELECT merged_into FROM customer WHERE shop_id = $1 AND customer_id = ${first.id}`,
    );
    expect(merged?.merged_into).toBe(String(second.id));
  });

  it("W1: is stored and applied once however often it comes", async () => {
    await app.settle(shop);
    const before = await app.snapshot(shop);
    const id = shop.latestOrders(1)[0]?.id ?? 0;
    const eventId = randomUUID();
    const webhookId = randomUUID();
    for (let count = 0; count < 5; count++) expect(await send({ body: orderBody(id), eventId, webhookId })).toBe(200);
    const parallel = Array.from({ length: 5 }, () => send({ body: orderBody(id), eventId }));
    expect(await Promise.all(parallel)).toEqual([200, 200, 200, 200, 200]);
    expect((await inbox()).filter((row) => row.event_id === eventId)).toHaveLength(1);
    await app.drain(shop);
    expect(await app.snapshot(shop)).toEqual(before);
  });

  it("W3: waits for nothing that comes later: refund before order, order before customer", async () => {
    app.simulator.webhooks.trouble({ isPaused: true });
    const customer = shop.createCustomer();
    const [product] = shop.products();
    const order = shop.placeOrder({ customerId: customer.id, lines: [{ productId: product?.id ?? 0, quantity: 2 }] });
    shop.refundOrder(order.id, { lines: [{ line: 0, quantity: 1 }] });
    expect(await send({ topic: "refunds/create", body: `{"id": 1, "order_id": ${order.id}}` })).toBe(200);
    await app.drain(shop);
    const early = await app.snapshot(shop);
    expect(await app.rows(shop, `SELECT FROM orders WHERE shop_id = $1 AND order_id = ${order.id}`)).toHaveLength(1);
    app.simulator.webhooks.trouble({ isPaused: false });
    await app.settle(shop);
    expect(await app.snapshot(shop)).toEqual(early);
  });

  it.each([
    ["missing", null],
    ["empty", ""],
    ["wrong", sign("something else")],
    ["of another secret", sign(orderBody(1), "not-the-secret")],
    ["in hexadecimal", createHmac("sha256", API_SECRET).update(orderBody(1)).digest("hex")],
    ["truncated", sign(orderBody(1)).slice(0, -3)],
    ["over re-serialised JSON", sign(JSON.stringify(JSON.parse(orderBody(1))))],
  ])("W5: is refused with a signature that is %s, and leaves no row", async (_name, signature) => {
    const before = (await inbox()).length;
    expect(await send({ signature })).toBe(401);
    expect((await inbox()).length).toBe(before);
  });

  it("W5: is accepted under the former secret while it is rotated", async () => {
    expect(await send({ secret: PREVIOUS_SECRET })).toBe(200);
  });

  it("W6: is verified over the raw bytes, whatever they are", async () => {
    const bodies = [
      Buffer.from(orderBody(1), "utf16le"),
      Buffer.from(`\uFEFF${orderBody(1)}`),
      gzipSync(orderBody(1)),
      Buffer.from([0xff, 0x00, 0x7b]),
    ];
    for (const body of bodies) {
      expect(await send({ body, headers: { "content-type": "application/json; charset=utf-16" } })).toBe(200);
      const changed = Buffer.from(body);
      changed[1] = (changed[1] ?? 0) ^ 1;
      expect(await send({ body: changed, signature: sign(body) })).toBe(401);
    }
    await app.drain(shop);
  });

  it("W7: destroys nothing when the header names another shop than the signed body", async () => {
    const uninstalled = JSON.stringify({ id: other.id, domain: other.domain, myshopify_domain: other.domain });
    expect(await send({ topic: "app/uninstalled", body: uninstalled })).toBe(200);
    const redact = JSON.stringify({ shop_id: other.id, shop_domain: other.domain });
    expect(await send({ topic: "shop/redact", body: redact })).toBe(200);
    const person = JSON.stringify({ shop_id: other.id, shop_domain: other.domain, customer: { id: 1 } });
    expect(await send({ topic: "customers/redact", body: person })).toBe(200);
    const before = await app.snapshot(shop);
    await app.drain(shop);
    expect(await app.snapshot(shop)).toEqual(before);
    expect((await deadReasons()).filter((reason) => reason?.includes("another shop"))).toHaveLength(3);
    const installed = await app.rows(shop, "SELECT FROM shop WHERE id = $1 AND uninstalled_at IS NULL");
    expect(installed).toHaveLength(1);
  });

  it("W7: reads what a body names from the shop it was sent for, and finds nothing there", async () => {
    const id = shop.latestOrders(1)[0]?.id ?? 0;
    expect(await send({ shop: other.domain, body: orderBody(id) })).toBe(200);
    expect(await send({ shop: other.domain, topic: "orders/delete", body: `{"id": ${id}}` })).toBe(200);
    await app.drain(other);
    expect(await app.rows(other, "SELECT FROM orders WHERE shop_id = $1")).toEqual([]);
    expect(await app.rows(shop, `SELECT FROM orders WHERE shop_id = $1 AND order_id = ${id}`)).toHaveLength(1);
  });

  it("W7: does not delete an order that Shopify still shows", async () => {
    const id = shop.latestOrders(1)[0]?.id ?? 0;
    await send({ topic: "orders/delete", body: `{"id": ${id}}` });
    await app.drain(shop);
    expect(await app.rows(shop, `SELECT FROM orders WHERE shop_id = $1 AND order_id = ${id}`)).toHaveLength(1);
  });

  it("W8: replayed a day later changes nothing", async () => {
    const before = await app.snapshot(shop);
    for (const delivery of app.simulator.webhooks.all().slice(0, 20)) {
      if (delivery.topic.startsWith("orders/delete")) continue;
      const domain = shop.domain;
      expect(await send({ topic: delivery.topic, body: delivery.body, eventId: randomUUID(), shop: domain })).toBe(200);
    }
    await app.drain(shop);
    expect(await app.snapshot(shop)).toEqual(before);
  });

  it.each([
    "null",
    "[]",
    "{}",
    '"text"',
    "{",
    `${"[".repeat(10_000)}${"]".repeat(10_000)}`,
    '{"id": "NaN"}',
    '{"id": 99999999999999999999999}',
    '{"id": 1, "name": "\\u0000\\ud800"',
  ])("W10: %# is buried with its reason and harms nothing else", async (body) => {
    const eventId = randomUUID();
    expect(await send({ body, eventId })).toBe(200);
    const id = shop.latestOrders(1)[0]?.id ?? 0;
    const good = randomUUID();
    await send({ body: orderBody(id), eventId: good });
    await app.drain(shop);
    const rows = await inbox();
    expect(rows.find((row) => row.event_id === eventId)).toMatchObject({ status: "dead", reason: expect.any(String) });
    expect(rows.find((row) => row.event_id === good)).toMatchObject({ status: "done" });
  });

  it.each([
    ["an order's body among checkouts", "checkouts/update", { admin_graphql_api_id: "gid://shopify/Order/5" }, /Order/],
    ["an order's fields among checkouts", "checkouts/create", { financial_status: "paid" }, /financial_status/],
    ["a checkout of a negative value", "checkouts/update", { subtotal_price: "-1.00" }, /negative/],
    ["a checkout on 30 February", "checkouts/update", { updated_at: "2026-02-30T10:00:00Z" }, /not a moment/],
    ["a checkout without a zone", "checkouts/update", { created_at: "2026-02-03T10:00:00" }, /not a moment/],
    ["a checkout's body among orders", "orders/updated", { abandoned_checkout_url: "https://a.example/" }, /order/],
    ["a draft among orders", "orders/create", { admin_graphql_api_id: "gid://shopify/DraftOrder/5" }, /Order/],
    ["a draft among customers", "customers/update", { admin_graphql_api_id: "gid://shopify/DraftOrder/5" }, /Customer/],
  ])("W7: refuses %s, and says why", async (_name, topic, changes, reason) => {
    const moment = "2026-02-03T04:05:06Z";
    const checkout = { token: "refused", currency: "EUR", subtotal_price: "1.00", created_at: moment };
    const body = JSON.stringify({ id: 4_242, ...checkout, updated_at: moment, ...changes });
    const eventId = randomUUID();
    expect(await send({ topic, body, eventId })).toBe(200);
    const before = await app.snapshot(shop);
    await app.drain(shop);
    expect((await inbox()).find((row) => row.event_id === eventId)).toMatchObject({
      status: "dead",
      reason: expect.stringMatching(reason),
    });
    expect(await app.snapshot(shop)).toEqual(before);
  });

  it("W10: asks Shopify for an id beyond 2^53 exactly as written", async () => {
    await send({ body: '{"id": 9007199254740993}' });
    await app.drain(shop);
    expect(app.simulator.calls.some(({ text }) => text.includes("gid://shopify/Order/9007199254740993"))).toBe(true);
  });

  it("W9: takes ten megabytes and refuses more", async () => {
    const padding = (bytes: number) => `{"id": 1, "padding": "${"x".repeat(bytes)}"}`;
    expect(await send({ body: padding(10 * 1024 * 1024 - 100) })).toBe(200);
    expect(await send({ body: padding(10 * 1024 * 1024) }).catch(() => 413)).toBe(413);
    await app.drain(shop);
  });

  it.each([
    ["refuses connections", "postgresql://app:app@127.0.0.1:9/none"],
    ["does not answer", "postgresql://app:app@10.255.255.1:5432/none"],
  ])(
    "W11: is answered 503 before Shopify stops waiting while the database %s, and taken when it is back",
    async (_name, url) => {
      const down = openDatabase(url);
      provideContext({ ...app.context, db: down, intake: down });
      const begin = performance.now();
      const eventId = randomUUID();
      expect(await send({ eventId })).toBe(503);
      // The app gives up after a second; a busy machine notices later. Shopify would wait for five.
      expect(performance.now() - begin).toBeLessThan(4_000);
      provideContext(app.context);
      await down.close();
      expect(await send({ eventId })).toBe(200);
      await app.drain(shop);
    },
  );

  it("W13: of no use is answered 200 and dropped", async () => {
    const before = (await inbox()).length;
    expect(await send({ topic: "fulfillments/create" })).toBe(200);
    expect(await send({ shop: "never-seen.myshopify.com" })).toBe(200);
    expect(await send({ shop: "evil.example" })).toBe(200);
    expect((await inbox()).length).toBe(before);
  });

  it("W13: by another method or without its headers is refused", async () => {
    expect(await send({ method: "GET" })).toBe(405);
    expect(await send({ method: "PUT" })).toBe(405);
    expect(await send({ body: "" })).toBe(400);
    expect(await send({ headers: { "x-shopify-topic": "" } })).toBe(400);
  });

  it("W14: is taken while no token can be had", async () => {
    app.simulator.tokens.revoke(shop.id);
    expect(await send()).toBe(200);
    const result = await drainShop(app.context, { shopId: String(shop.id) }, new AbortController().signal);
    expect(result).toMatchObject({ skipped: "needs_reauth" });
    expect((await inbox()).some(({ status }) => status === "pending")).toBe(true);
    await app.openApp(shop);
    await app.drain(shop);
    expect((await inbox()).some(({ status }) => status === "pending")).toBe(false);
  });
});
