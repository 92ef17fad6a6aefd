import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { API_SECRET, DOMAIN, startFixture } from "./fixture";
import type { Fixture } from "./fixture";

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

let fixture: Fixture;
let app: Server;
let received: Received[];
let answer: (attempt: number) => number;

beforeEach(async () => {
  received = [];
  answer = () => 200;
  app = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      received.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(answer(received.length)).end();
    });
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  fixture = await startFixture({ appUrl: `http://127.0.0.1:${(app.address() as AddressInfo).port}` });
  await fixture.simulator.webhooks.settled();
  received = [];
});
afterEach(async () => {
  await fixture.close();
  await new Promise((resolve) => app.close(resolve));
});

const place = () => fixture.shop.placeOrder({ lines: [{ productId: 8, quantity: 1 }] });
const topics = () => received.map(({ headers }) => headers["x-shopify-topic"]);

describe("a webhook", () => {
  it("is signed over its raw body and carries its identity", async () => {
    const order = place();
    await fixture.simulator.webhooks.settled();
    const [message] = received;
    expect(message?.path).toBe("/webhooks");
    expect(message?.headers).toMatchObject({
      "x-shopify-topic": "orders/create",
      "x-shopify-shop-domain": DOMAIN,
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      "x-shopify-event-id": expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      "x-shopify-triggered-at": "2026-11-21T12:00:00.000Z",
    });
    const digest = createHmac("sha256", API_SECRET)
      .update(message?.body ?? "")
      .digest("base64");
    expect(message?.headers["x-shopify-hmac-sha256"]).toBe(digest);
    expect(JSON.parse(String(message?.body))).toMatchObject({
      id: order.id,
      admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
      created_at: "2026-11-21T07:00:00-05:00",
      total_price: "25.00",
      line_items: [{ product_id: 8, quantity: 1, price: "25.00" }],
    });
  });

  it("has only the fields that were asked for", async () => {
    const order = place();
    fixture.shop.updateOrder(order.id, { tags: ["vip"] });
    await fixture.simulator.webhooks.settled();
    const update = received.find(({ headers }) => headers["x-shopify-topic"] === "orders/updated");
    expect(Object.keys(JSON.parse(String(update?.body)) as object).sort()).toEqual([
      "admin_graphql_api_id",
      "id",
      "line_items",
      "updated_at",
    ]);
  });

  it("is tried again, eight times at most, with the same identity", async () => {
    answer = (attempt) => (attempt < 3 ? 500 : 200);
    place();
    await expect.poll(() => received.length).toBe(1);
    fixture.clock.advance(60_000);
    fixture.simulator.webhooks.pump();
    await expect.poll(() => received.length).toBe(2);
    fixture.clock.advance(120_000);
    fixture.simulator.webhooks.pump();
    await fixture.simulator.webhooks.settled();
    expect(new Set(received.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(1);
    expect(fixture.simulator.webhooks.all().at(-1)).toMatchObject({ status: "delivered", attempts: 3 });

    answer = () => 503;
    received = [];
    place();
    await expect
      .poll(() => {
        fixture.clock.advance(4 * 3_600_000);
        fixture.simulator.webhooks.pump();
        return fixture.simulator.webhooks.all().at(-1)?.status;
      })
      .toBe("failed");
    expect(received).toHaveLength(9);
  });

  it("comes twice, not at all, or in any order on demand", async () => {
    fixture.simulator.webhooks.trouble({ duplicates: 2 });
    place();
    await fixture.simulator.webhooks.settled();
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ headers }) => headers["x-shopify-event-id"])).size).toBe(1);

    fixture.simulator.webhooks.trouble({ duplicates: 1, isDuplicateRenamed: true });
    place();
    await fixture.simulator.webhooks.settled();
    const renamed = received.slice(3).map(({ headers }) => headers);
    expect(new Set(renamed.map((headers) => headers["x-shopify-event-id"])).size).toBe(1);
    expect(new Set(renamed.map((headers) => headers["x-shopify-webhook-id"])).size).toBe(2);

    fixture.simulator.webhooks.trouble({ duplicates: 0, dropShare: 1 });
    place();
    await fixture.simulator.webhooks.settled();
    expect(received).toHaveLength(5);

    fixture.simulator.webhooks.trouble({ dropShare: 0, isPaused: true, isShuffled: true, seed: 5 });
    const ids = Array.from({ length: 12 }, () => place().id);
    received = [];
    await expect(fixture.simulator.webhooks.settled()).rejects.toThrow("sending is paused");
    fixture.simulator.webhooks.trouble({ isPaused: false });
    await fixture.simulator.webhooks.settled();
    const arrived = received.map(({ body }) => (JSON.parse(String(body)) as { id: number }).id);
    expect(arrived.toSorted()).toEqual(ids);
    expect(arrived).not.toEqual(ids);
  });

  it("is kept back from an app that may not hear it, and from a shop that left", async () => {
    fixture.shop.setScopes(["read_products"]);
    place();
    fixture.shop.updateProduct(7, { title: "Bar of soap" });
    fixture.shop.uninstall();
    fixture.shop.updateProduct(7, { title: "Soap" });
    await fixture.simulator.webhooks.settled();
    expect(topics().toSorted()).toEqual(["app/uninstalled", "products/update"]);
  });

  it("is never sent for a command that failed", async () => {
    const order = place();
    await fixture.simulator.webhooks.settled();
    received = [];
    expect(() => fixture.shop.refundOrder(order.id, { lines: [{ line: 0, quantity: 9 }] })).toThrow(
      "of which 1 are left",
    );
    await fixture.simulator.webhooks.settled();
    expect(received).toEqual([]);
    expect(fixture.shop.order(order.id)?.refunds).toEqual([]);
  });
});

describe("a request of the app proxy", () => {
  it("is signed over its sorted parameters", () => {
    const url = new URL("http://127.0.0.1/proxy?shop=soap.myshopify.com&b=2&a=1&b=3&timestamp=1&signature=old");
    const signed = fixture.simulator.signProxyRequest(url);
    const expected = createHmac("sha256", API_SECRET)
      .update("a=1b=2,3shop=soap.myshopify.comtimestamp=1")
      .digest("hex");
    expect(signed.searchParams.getAll("signature")).toEqual([expected]);
  });
});
