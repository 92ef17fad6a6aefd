import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { openQueue } from "~/adapters/jobs/queue.server";
import { importShop } from "~/features/ingest/import-shop.server";
import { ensureInstalled } from "~/features/installation/ensure-installed.server";
import type { OrderRecord } from "../../simulator/store/records/order";
import { seededRandom } from "../../simulator/seeded-random";
import type { ShopStore } from "../../simulator/store/shop-store";
import { createTestDatabase } from "../../support/database/database";
import { API_SECRET, type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { readFacts, readRollups } from "../../support/database/ledger-snapshot";
import { fillShop } from "../../support/shops/shop-life";

let app: IngestApp;

beforeAll(async () => {
  app = await startIngestApp();
});

afterAll(() => app.close());

async function deliver(shop: ShopStore, { topic, body }: { topic: string; body: string }): Promise<void> {
  const answer = await fetch(app.webhookUrl, {
    method: "POST",
    body,
    headers: {
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": shop.domain,
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": randomUUID(),
      "x-shopify-triggered-at": new Date().toISOString(),
      "x-shopify-hmac-sha256": createHmac("sha256", API_SECRET).update(body).digest("base64"),
    },
  });
  expect(answer.status).toBe(200);
}

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

/** What happens to one order, a step at a time. */
function lifeOfAnOrder(shop: ShopStore): (() => OrderRecord)[] {
  const [product] = shop.products();
  const [customer] = shop.customers();
  let id = 0;
  return [
    () => {
      const placed = shop.placeOrder({
        customerId: customer?.id ?? null,
        lines: [{ productId: product?.id ?? 0, quantity: 3, discount: 100, tax: 50 }],
        shipping: 400,
      });
      id = placed.id;
      return placed;
    },
    () => shop.editOrder(id, [{ productId: product?.id ?? 0, quantity: 1 }]),
    () => shop.refundOrder(id, { lines: [{ line: 0, quantity: 1 }] }),
    () => shop.cancelOrder(id),
  ];
}

async function installedShop(): Promise<ShopStore> {
  const shop = app.createShop();
  fillShop(shop, { orders: 3 });
  await app.install(shop);
  return shop;
}

describe("webhooks of one order", () => {
  it("W2: created, edited, refunded and cancelled end alike in every order of arrival", async () => {
    const ends = new Set<string>();
    const shop = await installedShop();
    for (const places of permutations([0, 1, 2, 3])) {
      app.simulator.webhooks.trouble({ isPaused: true });
      const topics = ["orders/create", "orders/edited", "refunds/create", "orders/cancelled"];
      const messages: { topic: string; body: string }[] = [];
      let orderId = 0;
      for (const [step, happen] of lifeOfAnOrder(shop).entries()) {
        orderId = happen().id;
        const body = step === 2 ? { id: 1, order_id: orderId } : { id: orderId, updated_at: "whatever" };
        messages.push({ topic: topics[step] ?? "", body: JSON.stringify(body) });
      }
      for (const place of places) {
        await deliver(shop, messages[place] ?? { topic: "", body: "" });
        await app.drain(shop);
      }
      const rows = await app.rows(
        shop,
        `SELECT units, kept_value, order_value, is_purchase, cancelled_at IS NULL AS stands, (
           SELECT jsonb_agg(jsonb_build_array(action, line_type, quantity, total, tax, discount) ORDER BY sale_id)
           FROM sales_row s WHERE s.shop_id = o.shop_id AND s.order_id = o.order_id) AS ledger
         FROM orders o WHERE shop_id = $1 AND order_id = ${orderId}`,
      );
      ends.add(JSON.stringify(rows));
    }
    app.simulator.webhooks.trouble({ isPaused: false });
    expect([...ends]).toHaveLength(1);
    expect([...ends][0]).toContain('"kept_value":"0"');
  });

  it("W2: arriving while things still happen, shuffled and doubled, they end at what an import of the end brings", async () => {
    const shop = await installedShop();
    app.simulator.webhooks.trouble({ isShuffled: true, duplicates: 2, seed: 11 });
    const random = seededRandom(3);
    for (let round = 0; round < 6; round++) {
      fillShop(shop, { orders: 4, seed: round + 20 });
      if (random() < 0.5) await app.drain(shop);
    }
    const order = shop.latestOrders(1)[0];
    if (order !== undefined) shop.deleteOrder(order.id);
    await app.settle(shop);
    app.simulator.webhooks.trouble({ isShuffled: false, duplicates: 0 });
    const byWebhooks = await app.snapshot(shop);

    expect(differences(byWebhooks, await snapshotOfImport(shop))).toEqual([]);
  });
});

describe("the list a line was put into the cart from", () => {
  it("is kept of its attributes, and nothing else, whether an import or a message brings the order", async () => {
    const shop = await installedShop();
    const [product] = shop.products();
    const line = { productId: product?.id ?? 0, quantity: 1 };
    const engraving = { key: "Engraving", value: "For Anna" };
    shop.placeOrder({ lines: [{ ...line, properties: [engraving, { key: "_rec", value: "product.set.2" }] }] });
    shop.placeOrder({ lines: [{ ...line, properties: [{ key: "_rec", value: "For Anna" }] }] });
    await app.settle(shop);
    const byWebhooks = await app.snapshot(shop);
    const lines = JSON.stringify((byWebhooks as { facts: Record<string, object[]> }).facts["order_line"]);
    expect(lines.match(/"rec":"[^"]*"/g)).toEqual(['"rec":"product.set.2"']);
    expect(lines).not.toContain("Anna");
    expect(differences(byWebhooks, await snapshotOfImport(shop))).toEqual([]);
  });
});

/** The same shop, seen by an app that was installed only now and has a database of its own. */
async function snapshotOfImport(shop: ShopStore): Promise<object> {
  const database = await createTestDatabase();
  const queue = await openQueue(database.appUrl, app.context.log);
  const context = { ...app.context, db: database.db, queue };
  const shopId = String(shop.id);
  try {
    await ensureInstalled(context, { shop: shop.domain });
    await importShop(context, { shopId }, new AbortController().signal);
    return await withShop(database.db, shopId, async (tx) => ({
      facts: await readFacts(tx, shopId),
      rollups: await readRollups(tx, shopId),
    }));
  } finally {
    await queue.close();
    await database.drop();
  }
}

/** Of checkouts an import sees only those left behind, and of their history only the end. */
function differences(byWebhooks: object, byImport: object): string[] {
  type Snapshot = { facts: Record<string, object[]>; rollups: Record<string, object[]> };
  const comparable = ["orders", "order_line", "sales_row", "customer_facts"];
  const rollups = [
    "rollup_sales_day",
    "rollup_purchase_gap",
    "rollup_acquisition",
    "rollup_cohort",
    "rollup_customer_spread",
  ];
  const [a, b] = [byWebhooks as Snapshot, byImport as Snapshot];
  return [
    ...comparable.filter((table) => JSON.stringify(a.facts[table]) !== JSON.stringify(b.facts[table])),
    ...rollups.filter((table) => JSON.stringify(a.rollups[table]) !== JSON.stringify(b.rollups[table])),
  ];
}
