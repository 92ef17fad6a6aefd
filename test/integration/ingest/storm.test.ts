import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drainShop } from "~/features/ingest/drain-shop.server";
import { STANDARD_BUCKET } from "../../simulator/graphql/leaky-bucket";
import type { ShopStore } from "../../simulator/store/shop-store";
import { type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { fillShop } from "../../support/shops/shop-life";

let app: IngestApp;

beforeAll(async () => {
  // As small as Shopify's buckets get: reading each order by itself would take minutes.
  app = await startIngestApp({ bucket: STANDARD_BUCKET });
});

afterAll(() => app.close());

async function installedShop(): Promise<ShopStore> {
  const shop = app.createShop();
  fillShop(shop, { orders: 2 });
  await app.install(shop);
  await app.settle(shop);
  return shop;
}

const drainOnce = (shop: ShopStore) =>
  drainShop(app.context, { shopId: String(shop.id) }, new AbortController().signal);

const pending = (shop: ShopStore, topics: string) =>
  app.rows(shop, `SELECT FROM webhook_inbox WHERE shop_id = $1 AND status = 'pending' AND topic LIKE '${topics}'`);

describe("a storm of webhooks", () => {
  it("W15: is fetched by one bulk operation and ends with every order right", async () => {
    const shop = await installedShop();
    const [product] = shop.products();
    app.simulator.webhooks.trouble({ isPaused: true });
    for (let count = 0; count < 600; count++) {
      shop.placeOrder({ lines: [{ productId: product?.id ?? 0, quantity: 1 }] });
    }
    const [first] = shop.latestOrders(1);
    shop.refundOrder(first?.id ?? 0, { lines: [{ line: 0, quantity: 1 }] });
    app.simulator.webhooks.trouble({ isPaused: false });
    await app.simulator.webhooks.settled();

    const begin = performance.now();
    await drainOnce(shop);
    const waiting = await pending(shop, "orders/%");
    expect(waiting.length).toBeGreaterThanOrEqual(600);
    expect(await app.importAll(shop)).toEqual({ runs: 1 });
    expect(await pending(shop, "%")).toEqual([]);
    // One by one they would take seven minutes.
    expect(performance.now() - begin).toBeLessThan(60_000);
    expect(await app.rows(shop, "SELECT FROM orders WHERE shop_id = $1")).toHaveLength(602);
    const [refunded] = await app.rows<{ kept_value: string }>(
      shop,
      `SELECT kept_value FROM orders WHERE shop_id = $1 AND order_id = ${first?.id}`,
    );
    expect(refunded?.kept_value).toBe("0");
  });

  it("W15: does not hold up another shop", async () => {
    const [busy, quiet] = [await installedShop(), await installedShop()];
    app.simulator.webhooks.trouble({ isPaused: true });
    fillShop(busy, { orders: 60, seed: 2 });
    app.simulator.webhooks.trouble({ isPaused: false });
    await app.simulator.webhooks.settled();
    let isStormOver = false;
    const storm = drainOnce(busy).then(() => (isStormOver = true));
    const [product] = quiet.products();
    const order = quiet.placeOrder({ lines: [{ productId: product?.id ?? 0, quantity: 1 }] });
    await app.settle(quiet);
    expect(isStormOver).toBe(false);
    expect(await app.rows(quiet, `SELECT FROM orders WHERE shop_id = $1 AND order_id = ${order.id}`)).toHaveLength(1);
    await storm;
  });

  it("a message that comes while a backlog is fetched is worked off after it", async () => {
    const shop = await installedShop();
    const [product] = shop.products();
    app.simulator.webhooks.trouble({ isPaused: true });
    for (let count = 0; count < 600; count++) {
      shop.placeOrder({ lines: [{ productId: product?.id ?? 0, quantity: 1 }] });
    }
    app.simulator.webhooks.trouble({ isPaused: false });
    await app.simulator.webhooks.settled();
    await drainOnce(shop);
    const late = shop.placeOrder({ lines: [{ productId: product?.id ?? 0, quantity: 1 }] });
    await app.simulator.webhooks.settled();
    await drainOnce(shop);
    await app.importAll(shop);
    expect(await pending(shop, "orders/%")).toHaveLength(1);
    await app.settle(shop);
    expect(await app.rows(shop, `SELECT FROM orders WHERE shop_id = $1 AND order_id = ${late.id}`)).toHaveLength(1);
  });
});
