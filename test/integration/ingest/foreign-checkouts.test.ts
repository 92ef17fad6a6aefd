import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drainShop } from "~/features/ingest/drain-shop.server";
import { createLog } from "~/process/log.server";
import type { ShopStore } from "../../simulator/store/shop-store";
import { API_SECRET, type IngestApp, startIngestApp } from "../../support/app/ingest-app";

let app: IngestApp;
let shop: ShopStore;
let other: ShopStore;
let logged: { security?: string; shopId?: string; messages?: number }[];

beforeAll(async () => {
  app = await startIngestApp();
  shop = app.createShop();
  other = app.createShop();
  for (const each of [shop, other]) await app.install(each);
});
beforeEach(() => {
  logged = [];
});
afterAll(() => app.close());

let lastId = 7_000;

interface Sent {
  readonly topic?: string;
  readonly id?: number;
  readonly address?: string;
}

/** Sends a checkout's message under the name of `shop` and works it off. */
async function send({ topic = "checkouts/update", id = ++lastId, address }: Sent): Promise<number> {
  const body = JSON.stringify({
    ...{ id, token: `token-${id}`, email: "customer-1@example.com", currency: "EUR", subtotal_price: "10.00" },
    ...{ total_tax: "0.00", taxes_included: false, line_items: [], abandoned_checkout_url: address },
    ...{ created_at: "2026-02-03T04:05:06Z", updated_at: "2026-02-03T04:05:06Z", completed_at: null },
  });
  const sent = topic === "checkouts/delete" ? JSON.stringify({ id }) : body;
  const answer = await fetch(app.webhookUrl, {
    method: "POST",
    body: sent,
    headers: {
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": shop.domain,
      "x-shopify-event-id": randomUUID(),
      "x-shopify-triggered-at": new Date().toISOString(),
      "x-shopify-hmac-sha256": createHmac("sha256", API_SECRET).update(sent).digest("base64"),
    },
  });
  expect(answer.status).toBe(200);
  const log = createLog("warn", { write: (line) => void logged.push(JSON.parse(line) as (typeof logged)[number]) });
  await drainShop({ ...app.context, log }, { shopId: String(shop.id) }, new AbortController().signal);
  return id;
}

const isStored = async (id: number) =>
  (await app.rows(shop, `SELECT FROM checkout WHERE shop_id = $1 AND checkout_id = ${id} AND NOT is_deleted`)).length >
  0;
const newest = async () =>
  (
    await app.rows<{ status: string; reason: string | null }>(
      shop,
      "SELECT status, reason FROM webhook_inbox WHERE shop_id = $1 ORDER BY received_at DESC LIMIT 1",
    )
  )[0];
const events = () => logged.map(({ security, shopId }) => ({ security, shopId }));
const event = (security: string) => ({ security, shopId: String(shop.id) });

describe("a checkout's message under the name of a shop", () => {
  it.each([
    ["its id", () => `https://brand.example/${shop.id}/checkouts/ac/1/recover?key=x`],
    ["its domain", () => `https://${shop.domain}/checkouts/cn/1/recover?key=x`],
  ])("W7: is used without a word when its address names %s", async (_what, address) => {
    expect(await isStored(await send({ address: address() }))).toBe(true);
    expect(await newest()).toEqual({ status: "done", reason: null });
    expect(events()).toEqual([]);
  });

  it.each([
    ["id", () => `https://brand.example/${other.id}/checkouts/ac/1/recover?key=x`],
    ["domain", () => `https://${other.domain}/checkouts/cn/1/recover?key=x`],
  ])("W7: is buried and raises an alarm when its address names another's %s", async (_what, address) => {
    expect(await isStored(await send({ address: address() }))).toBe(false);
    expect(await newest()).toEqual({ status: "dead", reason: "the body names another shop" });
    expect(events()).toEqual([event("other_shops_body")]);
  });

  it.each([["https://brand.example/checkouts/cn/1/recover"], [undefined]])(
    "W7: is used, counted and raises an alarm when it names none: %s",
    async (address) => {
      const id = await send({ address });
      expect(await isStored(id)).toBe(true);
      expect(await newest()).toEqual({ status: "done", reason: expect.stringContaining("nothing signed says") });
      expect(events()).toEqual([event("shop_not_told")]);
      expect(logged[0]?.messages).toBe(1);

      logged = [];
      await send({ id, address });
      expect(events()).toEqual([]);
    },
  );

  it("W7: deletes what the shop has, and raises an alarm about what it never had", async () => {
    const id = await send({ address: `https://${shop.domain}/${shop.id}/checkouts/ac/1/recover` });
    await send({ topic: "checkouts/delete", id });
    expect(await isStored(id)).toBe(false);
    expect(events()).toEqual([]);
    await send({ topic: "checkouts/delete" });
    expect(events()).toEqual([event("shop_not_told")]);
    expect(await newest()).toEqual({ status: "done", reason: expect.stringContaining("nothing signed says") });
  });

  it("W7: that would uninstall or erase it raises an alarm when the body is another's", async () => {
    const body = JSON.stringify({ id: other.id, domain: other.domain, myshopify_domain: other.domain });
    await fetch(app.webhookUrl, {
      method: "POST",
      body,
      headers: {
        "x-shopify-topic": "app/uninstalled",
        "x-shopify-shop-domain": shop.domain,
        "x-shopify-event-id": randomUUID(),
        "x-shopify-hmac-sha256": createHmac("sha256", API_SECRET).update(body).digest("base64"),
      },
    });
    await send({ address: `https://${shop.domain}/${shop.id}/checkouts/ac/1/recover` });
    expect(events()).toEqual([event("other_shops_body")]);
  });
});
