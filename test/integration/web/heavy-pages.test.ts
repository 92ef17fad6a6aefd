import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopStore } from "../../simulator/store/shop-store";
import { at, order } from "../../support/builders";
import { API_SECRET, type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { type PageApp, startPageApp } from "../../support/app/page-app";
import { shopWithHistory } from "../../support/database/staged-history";

const ORDERS = 12_000;
const EXPORTS = 60;

let app: IngestApp;
let pages: PageApp;
let heavy: ShopStore;
let other: ShopStore;

beforeAll(async () => {
  app = await startIngestApp();
  pages = await startPageApp(app);
  heavy = app.createShop();
  other = app.createShop();
  for (const shop of [heavy, other]) {
    shop.install();
    await app.openApp(shop);
  }
  const orders = Array.from({ length: ORDERS }, (_, index) =>
    order({
      id: String(50_000 + index),
      customerId: String((index % 4_000) + 1),
      processedAt: at("2025-01-02T10:00") + index * 2_000_000,
    }),
  );
  await shopWithHistory(app.database.db, String(heavy.id), { orders, checkouts: [] });
});
afterAll(async () => {
  await pages.close();
  await app.close();
});

async function sendWebhook(shop: ShopStore): Promise<number> {
  const body = JSON.stringify({ id: 1, admin_graphql_api_id: "gid://shopify/Order/1" });
  const answer = await fetch(`${pages.url}/webhooks`, {
    method: "POST",
    body,
    headers: {
      "x-shopify-topic": "orders/updated",
      "x-shopify-shop-domain": shop.domain,
      "x-shopify-event-id": randomUUID(),
      "x-shopify-hmac-sha256": createHmac("sha256", API_SECRET).update(body).digest("base64"),
    },
  });
  await answer.arrayBuffer();
  return answer.status;
}

describe("sixty files that one shop asks for at once", () => {
  it("keep no webhook and no page of another shop waiting, and are made or put off with a word", async () => {
    const ask = async (shop: ShopStore, path: string) => pages.ask(path, await app.simulator.sessionToken(shop.domain));
    let open = EXPORTS;
    const files = Array.from({ length: EXPORTS }, async () => {
      const answer = await ask(heavy, "/app/export?key=gross_sales&range=custom&from=2025-01-01&to=2025-12-31");
      const text = await answer.text();
      open -= 1;
      return { status: answer.status, retryAfter: answer.headers.get("retry-after"), text };
    });

    await Promise.race(files);
    const during: { webhook: number; page: number }[] = [];
    while (open > 0 && during.length < 40) {
      const [webhook, page] = await Promise.all([sendWebhook(other), ask(other, "/app/pulse")]);
      during.push({ webhook, page: page.status });
    }
    expect(during.length).toBeGreaterThan(0);
    expect(during).toEqual(Array(during.length).fill({ webhook: 200, page: 200 }));

    const made = (await Promise.all(files)).filter(({ status }) => status === 200);
    expect(made.length).toBeGreaterThan(0);
    for (const { text } of made) expect(text.split("\n").length).toBeGreaterThan(ORDERS);
    const putOff = (await Promise.all(files)).filter(({ status }) => status !== 200);
    for (const { status, retryAfter, text } of putOff) {
      expect([status, retryAfter]).toEqual([503, "5"]);
      expect(text).toContain("still busy");
    }
  });
});
