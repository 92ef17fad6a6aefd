import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { rebuildShop } from "~/adapters/db/ledger/apply.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import type { Definitions } from "~/domain/orders/definitions";
import type { ComparedKey, ReconciledNumber } from "~/domain/reconciliation/reconciliation";
import type { DayRange } from "~/domain/time/reporting-window";
import { addDays, dayOf } from "~/domain/time/shop-time";
import { fetchNotReceived } from "~/features/reconciliation/fetch-not-received.server";
import { loadReconciliation } from "~/features/reconciliation/load-reconciliation.server";
import type { ReconciliationView } from "~/features/reconciliation/reconciliation";
import type { ShopStore } from "../../simulator/store/shop-store";
import { type IngestApp, startIngestApp } from "../../support/app/ingest-app";
import { loadHistory } from "../../support/shops/shop-folder";

let app: IngestApp;
let shops = 0;

beforeAll(async () => {
  app = await startIngestApp();
});
afterEach(() => app.simulator.webhooks.trouble({ dropShare: 0 }));
afterAll(() => app.close());

const TIME_ZONE = "America/New_York";
const today = () => dayOf(Date.now(), TIME_ZONE);
const lastMonth = (): DayRange => ({ from: addDays(today(), -30), to: addDays(today(), -1) });

/** A shop of three months with refunds, cancellations, guests and taxes, which grants reports. */
async function shopWithReports(orders = 300): Promise<ShopStore> {
  const shop = await loadHistory(app.simulator.store, { domain: `reports-${++shops}.myshopify.com`, orders });
  shop.install([...shop.profile().scopes, "read_reports"]);
  await app.openApp(shop);
  await app.importAll(shop);
  return shop;
}

type Ready = Extract<ReconciliationView["result"], { status: "ready" }>;

async function ready(shop: ShopStore, range = lastMonth()): Promise<Ready> {
  const { result } = await loadReconciliation(app.context, String(shop.id), range);
  if (result.status !== "ready") throw new Error(`expected numbers, got ${JSON.stringify(result)}`);
  return result;
}

function number({ reconciliation }: Ready, key: ComparedKey): ReconciledNumber {
  const found = reconciliation.numbers.find((each) => each.key === key);
  if (!found) throw new Error(`no ${key}`);
  return found;
}

const lines = (result: Ready, key: ComparedKey) => number(result, key).lines.map(({ cause }) => cause);
/** Every number that is a sum comes out to the cent. */
const expectNothingLeft = (result: Ready) => {
  for (const key of ["orders", "gross_sales", "discounts", "net_sales"] as const) {
    expect(number(result, key).remainder, key).toBe(0);
  }
  expect(Math.abs(number(result, "average_order_value").remainder ?? 1)).toBeLessThanOrEqual(0.5);
  expect(Math.abs(number(result, "returning_customer_rate").remainder ?? 1)).toBeLessThan(0.000001);
};

/** The shop as it is, counted by other definitions. */
async function rebuild(shop: ShopStore, definitions: Partial<Definitions>): Promise<void> {
  const shopId = String(shop.id);
  await withShop(app.context.db, shopId, async (tx) => {
    await tx.query("UPDATE shop_profile SET definitions = $2 WHERE shop_id = $1", [
      shopId,
      JSON.stringify(definitions),
    ]);
    await rebuildShop(tx, shopId);
  });
}

