import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importState } from "~/features/installation/import-state.server";
import type { ShopStore } from "../../simulator/store";
import { type IngestApp, startIngestApp } from "../../support/ingest-app";
import { fillShop } from "../../support/shop-life";

let app: IngestApp;

beforeAll(async () => {
  app = await startIngestApp();
});

afterAll(() => app.close());

const state = (shop: ShopStore) => importState(app.context, String(shop.id));

describe("an import", () => {
  it("brings in every order, customer, product and checkout, and says so", async () => {
    const shop = app.createShop();
    fillShop(shop, { orders: 60 });
    await app.install(shop);
    const counts = await app.rows<{ orders: string; products: string; customers: string }>(
      shop,
      `SELECT (SELECT count(*) FROM orders WHERE shop_id = $1) AS orders,
              (SELECT count(*) FROM product WHERE shop_id = $1) AS products,
              (SELECT count(*) FROM customer WHERE shop_id = $1) AS customers`,
    );
    const { orders, products, customers } = shop.counts();
    expect(counts[0]).toEqual({ orders: String(orders), products: String(products), customers: String(customers) });
    expect(await state(shop)).toMatchObject({ phase: "ready", historyLimited: false, reason: null });
  });
});
