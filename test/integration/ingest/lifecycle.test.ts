import { createHmac, randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withDirectory, withShop } from "~/adapters/db/connect/tenant.server";
import { pruneInbox } from "~/adapters/db/inbox/inbox.server";
import { findShop } from "~/adapters/db/shop/shops.server";
import { rebuildShopNumbers } from "~/features/definitions/rebuild-shop-numbers.server";
import { refreshShop } from "~/runtime/refresh-shop.server";
import { startImport } from "~/features/installation/start-import.server";
import type { ShopStore } from "../../simulator/store/shop-store";
import { API_SECRET, type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { fillShop } from "../../support/shops/shop-life";
import { tablesMentioning as searchTables } from "../../support/database/tables-mentioning";

let app: IngestApp;
let shop: ShopStore;

beforeAll(async () => {
  app = await startIngestApp();
});

beforeEach(async () => {
  shop = app.createShop();
  fillShop(shop, { orders: 5 });
  await app.install(shop);
  await app.settle(shop);
});

afterEach(() => app.simulator.bulk.reset());
afterAll(() => app.close());

const known = () => findShop(app.database.db, String(shop.id));
const orders = () => app.rows(shop, "SELECT FROM orders WHERE shop_id = $1");
const sessions = async () =>
  (await app.database.db.pool.query("SELECT FROM session WHERE shop = $1", [shop.domain])).rowCount;

const tablesMentioning = (text: string) => searchTables(app.database.ownerUrl, text);

async function send(topic: string, body: object, triggeredAt: Date): Promise<void> {
  const text = JSON.stringify(body);
  const answer = await fetch(app.webhookUrl, {
    method: "POST",
    body: text,
    headers: {
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": shop.domain,
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": randomUUID(),
      "x-shopify-triggered-at": triggeredAt.toISOString(),
      "x-shopify-hmac-sha256": createHmac("sha256", API_SECRET).update(text).digest("base64"),
    },
  });
  expect(answer.status).toBe(200);
}

const shopBody = () => ({ id: shop.id, domain: shop.domain, myshopify_domain: shop.domain });

describe("the life of an installation", () => {
  it("L1: an uninstall stops all work, deletes the tokens and keeps the numbers", async () => {
    shop.uninstall();
    await app.settle(shop);
    expect(await known()).toMatchObject({ uninstalledAt: expect.any(Date) });
    expect(await sessions()).toBe(0);
    expect(await orders()).toHaveLength(5);
    expect(await app.importAll(shop)).toEqual({ skipped: "not installed" });
    await send("orders/updated", { id: 1 }, new Date());
    expect(await app.rows(shop, "SELECT FROM webhook_inbox WHERE shop_id = $1 AND status = 'pending'")).toEqual([]);
  });

  it("L1: an uninstall in the middle of an import ends it", async () => {
    app.simulator.bulk.settings({ startDelayMs: 500 });
    await startImport(app.context, String(shop.id));
    const running = app.importAll(shop);
    shop.uninstall();
    await app.settle(shop);
    expect(await running).toMatchObject({ skipped: expect.any(String) });
    const open = await app.rows(shop, "SELECT FROM import_run WHERE shop_id = $1 AND finished_at IS NULL");
    expect(open).toEqual([]);
  });

  it("L2: an uninstall that is older than the installation is ignored", async () => {
    await send("app/uninstalled", shopBody(), new Date(Date.now() - 3_600_000));
    await app.drain(shop);
    expect(await known()).toMatchObject({ uninstalledAt: null });
    expect(await sessions()).toBe(1);
  });

  it("L2: an uninstall of the second of the installation counts, one of the second before does not", async () => {
    const second = new Date("2026-11-20T12:00:00Z");
    const installedMsLater = async (ms: number) => {
      const installedAt = new Date(second.getTime() + ms);
      await withDirectory(app.database.db, (tx) =>
        tx.query("UPDATE shop SET installed_at = $2, uninstalled_at = NULL WHERE id = $1", [
          String(shop.id),
          installedAt,
        ]),
      );
    };
    await installedMsLater(1_000);
    await send("app/uninstalled", shopBody(), second);
    await app.drain(shop);
    expect(await known()).toMatchObject({ uninstalledAt: null });
    await installedMsLater(999);
    await send("app/uninstalled", shopBody(), second);
    await app.drain(shop);
    expect(await known()).toMatchObject({ uninstalledAt: second });
  });

  it("P8: a new installation keeps the history and imports what was missed", async () => {
    shop.uninstall();
    await app.settle(shop);
    fillShop(shop, { orders: 2, seed: 9 });
    await app.install(shop);
    expect(await orders()).toHaveLength(7);
    await app.settle(shop);
    expect(await orders()).toHaveLength(7);
  });

  it("L3: a shop's redaction erases it from every table, and once", async () => {
    shop.uninstall();
    shop.redactShop();
    await app.settle(shop);
    expect(await known()).toBeNull();
    const left = await tablesMentioning(String(shop.id));
    // Jobs that are over name the shop's number, and nothing else of it, for a day.
    expect(left.filter((table) => !table.startsWith("_") && !table.startsWith("job"))).toEqual([]);
    await send("shop/redact", { shop_id: shop.id, shop_domain: shop.domain }, new Date());
  });

  it("L3: a shop's redaction erases it also when the message of its uninstall was lost", async () => {
    app.simulator.webhooks.trouble({ dropShare: 1 });
    shop.uninstall();
    app.simulator.webhooks.trouble({ dropShare: 0 });
    await send("shop/redact", { shop_id: shop.id, shop_domain: shop.domain }, new Date());
    await app.drain(shop).catch(() => {});
    expect(await known()).toBeNull();
  });

  it("L3: a shop's redaction is ignored while the app is installed", async () => {
    await send("shop/redact", { shop_id: shop.id, shop_domain: shop.domain }, new Date());
    await app.drain(shop);
    expect(await orders()).toHaveLength(5);
  });

  it("L4, P7: a redacted customer is in no table any more, also after a late message and an import; totals stay", async () => {
    const unmistakable = shop.createCustomer({ id: 7_654_321_987_654 });
    const [product] = shop.products();
    const order = shop.placeOrder({
      customerId: unmistakable.id,
      lines: [{ productId: product?.id ?? 0, quantity: 1 }],
    });
    shop.requestCustomerData(unmistakable.id);
    await app.settle(shop);
    expect(await tablesMentioning("7654321987654")).toEqual(expect.arrayContaining(["data_export", "orders"]));

    const totals = () => app.rows(shop, "SELECT * FROM rollup_sales_day r WHERE shop_id = $1 ORDER BY r::text");
    const before = await totals();
    shop.redactCustomer(unmistakable.id);
    await app.settle(shop);
    expect(await tablesMentioning("7654321987654")).toEqual([]);
    expect(await totals()).toEqual(before);

    await send("orders/updated", { id: order.id, customer: { id: unmistakable.id } }, new Date());
    await app.drain(shop);
    await startImport(app.context, String(shop.id));
    await app.importAll(shop);
    expect(await tablesMentioning("7654321987654")).toEqual([]);
    expect(await totals()).toEqual(before);
  });

  it("L5: a data request is answered with everything stored of the customer", async () => {
    const order = shop.orders().find(({ customerId }) => customerId !== null);
    shop.requestCustomerData(order?.customerId ?? 0);
    await app.settle(shop);
    const [row] = await app.rows<{ content: { orders: { order_id: number; lines: object[] }[] } }>(
      shop,
      "SELECT content FROM data_export WHERE shop_id = $1",
    );
    expect(row?.content.orders.map(({ order_id }) => order_id)).toContain(order?.id);
    expect(row?.content.orders[0]?.lines.length).toBeGreaterThan(0);
  });

  it("L6: a new time zone is noted, and the numbers are cut again", async () => {
    const timeZone = async () =>
      (await app.rows<{ iana_timezone: string }>(shop, "SELECT iana_timezone FROM shop_profile WHERE shop_id = $1"))[0]
        ?.iana_timezone;
    shop.updateProfile({ ianaTimezone: "Pacific/Auckland" });
    await app.settle(shop);
    expect(await timeZone()).toBe("Europe/Paris");
    const { rows } = await app.database.db.pool.query(
      "SELECT FROM pgboss.job WHERE name = 'rebuild-shop' AND data->>'shopId' = $1",
      [String(shop.id)],
    );
    expect(rows).toHaveLength(1);
    await rebuildShopNumbers(app.context, { shopId: String(shop.id) });
    expect(await timeZone()).toBe("Pacific/Auckland");
  });

  it("L7: scopes that were narrowed are noted, and those gained start an import", async () => {
    const granted = async () =>
      (
        await app.rows<{ granted_scopes: string[] }>(shop, "SELECT granted_scopes FROM shop_profile WHERE shop_id = $1")
      )[0]?.granted_scopes;
    const runs = () => app.rows(shop, "SELECT FROM import_run WHERE shop_id = $1 AND kind = 'full'");
    shop.setScopes(["read_orders", "read_products", "read_customers"]);
    await app.settle(shop);
    expect(await granted()).not.toContain("read_all_orders");
    expect(await runs()).toHaveLength(1);
    const { rowCount: rebuilds } = await app.database.db.pool.query(
      "SELECT FROM pgboss.job WHERE name = 'rebuild-shop' AND data->>'shopId' = $1",
      [String(shop.id)],
    );
    expect(rebuilds).toBe(1);
    shop.setScopes(["read_orders", "read_all_orders", "read_products", "read_customers"]);
    await app.settle(shop);
    expect(await granted()).toContain("read_all_orders");
    expect(await runs()).toHaveLength(2);
  });

  it("P12: the daily round forgets messages that were worked off a month ago", async () => {
    await app.rows(shop, "UPDATE webhook_inbox SET received_at = now() - interval '31 days' WHERE shop_id = $1");
    await refreshShop(app.context, { shopId: String(shop.id) }, new AbortController().signal);
    expect(await app.rows(shop, "SELECT FROM webhook_inbox WHERE shop_id = $1")).toEqual([]);
  });

  it("P12: the daily round keeps messages that wait, however old, and those of the last thirty days", async () => {
    await app.rows(
      shop,
      `WITH message AS (
         SELECT * FROM (VALUES ('waits', 'pending', 31), ('over', 'done', 31), ('useless', 'dead', 31), ('recent', 'done', 29))
           AS message (event_id, status, days)
       ), letter AS (
         INSERT INTO dead_letter (shop_id, source, reference, reason, created_at)
         SELECT $1, 'webhook', event_id, 'unreadable', now() - make_interval(days => days) FROM message
       )
       INSERT INTO webhook_inbox (shop_id, topic, event_id, webhook_id, api_version, received_at, status, body)
       SELECT $1, 'orders/kept', event_id, event_id, '2026-10', now() - make_interval(days => days), status, ''
       FROM message`,
    );
    await withShop(app.database.db, String(shop.id), (tx) => pruneInbox(tx, String(shop.id)));
    expect(
      await app.rows(
        shop,
        "SELECT event_id FROM webhook_inbox WHERE shop_id = $1 AND topic = 'orders/kept' ORDER BY event_id",
      ),
    ).toEqual([{ event_id: "recent" }, { event_id: "waits" }]);
    expect(await app.rows(shop, "SELECT reference FROM dead_letter WHERE shop_id = $1")).toEqual([
      { reference: "recent" },
    ]);
  });
});
