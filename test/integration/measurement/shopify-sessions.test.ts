import { afterAll, beforeAll, expect, it } from "vitest";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { loadAbandonment } from "~/features/abandonment/load-abandonment.server";
import { refreshShopifySessions } from "~/features/measurement/refresh-shopify-sessions.server";
import { shopReport } from "~/features/report/shop-report.server";
import { dayOf } from "~/domain/time/shop-time";
import type { ShopStore } from "../../simulator/store/shop-store";
import { startIngestApp, type IngestApp } from "../../support/app/ingest-app";

let app: IngestApp;
beforeAll(async () => {
  app = await startIngestApp();
});
afterAll(() => app.close());

async function shopWith(scopes: readonly string[]): Promise<ShopStore> {
  const shop = app.createShop({ ianaTimezone: "UTC" });
  const product = shop.createProduct({ title: "Soap", variants: [{ title: "Bar", price: 1_000 }] });
  for (let order = 0; order < 30; order++) {
    shop.placeOrder({ lines: [{ productId: product.id, quantity: 1 }], checkoutToken: `t${order}` });
  }
  shop.setScopes([...shop.profile().scopes, ...scopes]);
  await app.install(shop);
  return shop;
}

async function told(shop: ShopStore) {
  const { context } = app;
  const admin = context.shopify.admin(shop.domain);
  for (let reading = 0; reading < 2; reading++) {
    await refreshShopifySessions(context, String(shop.id), admin, AbortSignal.timeout(60_000));
  }
  const today = dayOf(Date.now(), "UTC");
  return shopReport(context, String(shop.id), { from: today, to: today });
}

it("Shopify's own sessions stand beside the pixel's, whole and by each trait, and are in no metric", async () => {
  const shop = await shopWith(["read_reports"]);
  const { metrics, tables } = await told(shop);
  const [all, ...parts] = tables.shopify_sessions;
  expect(all).toMatchObject({ dimension: "all", key: "", completed: 30, basis: "Shopify sessions" });
  expect(all?.cartAbandonmentRate).toBeCloseTo(1 - 30 / (all?.withCart ?? 0), 12);
  for (const dimension of ["device", "source", "country"]) {
    const own = parts.filter((part) => part.dimension === dimension);
    expect(own.length, dimension).toBeGreaterThan(1);
    expect(own.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(all?.sessions);
  }
  expect(metrics.conversion_rate.value).toBeNull();
  const page = await loadAbandonment(app.context, String(shop.id), new URLSearchParams("range=today"));
  expect(page.cartCard).toBeNull();
  expect(page.shopifyCarts).toMatchObject({ value: all?.cartAbandonmentRate, denominator: all?.withCart });
});

it("nothing of them is known where the merchant did not grant reports", async () => {
  const shop = await shopWith([]);
  expect((await told(shop)).tables.shopify_sessions).toEqual([]);
  const rows = await withShop(app.context.db, String(shop.id), (tx) =>
    tx.query("SELECT 1 FROM shopify_session_day WHERE shop_id = $1", [shop.id]),
  );
  expect(rows.rowCount).toBe(0);
});