describe("beside Shopify's reports", () => {
  it("sales match to the cent; customers differ by those whose orders are no purchases", async () => {
    const shop = await shopWithReports();
    const result = await ready(shop);
    for (const key of ["orders", "gross_sales", "discounts", "net_sales"] as const) {
      expect(number(result, key)).toMatchObject({ difference: 0, status: "matches" });
      expect(number(result, key).ours, key).not.toBe(0);
    }
    expect(number(result, "average_order_value").status).toBe("matches");
    expect(lines(result, "returning_customer_rate")).toEqual(["identity_differences"]);
    expectNothingLeft(result);
    expect(result.reconciliation.status).toBe("explained");
    expect(result.notReceived).toEqual([]);
  });

  it("a missed webhook shows as orders not received, to the cent, and can be fetched", async () => {
    const shop = await shopWithReports();
    await app.settle(shop);
    app.simulator.webhooks.trouble({ dropShare: 1 });
    const [product] = shop.products();
    const [customer] = shop.customers();
    const yesterday = Date.now() - 86_400_000;
    const missed = shop.placeOrder({
      customerId: customer?.id ?? null,
      processedAt: yesterday,
      lines: [{ productId: product?.id ?? 0, quantity: 40, discount: 700, tax: 100 }],
    });
    const result = await ready(shop);
    expect(number(result, "orders")).toMatchObject({ difference: 1, remainder: 0 });
    expect(number(result, "net_sales").lines).toMatchObject([{ cause: "orders_not_received", count: 1 }]);
    expect(number(result, "net_sales").status).toBe("explained");
    expect(result.notReceived).toEqual([String(missed.id)]);
    expectNothingLeft(result);

    const signal = new AbortController().signal;
    expect(await fetchNotReceived(app.context, String(shop.id), result.notReceived, signal)).toBe(1);
    const after = await ready(shop);
    expect(number(after, "net_sales")).toMatchObject({ difference: 0, status: "matches" });
  });

  it("a deleted order nobody told us of is found as well", async () => {
    const shop = await shopWithReports(120);
    app.simulator.webhooks.trouble({ dropShare: 1 });
    const range = { from: addDays(today(), -89), to: addDays(today(), -1) };
    const gone = shop
      .latestOrders(20)
      .find((order) => !order.isTest && order.customerId !== null && dayOf(order.processedAt, TIME_ZONE) <= range.to);
    shop.deleteOrder(gone?.id ?? 0);
    const result = await ready(shop, range);
    expect(lines(result, "orders")).toEqual(["orders_not_received"]);
    expectNothingLeft(result);
  });

  it("settings in force and orders of gift cards explain what they leave out", async () => {
    const shop = await shopWithReports();
    const [product] = shop.products();
    const [customer] = shop.customers();
    const yesterday = Date.now() - 86_400_000;
    const card = { productId: product?.id ?? 0, quantity: 1, isGiftCard: true };
    shop.placeOrder({ customerId: customer?.id ?? null, processedAt: yesterday, lines: [card] });
    await app.settle(shop);
    expect(lines(await ready(shop), "orders")).toEqual(["gift_card_only_orders"]);

    await rebuild(shop, { excludeCancelledFromOrders: true, fullyRefundedIsPurchase: false });
    const result = await ready(shop);
    expect(lines(result, "orders")).toEqual(["settings_in_force", "gift_card_only_orders"]);
    expect(lines(result, "net_sales")).toEqual([]);
    expect(lines(result, "gross_sales")).toEqual(["settings_in_force"]);
    expect(lines(result, "average_order_value")).toEqual(["settings_in_force"]);
    expectNothingLeft(result);
    expect(result.reconciliation.status).toBe("explained");
  });

  it("never judges today", async () => {
    const shop = await shopWithReports(40);
    const { reconciliation } = await ready(shop, { from: addDays(today(), -7), to: today() });
    expect(reconciliation.status).toBe("not_judged");
    expect(reconciliation.numbers.every(({ theirs }) => theirs !== undefined)).toBe(true);
  });

  it("shows Shopify's checkout abandonment as a neighbour", async () => {
    const shop = await shopWithReports(60);
    const { neighbour } = await ready(shop, { from: addDays(today(), -89), to: today() });
    expect(neighbour?.reachedCheckout).toBeGreaterThan(0);
  });
});

describe("without the access", () => {
  it("says which access is missing and asks nothing", async () => {
    const shop = await loadHistory(app.simulator.store, { domain: `reports-${++shops}.myshopify.com`, orders: 40 });
    await app.install(shop);
    const { result } = await loadReconciliation(app.context, String(shop.id), lastMonth());
    expect(result).toEqual({ status: "no_permission", scope: "read_reports" });
  });

  it("notices that the access was taken back before anybody told us", async () => {
    const shop = await shopWithReports(40);
    app.simulator.webhooks.trouble({ dropShare: 1 });
    shop.setScopes(shop.profile().scopes.filter((scope) => scope !== "read_reports"));
    const { result } = await loadReconciliation(app.context, String(shop.id), lastMonth());
    expect(result).toEqual({ status: "no_permission", scope: "read_reports" });
  });
});
