import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rebuildShop } from "~/adapters/db/ledger/apply.server";
import { readReturning } from "~/adapters/db/totals/reconciliation.server";
import { readCustomerTotals } from "~/adapters/db/totals/rollups.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { DAY_MS } from "~/domain/time/shop-time";
import type { FolderOrder } from "../../fixtures/worked-examples/data-folder";
import { loadDataFolder } from "../../simulator/data-folder/load-data-folder";
import type { ShopStore } from "../../simulator/store/shop-store";
import { type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { writeDataFolder } from "../../support/shops/write-data-folder";

let app: IngestApp;
let folder: string;
beforeAll(async () => {
  app = await startIngestApp();
  folder = await mkdtemp(join(tmpdir(), "comeback-limited-"));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const daysAgo = (days: number) => new Date(Math.floor(Date.now() / 1000) * 1000 - days * DAY_MS).toISOString();
const order = (id: number, customerId: number | null, age: number, facts: Partial<FolderOrder> = {}): FolderOrder => ({
  id,
  name: `#${id}`,
  customerId,
  processedAt: daysAgo(age),
  lines: [{ productId: 1, quantity: 1, unitPrice: "10.00" }],
  ...facts,
});

let shops = 0;

/** Installs a shop whose app sees only the last 60 days of it. */
async function installLimited(orders: readonly FolderOrder[]): Promise<ShopStore> {
  const directory = join(folder, String(++shops));
  const shop = {
    name: "Limited",
    domain: `limited-${shops}.myshopify.com`,
    ianaTimezone: "UTC",
    currencyCode: "EUR",
    scopes: ["read_orders", "read_products", "read_customers", "read_customer_merge"],
    installedAt: daysAgo(0),
  };
  await writeDataFolder(directory, { shop, orders, checkouts: [], events: [] });
  const store = loadDataFolder(app.simulator.store, directory).shop;
  await app.install(store);
  return store;
}

/** Purchase numbers by order; null where an order has none. */
async function numbersOf(shop: ShopStore): Promise<Record<string, number | null>> {
  const rows = await app.rows<{ order_id: string; purchase_number: number | null }>(
    shop,
    "SELECT order_id, purchase_number FROM orders WHERE shop_id = $1",
  );
  return Object.fromEntries(rows.map((row) => [row.order_id, row.purchase_number]));
}

const VISIBLE = { from: daysAgo(59).slice(0, 10), to: daysAgo(0).slice(0, 10) };
const totals = (shop: ShopStore) =>
  withShop(app.database.db, String(shop.id), (tx) => readCustomerTotals(tx, String(shop.id), VISIBLE));
const returning = (shop: ShopStore, buying: "purchases" | "orders") =>
  withShop(app.database.db, String(shop.id), (tx) => readReturning(tx, String(shop.id), VISIBLE, buying, true));

describe("an app that sees the last 60 days", () => {
  it("knows who returns from Shopify's count of a customer's orders where an order has no position", async () => {
    const shop = await installLimited([
      order(1, 9, 200),
      order(2, 9, 100),
      order(3, 9, 30),
      order(4, 9, 20, { journey: { customerOrderIndex: 4 } }),
      order(5, 10, 30),
      order(6, 11, 30, { sourceName: "pos" }),
      order(7, 11, 10, { sourceName: "pos" }),
      order(8, null, 10, { sourceName: "pos" }),
    ]);
    expect(await numbersOf(shop)).toEqual({ 3: 3, 4: 4, 5: 1, 6: 1, 7: 2, 8: null });
    expect(await totals(shop)).toEqual({ customers: 3, newCustomers: 2, returningCustomers: 2 });
    expect(await returning(shop, "purchases")).toEqual({ denominator: 3, numerator: 2 });
  });

  it("takes no later order for an earlier one: cancelled, free or a test", async () => {
    const free = [{ productId: 1, quantity: 1, unitPrice: "10.00", discount: "10.00" }];
    const shop = await installLimited([
      order(1, 1, 30),
      order(2, 1, 20, { cancelledAt: daysAgo(19) }),
      order(3, 2, 30),
      order(4, 2, 20, { lines: free }),
      order(5, 3, 30),
      order(6, 3, 20, { test: true }),
      order(7, 4, 90),
      order(8, 4, 30),
      order(9, 4, 20, { test: true }),
    ]);
    expect(await numbersOf(shop)).toEqual({ 1: 1, 2: null, 3: 1, 4: null, 5: 1, 6: null, 8: 2, 9: null });
    expect(await totals(shop)).toMatchObject({ newCustomers: 3, returningCustomers: 1 });
    expect(await returning(shop, "purchases")).toEqual({ denominator: 4, numerator: 1 });
    expect(await returning(shop, "orders")).toEqual({ denominator: 4, numerator: 3 });
  });

  it("takes no deleted order for a hidden one", async () => {
    const shop = await installLimited([order(1, 1, 30), order(2, 1, 20), order(3, 1, 10)]);
    shop.deleteOrder(1);
    await app.settle(shop);
    expect(await numbersOf(shop)).toEqual({ 2: 1, 3: 2 });
  });

  it("keeps earlier numbers when another order comes, and follows merges and redactions", async () => {
    const shop = await installLimited([order(1, 1, 100), order(2, 1, 30), order(3, 2, 90), order(4, 2, 80)]);
    const placed = shop.placeOrder({ customerId: 1, lines: [{ productId: 1, quantity: 1 }] });
    await app.settle(shop);
    expect(await numbersOf(shop)).toEqual({ 2: 2, [placed.id]: 3 });

    shop.mergeCustomers(2, 1);
    await app.settle(shop);
    const merged = { 2: 4, [placed.id]: 5 };
    expect(await numbersOf(shop)).toEqual(merged);

    shop.redactCustomer(1);
    await app.settle(shop);
    await withShop(app.database.db, String(shop.id), (tx) => rebuildShop(tx, String(shop.id)));
    expect(await numbersOf(shop)).toEqual(merged);
  });
});
